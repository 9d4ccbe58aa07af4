import { Injectable } from '@nestjs/common';
import {
  assignmentEventsSince,
  type EventsWanted,
  type HandlingDetail,
  type MatterId,
  readHandling,
  type StoredEvents,
} from '@huiyin/contracts';
import { type Call, eventsSince } from '@huiyin/messaging';
import { Database, OnRequest } from '@huiyin/service';
import { Reading } from './reading.service.js';

@Injectable()
export class ReadingMessages {
  constructor(
    private readonly reading: Reading,
    private readonly database: Database,
  ) {}

  @OnRequest(readHandling)
  read({ matterId }: MatterId, call: Call): Promise<HandlingDetail> {
    return this.reading.read(matterId, call);
  }

  @OnRequest(assignmentEventsSince)
  eventsSince({ matterId, afterVersion }: EventsWanted, _call: Call): Promise<StoredEvents> {
    return eventsSince(this.database, 'assignment', matterId, afterVersion);
  }
}
