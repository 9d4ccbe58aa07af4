import { Injectable } from '@nestjs/common';
import {
  classify,
  type Classify,
  escalateUrgent,
  type EscalateUrgent,
  type EventsWanted,
  type Headings,
  headingsOf,
  intakeEventsSince,
  linkToExisting,
  type LinkToExisting,
  type MatterChanged,
  type MatterDetail,
  type MatterId,
  type MatterIds,
  readMatter,
  type RevealedPerson,
  revealIdentity,
  type RevealIdentity,
  type StoredEvents,
} from '@huiyin/contracts';
import { type Call, eventsSince } from '@huiyin/messaging';
import { Database, OnRequest } from '@huiyin/service';
import { MatterReading } from './matter.reading.js';
import { MatterService } from './matter.service.js';

@Injectable()
export class MatterMessages {
  constructor(
    private readonly matters: MatterService,
    private readonly reading: MatterReading,
    private readonly database: Database,
  ) {}

  @OnRequest(classify)
  classify(order: Classify, call: Call): Promise<MatterChanged> {
    return this.matters.classify(order, call);
  }

  @OnRequest(linkToExisting)
  link(order: LinkToExisting, call: Call): Promise<MatterChanged> {
    return this.matters.link(order, call);
  }

  @OnRequest(escalateUrgent)
  escalate(order: EscalateUrgent, call: Call): Promise<MatterChanged> {
    return this.matters.escalate(order, call);
  }

  @OnRequest(readMatter)
  read({ matterId }: MatterId, call: Call): Promise<MatterDetail> {
    return this.reading.read(matterId, call);
  }

  @OnRequest(headingsOf)
  headings(wanted: MatterIds, call: Call): Promise<Headings> {
    return this.reading.headings(wanted, call);
  }

  @OnRequest(revealIdentity)
  reveal(order: RevealIdentity, call: Call): Promise<RevealedPerson> {
    return this.reading.reveal(order, call);
  }

  @OnRequest(intakeEventsSince)
  eventsSince({ matterId, afterVersion }: EventsWanted, _call: Call): Promise<StoredEvents> {
    return eventsSince(this.database, 'intake', matterId, afterVersion);
  }
}
