import {
  type ClockEffect,
  clockEffectOf,
  type ClockStart,
  handlingStartsAt,
  isStoppedBy,
  type TimeLimitId,
} from '@huiyin/statute';
import { apply, type Clock, startClock } from '../clock/clock.rules.js';
import { type CountDates } from '../clock/dates.rules.js';
import { type LedgerEntry, type Started } from '../clock/ledger.rules.js';

/** An office and the person who answers for it. */
export interface Holder {
  readonly unitId: number;
  readonly officerId: string;
}

/** A transition, as far as clocks care. */
export interface Move {
  /** Id and command of the machine's row. */
  readonly transition: string;
  readonly command: string;
  readonly at: string;
  readonly eventId: string;
  /** Who answered before, and who does afterwards. */
  readonly before: Holder;
  readonly holder: Holder;
  /** The other office of the move. */
  readonly other?: Holder | undefined;
  readonly countsFrom?: string | undefined;
  readonly days?: number | undefined;
  /** Offices whom the petitioner may still evaluate. */
  readonly leftToEvaluate?: number | undefined;
  /** Clocks that start besides those of the statute's table. */
  readonly alsoStarts?: readonly ClockStart[] | undefined;
}

/** What the rules need and do not make: dates by the calendar, and the ids of new clocks. */
export interface Making {
  readonly count: CountDates;
  readonly newId: () => string;
}

interface OfMatter {
  readonly matterId: string;
  readonly profile: string;
}

/** Rules whose stopped clocks a transition may bring back. */
export function mayBringBack(transition: string): readonly TimeLimitId[] {
  const { reinstate = [], start = [] } = clockEffectOf(transition);
  return [...reinstate, ...start.flatMap(({ once, rule }) => (once === undefined ? [] : [rule]))];
}

/**
 * The clocks of a matter after one transition: the statute's table of effects, carried out. What it does not touch comes back as it is, so
 * that a move which both keepers tell of changes nothing the second time. Throws as `apply` and `dueOf` do.
 */
export function clocksAfter(matter: OfMatter, clocks: readonly Clock[], move: Move, making: Making): readonly Clock[] {
  const effect = clockEffectOf(move.transition);
  const enter = entering(move, making);
  const wasMain = clocks.find((clock) => clock.isMain && runs(clock));
  let now: readonly Clock[] = clocks.map((clock) => {
    const part = partOf(effect, clock, move);
    return part === undefined ? clock : enter(clock, part);
  });
  for (const start of [...(effect.start ?? []), ...(move.alsoStarts ?? [])]) {
    now = withClock(now, start, { matter, move, making, wasMain });
  }
  return now.map((clock) => {
    const holder = holderAfter(clock, effect, move);
    return isHeldBy(clock, holder)
      ? clock
      : enter(clock, { kind: 'reassigned', unitId: holder.unitId, officerId: holder.officerId });
  });
}

type Part = DistributiveOmit<LedgerEntry, 'at' | 'eventId'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function entering({ at, eventId }: Move, { count }: Making) {
  return (clock: Clock, part: Part): Clock => apply(clock, { ...part, at, eventId }, count);
}

/** What the move writes into the ledger of a clock that is there already. */
function partOf(effect: ClockEffect, clock: Clock, { command, days, leftToEvaluate }: Move): Part | undefined {
  const why = command;
  if (!runs(clock)) return effect.reinstate?.includes(clock.rule) ? { kind: 'reinstated', why } : undefined;
  const waits = effect.stopsWhen === 'none-left-to-evaluate' && leftToEvaluate !== 0;
  if (!waits && isStoppedBy(effect, clock.rule)) return { kind: 'stopped', why };
  if (clock.isMain && effect.aside?.includes(clock.rule)) return { kind: 'set-aside', why };
  return effect.extend === clock.rule ? { kind: 'extended', count: days ?? 0 } : undefined;
}

interface Starting {
  readonly matter: OfMatter;
  readonly move: Move;
  readonly making: Making;
  readonly wasMain: Clock | undefined;
}

/** D.9(5): who had such a clock before gets that one back, dates and all; a hand-over never restarts one. */
function withClock(clocks: readonly Clock[], start: ClockStart, starting: Starting): readonly Clock[] {
  const { matter, move, making } = starting;
  const forUnit = start.once === 'unit' ? (move.other ?? move.holder).unitId : undefined;
  const known = start.once && clocks.find((c) => c.rule === start.rule && startOf(c).forUnit === forUnit);
  const holder = start.holder === 'other' ? (move.other ?? move.holder) : move.holder;
  if (known !== undefined) {
    if (runs(known)) return clocks;
    const enter = entering(move, making);
    const again = enter(known, { kind: 'reinstated', why: move.command });
    // While it was stopped, a unit or an officer may have been succeeded.
    const { unitId, officerId } = holder;
    const held = isHeldBy(again, holder) ? again : enter(again, { kind: 'reassigned', unitId, officerId });
    return clocks.map((clock) => (clock === known ? held : clock));
  }
  const started: Started = {
    kind: 'started',
    at: startingAt(start, clocks, starting),
    rule: start.rule,
    profile: matter.profile,
    asSetDays: start.takesDays === true ? move.days : undefined,
    forUnit,
    eventId: move.eventId,
  };
  const { unitId, officerId } = holder;
  const order = {
    unitId,
    officerId,
    clockId: making.newId(),
    matterId: matter.matterId,
    isMain: start.isMain,
    started,
  };
  return [...clocks, startClock(order, making.count)];
}

function startingAt({ from }: ClockStart, clocks: readonly Clock[], { move, wasMain }: Starting): string {
  switch (from) {
    case 'at':
      return move.at;
    case 'countsFrom':
      return move.countsFrom ?? move.at;
    case 'last-lawful-day':
      return wasMain === undefined ? move.at : handlingStartsAt(move.at, wasMain.legal);
    case 'start-of-main':
      return wasMain?.startedAt ?? move.at;
    case 'start-of-handling':
      return clocks.find((clock) => clock.rule === 'TL-06' && runs(clock))?.startedAt ?? move.at;
  }
}

/** What an office owes on a matter that it is offered and has not taken. */
const ofRecipient: ReadonlySet<TimeLimitId> = new Set(['TL-04', 'TL-12']);

/**
 * The main clock is always answered for by whoever answers for the matter. A side clock passes on where the table says so, where a unit was
 * succeeded by another or its file was handed on (T18.1), and inside one unit with the officer who had it.
 */
function holderAfter(clock: Clock, effect: ClockEffect, { before, holder, other, command }: Move): Holder {
  if (!runs(clock)) return clock;
  // R24 ¶2: the office that it was offered to was succeeded, and its heir is the other office now.
  if (command === 'reassign' && other !== undefined && ofRecipient.has(clock.rule)) return other;
  if (clock.isMain || effect.reassign?.includes(clock.rule)) return holder;
  const isSameUnit = holder.unitId === before.unitId;
  if (!isSameUnit && !['reassign', 'hand-on'].includes(command)) return clock;
  const isTheirs = clock.unitId === before.unitId && (!isSameUnit || clock.officerId === before.officerId);
  return isTheirs ? holder : clock;
}

function isHeldBy(clock: Clock, { unitId, officerId }: Holder): boolean {
  return clock.unitId === unitId && clock.officerId === officerId;
}

function runs(clock: Clock): boolean {
  return clock.standing !== 'stopped';
}

function startOf(clock: Clock): Started {
  const [started] = clock.entries;
  if (started?.kind !== 'started') throw new Error('a ledger begins with the start of its clock');
  return started;
}
