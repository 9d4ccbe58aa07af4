import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  matterClassified,
  matterEscalated,
  matterLinked,
  matterMoved,
  matterReassigned,
  matterRemoved,
  submissionRegistered,
} from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { type TimeLimitId, urgencyLevels, urgentReport } from '@huiyin/statute';
import { type Making, mayBringBack } from './clock-moves.rules.js';
import { DutyBatches, type Reading } from './duty.batch.js';
import {
  type Duty,
  dutyClassified,
  dutyEscalated,
  dutyLinked,
  dutyMoved,
  dutyOpened,
  dutyReassigned,
  type Held,
  touchesClocks,
} from './duty.rules.js';
import { Duties } from './duty.service.js';

/** Every event of intake, up to the taking by the competent office. */
@ReadsEvents()
@Injectable()
export class IntakeEvents implements EventHandling<EntityManager>, Reading {
  readonly owner = 'intake';
  readonly contracts = [
    submissionRegistered,
    matterClassified,
    matterLinked,
    matterEscalated,
    matterReassigned,
    matterMoved,
    matterRemoved,
  ];

  constructor(
    private readonly duties: Duties,
    private readonly batches: DutyBatches,
  ) {}

  async versionsOf(matterIds: readonly string[], manager: EntityManager): Promise<ReadonlyMap<string, number>> {
    const versions = await this.duties.versionsOf(manager, matterIds);
    return new Map([...versions].map(([matterId, { matter }]) => [matterId, matter]));
  }

  apply(batch: readonly Delivered[], manager: EntityManager): Promise<void> {
    return this.batches.apply(batch, manager, this);
  }

  opens(event: Delivered): boolean {
    return isOf(event, submissionRegistered);
  }

  versionOf(duty: Duty): number {
    return duty.version;
  }

  touchesClocks(event: Delivered, duty: Duty): boolean {
    if (isOf(event, matterMoved)) return touchesClocks(event.payload, duty);
    if (isOf(event, matterClassified)) return urgencyLevels[event.payload.urgency].reportAtOnce;
    return !isOf(event, matterRemoved);
  }

  mayBringBack(event: Delivered): readonly TimeLimitId[] {
    if (isOf(event, matterMoved)) return mayBringBack(event.payload.transition);
    return isOf(event, matterClassified) ? [urgentReport.rule] : [];
  }

  after(event: Delivered, held: Held | undefined, making: Making): Held | null | undefined {
    const { eventId } = event;
    if (isOf(event, matterRemoved)) return null;
    if (isOf(event, submissionRegistered)) return dutyOpened(event.payload, eventId, making);
    if (held === undefined) return undefined;
    if (isOf(event, matterMoved)) return dutyMoved(held, event.payload, eventId, making);
    if (isOf(event, matterClassified)) return dutyClassified(held, event.payload, eventId, making);
    if (isOf(event, matterEscalated)) return dutyEscalated(held, event.payload, eventId, making);
    if (isOf(event, matterLinked)) return dutyLinked(held, event.payload, eventId, making);
    return isOf(event, matterReassigned) ? dutyReassigned(held, event.payload, eventId, making) : held;
  }
}
