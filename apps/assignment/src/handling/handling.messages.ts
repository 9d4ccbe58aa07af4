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
import { Files } from '../file/file.service.js';
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
    return this.files.act(openHandling, order, call, (file, now) => handlingOpened(file, order, { lead, second }, now));
  }

  @OnRequest(applySimplified)
  simplify(order: ApplySimplified, call: Call): Promise<DecisionTaken> {
    return this.files.act(applySimplified, order, call, (file, now) => simplified(file, order, call.actor.id, now));
  }

  @OnRequest(convertToOrdinary)
  makeOrdinary(order: ConvertToOrdinary, call: Call): Promise<DecisionTaken> {
    return this.files.act(convertToOrdinary, order, call, (file, now) => madeOrdinary(file, order, call.actor.id, now));
  }
}
