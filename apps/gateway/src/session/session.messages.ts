import { Injectable } from '@nestjs/common';
import { authorityChanged, type EndSessions, endSessions, type SessionsEnded } from '@huiyin/contracts';
import { type Call, type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { OnRequest, ReadsEvents } from '@huiyin/service';
import { type EntityManager } from 'typeorm';
import { Sessions } from './session.service.js';

@Injectable()
export class SessionMessages {
  constructor(private readonly sessions: Sessions) {}

  @OnRequest(endSessions)
  async end({ officialId }: EndSessions, _call: Call): Promise<SessionsEnded> {
    return { ended: await this.sessions.endAll(officialId) };
  }
}

/** Changed rights end a session or go on in it; ending twice is ending once. */
@ReadsEvents()
@Injectable()
export class AuthorityNews implements EventHandling<EntityManager> {
  readonly owner = 'organisation';
  readonly contracts = [authorityChanged];

  constructor(private readonly sessions: Sessions) {}

  async apply(batch: readonly Delivered[]): Promise<void> {
    for (const delivered of batch) {
      if (!isOf(delivered, authorityChanged)) continue;
      const { officialId, authzVersion, endsSessions } = delivered.payload;
      if (endsSessions) await this.sessions.endAll(officialId, authzVersion);
      else await this.sessions.carryOn(officialId, authzVersion);
    }
  }
}
