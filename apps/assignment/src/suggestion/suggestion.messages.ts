import { Injectable } from '@nestjs/common';
import {
  decideSuggestion,
  type DecideSuggestion,
  type DecisionTaken,
  replySuggestion,
  type ReplySuggestion,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { carriedOut, Files } from '../file/file.service.js';
import { noteOf } from '../records/record.rows.js';
import { suggestionDecided, suggestionReplied } from './suggestion.rules.js';

/** A suggestion is studied, decided and answered. */
@Injectable()
export class SuggestionMessages {
  constructor(private readonly files: Files) {}

  @OnRequest(decideSuggestion)
  decide(order: DecideSuggestion, call: Call): Promise<DecisionTaken> {
    const { decision, reasons } = order;
    return this.files.act(decideSuggestion, order, call, (file, now) => {
      const note = { kind: 'suggestion', title: decision, content: { decision, reasons } } as const;
      const adds = [noteOf(file, note, call.actor.id, now)];
      return carriedOut(file, suggestionDecided(file, order, now), { adds });
    });
  }

  @OnRequest(replySuggestion)
  reply(order: ReplySuggestion, call: Call): Promise<DecisionTaken> {
    const { reply, isContactUnclear = false } = order;
    return this.files.act(replySuggestion, order, call, (file, now) => {
      const note = { kind: 'suggestion', title: 'reply', content: { reply, isContactUnclear } } as const;
      return carriedOut(file, suggestionReplied(file, now), { adds: [noteOf(file, note, call.actor.id, now)] });
    });
  }
}
