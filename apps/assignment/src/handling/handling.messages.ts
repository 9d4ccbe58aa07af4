import { Injectable } from '@nestjs/common';
import {
  applySimplified,
  type ApplySimplified,
  convertToOrdinary,
  type ConvertToOrdinary,
  type DecisionTaken,
  openHandling,
  type OpenHandling,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { carriedOut, Files } from '../file/file.service.js';
import { noteOf } from '../records/record.rows.js';
import { handlingOpened, madeOrdinary, simplified } from './handling.rules.js';
import { Officials } from './officials.js';

/** Who handles the matter, and on which track. */
@Injectable()
export class HandlingMessages {
  constructor(
    private readonly files: Files,
    private readonly officials: Officials,
  ) {}

  @OnRequest(openHandling)
  async open(order: OpenHandling, call: Call): Promise<DecisionTaken> {
    const [lead, second] = await Promise.all([
      this.officials.find(order.leadOfficerId),
      this.officials.find(order.secondOfficerId),
    ]);
    return this.files.act(openHandling, order, call, (file, now) =>
      carriedOut(file, handlingOpened(file, order, { lead, second }, now)),
    );
  }

  @OnRequest(applySimplified)
  simplify(order: ApplySimplified, call: Call): Promise<DecisionTaken> {
    const { ground, reason } = order;
    return this.files.act(applySimplified, order, call, (file, now) => {
      const move = simplified(file, order, call.actor.id, now);
      const note = { kind: 'simplified', title: ground, content: { reason } } as const;
      return carriedOut(file, move, { adds: [noteOf(file, note, call.actor.id, now)] });
    });
  }

  @OnRequest(convertToOrdinary)
  makeOrdinary(order: ConvertToOrdinary, call: Call): Promise<DecisionTaken> {
    return this.files.act(convertToOrdinary, order, call, (file, now) => {
      const move = madeOrdinary(file, call.actor.id, now);
      const note = { kind: 'ordinary', title: move.command, content: { reason: order.reason } } as const;
      return carriedOut(file, move, { adds: [noteOf(file, note, call.actor.id, now)] });
    });
  }
}
