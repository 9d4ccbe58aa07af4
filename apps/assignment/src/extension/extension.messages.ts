import { Injectable } from '@nestjs/common';
import {
  decideExtension,
  type DecideExtension,
  type DecisionTaken,
  requestExtension,
  type RequestExtension,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { carriedOut, Files } from '../file/file.service.js';
import { Officials } from '../handling/officials.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { extensionNotice } from './extension.papers.js';
import { extensionDecided, extensionRequested } from './extension.rules.js';

/** The officer asks for more time, the head of the office decides. */
@Injectable()
export class ExtensionMessages {
  constructor(
    private readonly files: Files,
    private readonly papers: HandlingPapers,
    private readonly officials: Officials,
  ) {}

  @OnRequest(requestExtension)
  async ask(order: RequestExtension, call: Call): Promise<DecisionTaken> {
    const by = { id: call.actor.id, name: await this.officials.nameOf(call) };
    return this.files.act(requestExtension, order, call, (file, now) =>
      carriedOut(file, extensionRequested(file, order, by, now)),
    );
  }

  @OnRequest(decideExtension)
  async decide(order: DecideExtension, call: Call): Promise<DecisionTaken> {
    const [name, desk] = await Promise.all([this.officials.nameOf(call), this.papers.desk(call, 'F-08')]);
    return this.files.act(decideExtension, order, call, (file, now) => {
      const { extended, ...move } = extensionDecided(file, order, call.actor.id, now);
      const papers = extended === undefined ? [] : [extensionNotice(file, extended, name, now, desk)];
      return carriedOut(file, move, { papers });
    });
  }
}
