import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Delivered } from '@huiyin/messaging';
import { defaultCalendar, type TimeLimitId } from '@huiyin/statute';
import { type Clock } from '../clock/clock.rules.js';
import { Clocks } from '../clock/clock.service.js';
import { datesBy } from '../clock/dates.rules.js';
import { type Making } from './clock-moves.rules.js';
import { type Duty, type Held } from './duty.rules.js';
import { Duties } from './duty.service.js';

/** What one owner's events do. */
export interface Reading {
  /** True for an event that opens a matter, of which nothing can be stored yet. */
  opens(event: Delivered): boolean;
  /** Whether the event may write into a ledger of a matter that stands so. */
  touchesClocks(event: Delivered, duty: Duty): boolean;
  /** Rules whose stopped clocks the event may bring back. */
  mayBringBack(event: Delivered): readonly TimeLimitId[];
  /** The version of the duty that this owner's events count in. */
  versionOf(duty: Duty): number;
  /** The matter afterwards: `null` once it is removed, undefined where nothing is known of it. */
  after(event: Delivered, held: Held | undefined, making: Making): Held | null | undefined;
}

/** What stands of the matters of one batch: `null` once a matter is removed. `stored`: ledger entries in the database, by clock. */
interface Standing {
  readonly held: Map<string, Held | null>;
  readonly stored: ReadonlyMap<string, number>;
}

/** Applies batches of events to duties and clocks: about ten statements, whatever the number of events. */
@Injectable()
export class DutyBatches {
  readonly #making: Making = { count: datesBy(defaultCalendar()), newId: randomUUID };

  constructor(
    private readonly duties: Duties,
    private readonly clocks: Clocks,
  ) {}

  async apply(batch: readonly Delivered[], manager: EntityManager, reading: Reading): Promise<void> {
    const { held, stored } = await this.#standing(batch, manager, reading);
    for (const event of batch) this.#applyOne(event, held, reading);

    const kept = [...held.values()].filter((h) => h !== null);
    await this.duties.remove(
      manager,
      [...held].filter(([, h]) => h === null).map(([matterId]) => matterId),
    );
    await this.duties.save(
      manager,
      kept.map((h) => h.duty),
    );
    const storedOf = (clock: Clock) => stored.get(clock.clockId) ?? 0;
    const changed = kept
      .flatMap(({ clocks }) => clocks)
      .filter((clock) => clock.entries.length > storedOf(clock))
      .map((clock) => ({ clock, stored: storedOf(clock) }));
    await this.clocks.save(manager, changed);
  }

  /** Reads what the batch needs: nothing for matters that it opens, and clocks only where it may move one. */
  async #standing(batch: readonly Delivered[], manager: EntityManager, reading: Reading): Promise<Standing> {
    const opened = new Set(mattersOf(batch, (event) => reading.opens(event)));
    const duties = await this.duties.lock(
      manager,
      mattersOf(batch).filter((id) => !opened.has(id)),
    );
    const touching = batch.filter((event) => {
      const duty = duties.get(event.matterId ?? '');
      return duty !== undefined && reading.touchesClocks(event, duty);
    });
    const mayRunAgain = new Set(touching.flatMap((event) => reading.mayBringBack(event)));
    const clocks = await this.clocks.lockOf(manager, mattersOf(touching), [...mayRunAgain]);
    return {
      held: new Map([...duties].map(([id, duty]) => [id, { duty, clocks: clocks.get(id) ?? [] }])),
      stored: new Map([...clocks.values()].flat().map((clock) => [clock.clockId, clock.entries.length])),
    };
  }

  #applyOne(event: Delivered, held: Map<string, Held | null>, reading: Reading): void {
    const { matterId = '', version = 0 } = event;
    const before = held.get(matterId) ?? undefined;
    // A batch may hold one version twice, under two ids.
    if (before !== undefined && reading.versionOf(before.duty) >= version) return;
    const after = reading.after(event, before, this.#making);
    if (after !== undefined) held.set(matterId, after);
  }
}

function mattersOf(batch: readonly Delivered[], isWanted: (event: Delivered) => boolean = () => true): string[] {
  return [...new Set(batch.filter(isWanted).flatMap((event) => event.matterId ?? []))];
}
