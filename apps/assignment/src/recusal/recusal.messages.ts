import { Injectable } from '@nestjs/common';
import {
  decideRecusal,
  type DecideRecusal,
  type DecisionTaken,
  requestRecusal,
  type RequestRecusal,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { carriedOut, Files } from '../file/file.service.js';
import { Officials } from '../handling/officials.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { recusalDecision } from './recusal.papers.js';
import { recusalDecided, recusalRequested } from './recusal.rules.js';

/** Somebody with an interest in the matter does not handle it. */
@Injectable()
export class RecusalMessages {
  constructor(
    private readonly files: Files,
    private readonly papers: HandlingPapers,
    private readonly officials: Officials,
  ) {}

  @OnRequest(requestRecusal)
  async ask(order: RequestRecusal, call: Call): Promise<DecisionTaken> {
    const by = {
      id: call.actor.id,
      name: await this.officials.nameOf(call),
      isPetitioner: call.actor.kind === 'citizen',
    };
    return this.files.act(requestRecusal, order, call, (file, now) =>
      carriedOut(file, recusalRequested(file, order, by, now)),
    );
  }

  @OnRequest(decideRecusal)
  async decide(order: DecideRecusal, call: Call): Promise<DecisionTaken> {
    const { replacementOfficerId } = order;
    const [name, replacement, desk] = await Promise.all([
      this.officials.nameOf(call),
      replacementOfficerId === undefined ? undefined : this.officials.find(replacementOfficerId),
      this.papers.desk(call, 'F-41'),
    ]);
    return this.files.act(decideRecusal, order, call, (file, now) => {
      const { asked, ...move } = recusalDecided(file, order, call.actor.id, replacement, now);
      return carriedOut(file, move, { papers: [recusalDecision(file, asked, order, name, now, desk)] });
    });
  }
}
