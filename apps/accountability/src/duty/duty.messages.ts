import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  matterClassified,
  matterEscalated,
  matterLinked,
  matterReassigned,
  matterRemoved,
  submissionRegistered,
} from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { defaultCalendar } from '@huiyin/statute';
import { Clocks } from '../clock/clock.service.js';
import { datesBy } from '../clock/dates.rules.js';
import { type Duty, dutyEnded, dutyOpened, dutyReassigned, dutyUnmoved, type Held } from './duty.rules.js';
import { Duties } from './duty.service.js';

/** What stands of the matters of one batch: `null` once a matter is removed. `stored`: ledger entries in the database, by clock. */
interface Standing {
  readonly held: Map<string, Held | null>;
  readonly stored: ReadonlyMap<string, number>;
}

/** Every event of intake: which clock starts, stops or changes hands. */
@ReadsEvents()
@Injectable()
export class IntakeEvents implements EventHandling<EntityManager> {
  readonly owner = 'intake';
  readonly contracts = [
    submissionRegistered,
    matterClassified,
    matterLinked,
    matterEscalated,
    matterReassigned,
    matterRemoved,
  ];
  readonly #count = datesBy(defaultCalendar());

  constructor(
    private readonly duties: Duties,
    private readonly clocks: Clocks,
  ) {}

  async versionsOf(matterIds: readonly string[], manager: EntityManager): Promise<ReadonlyMap<string, number>> {
    const duties = await this.duties.of(manager, matterIds);
    return new Map([...duties].map(([matterId, duty]) => [matterId, duty.version]));
  }

  async apply(batch: readonly Delivered[], manager: EntityManager): Promise<void> {
    const standing = await this.#standing(batch, manager);
    const { held, stored } = standing;
    for (const event of batch) this.#applyOne(event, held);

    const kept = [...held.values()].filter((h) => h !== null);
    await this.duties.remove(
      manager,
      [...held].filter(([, h]) => h === null).map(([matterId]) => matterId),
    );
    await this.duties.save(
      manager,
      kept.map((h) => h.duty),
    );
    const changed = kept.flatMap(({ clock }) => {
      const before = clock === undefined ? 0 : (stored.get(clock.clockId) ?? 0);
      return clock === undefined || clock.entries.length === before ? [] : [{ clock, stored: before }];
    });
    await this.clocks.save(manager, changed);
  }

  /** Reads what the batch needs: nothing for matters that it opens, and clocks only where it moves one. */
  async #standing(batch: readonly Delivered[], manager: EntityManager): Promise<Standing> {
    const opened = new Set(mattersOf(batch, (e) => isOf(e, submissionRegistered)));
    const known = mattersOf(batch).filter((id) => !opened.has(id));
    const moved = mattersOf(batch, (e) => isOf(e, matterLinked) || isOf(e, matterReassigned));
    const duties: ReadonlyMap<string, Duty> = await this.duties.of(manager, known);
    const clocks = await this.clocks.lockMain(manager, moved);
    return {
      held: new Map([...duties].map(([id, duty]) => [id, { duty, clock: clocks.get(id) }])),
      stored: new Map([...clocks.values()].map((clock) => [clock.clockId, clock.entries.length])),
    };
  }

  #applyOne(event: Delivered, held: Map<string, Held | null>): void {
    const { eventId, matterId = '', version = 0 } = event;
    const before = held.get(matterId) ?? undefined;
    // A batch may hold one version twice, under two ids.
    if (before !== undefined && before.duty.version >= version) return;
    if (isOf(event, matterRemoved)) held.set(matterId, null);
    else if (isOf(event, submissionRegistered)) {
      held.set(matterId, dutyOpened(event.payload, { eventId, clockId: randomUUID() }, this.#count));
    } else if (before !== undefined) held.set(matterId, this.#moved(before, event, version));
  }

  #moved(before: Held, event: Delivered, version: number): Held {
    const { eventId } = event;
    if (isOf(event, matterLinked)) {
      return dutyEnded(before, { version, at: event.payload.at, why: 'matter-linked', eventId }, this.#count);
    }
    if (isOf(event, matterReassigned)) return dutyReassigned(before, event.payload, eventId, this.#count);
    return dutyUnmoved(before, version);
  }
}

function mattersOf(batch: readonly Delivered[], isWanted: (event: Delivered) => boolean = () => true): string[] {
  return [...new Set(batch.filter(isWanted).flatMap((event) => event.matterId ?? []))];
}
