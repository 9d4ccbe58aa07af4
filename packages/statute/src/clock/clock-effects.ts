import type { TimeLimitId } from '../limits/time-limit.js';

/**
 * From which instant a clock counts: that of the move (`at`), the one that the move names (`countsFrom`: the day of service, the day of
 * performance), or for what follows an acceptance the earlier of the acceptance and the last lawful day on which it was due.
 * `start-of-main`: the day from which the main clock counted that it follows.
 */
export type CountsFrom = 'at' | 'countsFrom' | 'last-lawful-day' | 'start-of-handling' | 'start-of-main';

/** A clock that a move starts. */
export interface ClockStart {
  readonly rule: TimeLimitId;
  /** The one clock that a matter's date is read from. */
  readonly isMain: boolean;
  /** Who owes what it measures: the office that answers after the move, or the other office of the move. */
  readonly holder: 'responsible' | 'other';
  readonly from: CountsFrom;
  /** Its days are those that the move sets. */
  readonly takesDays?: true;
  /** D.9(5): who had this clock before, gets it back as it was. `unit`: each office that receives has one of its own. */
  readonly once?: 'matter' | 'unit';
}

/** Which clocks end: these, or all of the matter but these. A letter of supervision (TL-22) ends with its answer only. */
export type ClockStops = readonly TimeLimitId[] | { readonly allBut: readonly TimeLimitId[] };

/** What one transition does to the clocks of its matter, in this order. A transition without a row here moves none. */
export interface ClockEffect {
  readonly stop?: ClockStops;
  /** Holds back `stop` until nobody is left who may still act in the window. */
  readonly stopsWhen?: 'none-left-to-evaluate';
  /** Stopped clocks of these rules that run again as main, with the dates that they had. */
  readonly reinstate?: readonly TimeLimitId[];
  readonly start?: readonly ClockStart[];
  /** Side clocks that pass to the office that answers after the move, as the main clock always does. */
  readonly reassign?: readonly TimeLimitId[];
  /** Clocks that run on, but no longer as main. */
  readonly aside?: readonly TimeLimitId[];
  readonly extend?: TimeLimitId;
}

const first = ['TL-01', 'TL-02'] as const satisfies readonly TimeLimitId[];
const everything = { stop: { allBut: [] } } as const;
/** What outlives the end of a claim: the report to the assigning office and the petitioner's own word (SD42, SAT22). */
const closing = { stop: { allBut: ['TL-12', 'TL-23'] } } as const;

const receipt = { rule: 'TL-03', isMain: true, holder: 'responsible', from: 'at', once: 'unit' } as const;
const objection = { rule: 'TL-04', isMain: false, holder: 'other', from: 'at', once: 'unit' } as const;
const report = { rule: 'TL-12', isMain: false, holder: 'other', from: 'at', once: 'unit', takesDays: true } as const;
const reply = { rule: 'TL-46', isMain: true, holder: 'responsible', from: 'at', once: 'unit' } as const;

/**
 * R23 ¶3: the sender answers until the matter is taken, then the recipient does, inside the fifteen days that run (T14.1 to T18); R25: so
 * it does for an urgent report that nobody has made yet.
 */
const taken = { stop: ['TL-04', 'TL-05'], reassign: ['TL-11', 'TL-12'] } as const;

/**
 * What each transition does to clocks, by the id of its row. The first clock of a matter (TL-01, TL-02) starts with its registration
 * and is not here. No row pauses one: only a recheck hearing does (R36).
 */
export const clockEffects: Readonly<Partial<Record<string, ClockEffect>>> = {
  T04: everything,
  T09: { stop: [...first, 'TL-03'], start: [{ rule: 'TL-48', isMain: true, holder: 'responsible', from: 'at' }] },
  'T10.1': { stop: ['TL-48'], reinstate: first },
  'T10.2': everything,
  T11: { stop: first, start: [receipt, objection] },
  T12: { stop: first, start: [receipt, objection, report] },
  T13: { stop: ['TL-11'] },
  'T13.1': { stop: ['TL-11'] },
  'T13.2': { stop: ['TL-11'] },
  T14: { stop: ['TL-04'], start: [{ rule: 'TL-05', isMain: false, holder: 'responsible', from: 'at' }] },
  'T14.1': taken,
  'T14.2': taken,
  T15: { stop: ['TL-03', 'TL-04', 'TL-05', 'TL-12'], reinstate: first },
  'SYS-02': { stop: ['TL-03', 'TL-04', 'TL-05', 'TL-12'], reinstate: first },
  T16: taken,
  T18: taken,
  T19: {
    stop: [...first, 'TL-03'],
    start: [{ rule: 'TL-06', isMain: true, holder: 'responsible', from: 'last-lawful-day' }],
  },
  T20: everything,
  T21: everything,
  T25: {
    start: [{ rule: 'TL-09', isMain: false, holder: 'responsible', from: 'start-of-handling', once: 'matter' }],
  },
  T26: { stop: ['TL-09'] },
  'T27.1': { extend: 'TL-06' },
  T30: closing,
  'T30.1': closing,
  T33: {
    stop: ['TL-06', 'TL-09'],
    start: [{ rule: 'TL-47', isMain: true, holder: 'responsible', from: 'at' }],
  },
  T34: {
    stop: ['TL-47'],
    start: [
      { rule: 'TL-13', isMain: true, holder: 'responsible', from: 'countsFrom' },
      { rule: 'TL-23', isMain: false, holder: 'responsible', from: 'countsFrom' },
    ],
  },
  'T34.1': { stop: ['TL-12'] },
  'T34.2': { stop: ['TL-23'], stopsWhen: 'none-left-to-evaluate' },
  'T34.3': { stop: ['TL-23'] },
  T35: {
    stop: ['TL-50'],
    aside: ['TL-13'],
    start: [{ rule: 'TL-49', isMain: true, holder: 'responsible', from: 'at', takesDays: true }],
  },
  T36: { ...closing, start: [{ rule: 'TL-51', isMain: false, holder: 'responsible', from: 'at' }] },
  'T36.2': { stop: ['TL-51'], start: [{ rule: 'TL-52', isMain: false, holder: 'responsible', from: 'at' }] },
  'T36.3': { stop: ['TL-52'] },
  'T36.1': closing,
  T43: closing,
  T07: { stop: first, start: [reply, objection] },
  'SUG-01': { stop: ['TL-04'], reassign: ['TL-11'] },
  'SUG-11': { stop: ['TL-11'] },
  // R23 ¶2: who received it directly had it from that day on, whenever it says that it will study it.
  'SUG-07': { stop: first, start: [{ ...reply, from: 'start-of-main' }] },
  'SUG-05': { stop: ['TL-04', 'TL-46'], reinstate: first },
  'SUG-08': { stop: ['TL-04', 'TL-46'], reinstate: first },
  T08: everything,
};

/** R25: a matter that is major or urgent is reported at once, from the moment at which triage says so (T05) until T13. */
export const urgentReport: ClockStart = {
  rule: 'TL-11',
  isMain: false,
  holder: 'responsible',
  from: 'at',
  once: 'matter',
};

/** R32 ¶2: what a served opinion supports is ordered to be carried out (T35); runs beside the review window from the service (T34) on. */
export const executionOrder: ClockStart = {
  rule: 'TL-50',
  isMain: false,
  holder: 'responsible',
  from: 'countsFrom',
  once: 'matter',
};

/** What the transition does to clocks; nothing for most. */
export function clockEffectOf(transition: string): ClockEffect {
  return (Object.hasOwn(clockEffects, transition) ? clockEffects[transition] : undefined) ?? {};
}

/** Whether an effect ends clocks of this rule. */
export function isStoppedBy(effect: ClockEffect, rule: TimeLimitId): boolean {
  const { stop = [] } = effect;
  if (rule === 'TL-22') return false;
  return 'allBut' in stop ? !stop.allBut.includes(rule) : stop.includes(rule);
}
