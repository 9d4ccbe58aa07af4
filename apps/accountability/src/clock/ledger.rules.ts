import {
  civilDate,
  type Extension,
  type Pause,
  type PauseReason,
  shanghaiDayOf,
  type TimeLimitId,
} from '@huiyin/statute';

interface Cause {
  /** The instant that counts in law, ISO 8601. */
  readonly at: string;
  /** The event that caused the entry. */
  readonly eventId?: string | undefined;
}
export interface Started extends Cause {
  readonly kind: 'started';
  readonly rule: TimeLimitId;
  readonly profile?: string | undefined;
  readonly asSetDays?: number | undefined;
  /** The office whose receipt started it, where each office that gets the matter has such a clock of its own. */
  readonly forUnit?: number | undefined;
}
interface Paused extends Cause {
  readonly kind: 'paused';
  readonly why: PauseReason;
}
interface Resumed extends Cause {
  readonly kind: 'resumed';
}
interface Extended extends Cause {
  readonly kind: 'extended';
  /** In the unit of the rule. */
  readonly count: number;
}
/** Another unit or officer answers for the clock from now on. Never moves a date. */
interface Reassigned extends Cause {
  readonly kind: 'reassigned';
  readonly unitId: number;
  readonly officerId: string;
}
interface Stopped extends Cause {
  readonly kind: 'stopped';
  readonly why: string;
}

/** A stopped clock runs again as if it had never been stopped: what stopped it was taken back. Never moves a date (D.9(5)). */
interface Reinstated extends Cause {
  readonly kind: 'reinstated';
  readonly why: string;
}
/** The clock runs on, but another is the main one of its matter from now on. Never moves a date. */
interface SetAside extends Cause {
  readonly kind: 'set-aside';
  readonly why: string;
}

/** The calendar of a year was published, and the provisional dates were counted again (CNT-8, decision 0018). */
interface Recounted extends Cause {
  readonly kind: 'recounted';
  /** The law's last day as it had been told. */
  readonly toldOn: string;
}

/** One row of a clock's ledger. The first is always `started`; nothing is ever changed or taken out. */
export type LedgerEntry =
  Started | Paused | Resumed | Extended | Reassigned | Stopped | Reinstated | SetAside | Recounted;

/**
 * The pauses of a ledger, in days of Shanghai. Every day that a hearing touched is left out of the count, the first and the last too.
 * A pause that still runs reaches to the day on which the clock was stopped, or is as yet its first day.
 */
export function pausesOf(entries: readonly LedgerEntry[]): Pause[] {
  const pauses: Pause[] = [];
  let open: Paused | undefined;
  for (const entry of entries) {
    if (entry.kind === 'paused') open = entry;
    else if (open !== undefined && (entry.kind === 'resumed' || entry.kind === 'stopped')) {
      pauses.push({ from: dayOf(open.at), to: laterOf(dayOf(open.at), dayOf(entry.at)), why: open.why });
      open = undefined;
    }
  }
  if (open !== undefined) pauses.push({ from: dayOf(open.at), to: dayOf(open.at), why: open.why });
  return pauses;
}

/** The extensions of a ledger, in the order in which they were approved. */
export function extensionsOf(entries: readonly LedgerEntry[]): Extension[] {
  return entries.flatMap((e) => (e.kind === 'extended' ? [{ count: e.count, approvedOn: dayOf(e.at) }] : []));
}

/** What was told last while the dates were provisional. */
export function toldOn(entries: readonly LedgerEntry[]): string | undefined {
  return entries.findLast((e) => e.kind === 'recounted')?.toldOn;
}

function dayOf(instant: string): string {
  return civilDate(shanghaiDayOf(instant));
}

function laterOf(day: string, other: string): string {
  return day > other ? day : other;
}
