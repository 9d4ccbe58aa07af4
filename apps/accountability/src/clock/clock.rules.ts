import { type ClockSnapshot, Problem } from '@huiyin/contracts';
import { type Due, timeLimit, type TimeLimitId } from '@huiyin/statute';
import { type CountDates, type Dates } from './dates.rules.js';
import { extensionsOf, type LedgerEntry, pausesOf, type Started, toldOn } from './ledger.rules.js';
import { type Step, stepAfterMove, stepsOf } from './steps.rules.js';

export type ClockStanding = 'running' | 'paused' | 'stopped';

/** A budget (the rule) and a ledger; everything else follows from the two. */
export interface Clock {
  readonly clockId: string;
  readonly matterId: string;
  /** The one clock of the matter that counts for the citizen; others may run beside it. */
  readonly isMain: boolean;
  readonly rule: TimeLimitId;
  readonly unitId: number;
  readonly officerId: string;
  readonly standing: ClockStanding;
  readonly entries: readonly LedgerEntry[];
  readonly startedAt: string;
  readonly legal: Due;
  readonly internal?: Due | undefined;
  /** What a running clock waits for next; none once all its steps were reached. */
  readonly nextStep?: Pick<Step, 'step' | 'measure' | 'at'> | undefined;
  readonly stoppedAt?: string | undefined;
  readonly wasLate?: boolean | undefined;
}

export interface NewClock {
  readonly clockId: string;
  readonly matterId: string;
  readonly isMain: boolean;
  readonly unitId: number;
  readonly officerId: string;
  readonly started: Started;
}

/** Which entry is possible in which standing, and what it leads to. What is not here is refused. */
const leadsTo = {
  running: {
    paused: 'paused',
    extended: 'running',
    reassigned: 'running',
    recounted: 'running',
    'set-aside': 'running',
    stopped: 'stopped',
  },
  paused: {
    resumed: 'running',
    extended: 'paused',
    reassigned: 'paused',
    recounted: 'paused',
    'set-aside': 'paused',
    stopped: 'stopped',
  },
  stopped: { reinstated: 'running' },
} as const satisfies Record<ClockStanding, Partial<Record<LedgerEntry['kind'], ClockStanding>>>;

/** Starts a clock. Steps that lie in the past already (a letter that lay about) are waited for like any other, and so reached at once. */
export function startClock(order: NewClock, count: CountDates): Clock {
  const { clockId, matterId, isMain, unitId, officerId, started } = order;
  const dates = datesOf([started], count);
  return {
    clockId,
    matterId,
    isMain,
    rule: started.rule,
    unitId,
    officerId,
    standing: 'running',
    entries: [started],
    startedAt: started.at,
    ...dates,
    nextStep: stepsOf(started.rule, dates)[0],
  };
}

/**
 * The clock after one more entry, its dates counted again from the whole ledger.
 * Throws Problem `transition-not-allowed` for an entry that the standing does not allow, or a pause, resumption or extension dated
 * before the one that went before; StatuteError where the law knows no such pause or extension (B.3 guard 3, R34, R36).
 */
export function apply(clock: Clock, entry: LedgerEntry, count: CountDates): Clock {
  const standing = standingAfter(clock, entry);
  const entries = [...clock.entries, entry];
  if (entry.kind === 'reassigned') {
    return { ...clock, entries, unitId: entry.unitId, officerId: entry.officerId };
  }
  if (entry.kind === 'set-aside') return { ...clock, entries, isMain: false };
  const dates = datesOf(entries, count);
  const nextStep = standing === 'running' ? stepAfterMove(stepsOf(clock.rule, dates), entry.at) : undefined;
  const moved = { ...clock, standing, entries, legal: dates.legal, internal: dates.internal, nextStep };
  if (entry.kind === 'reinstated') return { ...moved, stoppedAt: undefined, wasLate: undefined };
  if (entry.kind !== 'stopped') return moved;
  // Who let the own window pass was late with nothing.
  const isDuty = timeLimit(clock.rule).holder !== 'citizen';
  return { ...moved, stoppedAt: entry.at, wasLate: isDuty && Date.parse(entry.at) >= Date.parse(dates.legal.at) };
}

/** The dates of a ledger from scratch: what a stored clock must agree with. */
export function datesOf(entries: readonly LedgerEntry[], count: CountDates): Dates {
  const [started] = entries;
  if (started?.kind !== 'started') throw new Error('a ledger begins with the start of its clock');
  return count({
    rule: started.rule,
    profile: started.profile,
    startedAt: started.at,
    asSetDays: started.asSetDays,
    pauses: pausesOf(entries),
    extensions: extensionsOf(entries),
    toldOn: toldOn(entries),
  });
}

/** The year whose working days are not known, where a date of the clock depends on them. */
export function provisionalIn({ legal, internal }: Pick<Clock, 'legal' | 'internal'>): number | undefined {
  return legal.explanation.provisionalIn ?? internal?.explanation.provisionalIn;
}

/** CNT-8: the clock counted again by a calendar that knows the year; what had been told stays in its ledger. */
export function recounted(clock: Clock, at: string, count: CountDates): Clock {
  return apply(clock, { kind: 'recounted', at, toldOn: clock.legal.on }, count);
}

/** What others are told of a clock. Its version is the length of its ledger. */
export function snapshotOf(clock: Clock): Pick<ClockSnapshot, keyof ClockSnapshot> {
  const { clockId, matterId, rule, standing, unitId, officerId, legal, internal } = clock;
  const unpublished = provisionalIn(clock);
  return {
    clockId,
    matterId,
    clockVersion: clock.entries.length,
    rule,
    standing,
    unitId,
    officerId,
    startedAt: clock.startedAt,
    legalDueOn: legal.on,
    legalDueAt: legal.at,
    ...(internal === undefined ? {} : { internalDueOn: internal.on, internalDueAt: internal.at }),
    ...(unpublished === undefined ? {} : { provisionalIn: unpublished }),
    ...(clock.stoppedAt === undefined ? {} : { stoppedAt: clock.stoppedAt }),
    ...(clock.wasLate === undefined ? {} : { wasLate: clock.wasLate }),
  };
}

function standingAfter(clock: Clock, entry: LedgerEntry): ClockStanding {
  const possible: Partial<Record<LedgerEntry['kind'], ClockStanding>> = leadsTo[clock.standing];
  const standing = possible[entry.kind];
  if (standing === undefined || (movesDates(entry) && Date.parse(entry.at) < lastMove(clock.entries))) {
    throw new Problem('transition-not-allowed', { from: clock.standing, to: entry.kind });
  }
  return standing;
}

function lastMove(entries: readonly LedgerEntry[]): number {
  return Date.parse(entries.findLast((e) => e.kind === 'started' || movesDates(e))?.at ?? '');
}

function movesDates({ kind }: LedgerEntry): boolean {
  return kind === 'paused' || kind === 'resumed' || kind === 'extended';
}
