import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { handlingMoved } from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { type TimeLimitId } from '@huiyin/statute';
import { type Making, mayBringBack } from './clock-moves.rules.js';
import { DutyBatches, type Reading } from './duty.batch.js';
import { type Duty, dutyHandled, type Held, touchesClocks } from './duty.rules.js';
import { Duties } from './duty.service.js';

/** Every event of assignment, from the taking by the competent office on. They wait for intake's, on which they stand. */
@ReadsEvents()
@Injectable()
export class HandlingEvents implements EventHandling<EntityManager>, Reading {
  readonly owner = 'assignment';
  readonly contracts = [handlingMoved];

  constructor(
    private readonly duties: Duties,
    private readonly batches: DutyBatches,
  ) {}

  async versionsOf(matterIds: readonly string[], manager: EntityManager): Promise<ReadonlyMap<string, number>> {
    const versions = await this.duties.versionsOf(manager, matterIds);
    return new Map([...versions].map(([matterId, { handling }]) => [matterId, handling]));
  }

  async mattersNotReady(batch: readonly Delivered[], manager: EntityManager): Promise<ReadonlySet<string>> {
    const moves = batch.flatMap((event) => (isOf(event, handlingMoved) ? [event.payload] : []));
    const versions = await this.duties.versionsOf(manager, [...new Set(moves.map(({ matterId }) => matterId))]);
    const isReady = (matterId: string, needed: number) => (versions.get(matterId)?.matter ?? 0) >= needed;
    return new Set(moves.filter((m) => !isReady(m.matterId, m.matterVersion)).map(({ matterId }) => matterId));
  }

  apply(batch: readonly Delivered[], manager: EntityManager): Promise<void> {
    return this.batches.apply(batch, manager, this);
  }

  opens(): boolean {
    return false;
  }

  versionOf(duty: Duty): number {
    return duty.handlingVersion;
  }

  touchesClocks(event: Delivered, duty: Duty): boolean {
    return isOf(event, handlingMoved) && touchesClocks(event.payload, duty);
  }

  mayBringBack(event: Delivered): readonly TimeLimitId[] {
    return isOf(event, handlingMoved) ? mayBringBack(event.payload.transition) : [];
  }

  after(event: Delivered, held: Held | undefined, making: Making): Held | undefined {
    return held !== undefined && isOf(event, handlingMoved)
      ? dutyHandled(held, event.payload, event.eventId, making)
      : undefined;
  }
}
