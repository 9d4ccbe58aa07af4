import { Injectable } from '@nestjs/common';
import { type DecisionTaken, handOn, type HandOn } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest, UnitDirectory } from '@huiyin/service';
import { carriedOut, Files } from '../file/file.service.js';
import { handedOn, recipientOf } from './hand-on.rules.js';

/** What came back from the heir of an accused unit goes to another office. */
@Injectable()
export class HandOnMessages {
  constructor(
    private readonly files: Files,
    private readonly units: UnitDirectory,
  ) {}

  @OnRequest(handOn)
  handOn(order: HandOn, call: Call): Promise<DecisionTaken> {
    return this.files.act(handOn, order, call, (file, now) => {
      const to = recipientOf(this.units.find(order.toUnitId));
      return carriedOut(file, handedOn(file, order, to, this.units.all(), now));
    });
  }
}
