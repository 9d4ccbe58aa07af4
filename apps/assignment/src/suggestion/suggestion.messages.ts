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
import { Files } from '../file/file.service.js';
import { suggestionDecided, suggestionReplied } from './suggestion.rules.js';

/** A suggestion is studied, decided and answered. */
@Injectable()
export class SuggestionMessages {
  constructor(private readonly files: Files) {}

  @OnRequest(decideSuggestion)
  decide(order: DecideSuggestion, call: Call): Promise<DecisionTaken> {
    return this.files.act(decideSuggestion, order, call, (file, now) =>
      suggestionDecided(file, order, call.actor.id, now),
    );
  }

  @OnRequest(replySuggestion)
  reply(order: ReplySuggestion, call: Call): Promise<DecisionTaken> {
    return this.files.act(replySuggestion, order, call, (file, now) =>
      suggestionReplied(file, order, call.actor.id, now),
    );
  }
}
