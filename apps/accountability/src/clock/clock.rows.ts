import { type Due, type Explanation, timeLimit, type TimeLimitId } from '@huiyin/statute';
import { type Clock, provisionalIn } from './clock.rules.js';
import { type ClockRow, type EntryRow } from './clock.table.js';
import { type LedgerEntry } from './ledger.rules.js';

/** Between rows and rules, both ways. Rows come as `row_to_json` writes them: instants as ISO text, days as `YYYY-MM-DD`. */
export function rowOf(clock: Clock): ClockRow {
  const { legal, internal, nextStep } = clock;
  const limit = timeLimit(clock.rule);
  return {
    id: clock.clockId,
    matter_id: clock.matterId,
    is_main: clock.isMain,
    rule: clock.rule,
    rule_edition: `${limit.article}: ${legal.explanation.length} ${legal.explanation.unit}`,
    calendar_edition: internal?.explanation.calendarVersion ?? legal.explanation.calendarVersion,
    provisional_in: provisionalIn(clock) ?? null,
    standing: clock.standing,
    responsible_unit: clock.unitId,
    officer_id: clock.officerId,
    started_at: clock.startedAt,
    legal_due_on: legal.on,
    legal_due_at: legal.at,
    internal_due_on: internal?.on ?? null,
    internal_due_at: internal?.at ?? null,
    next_step: nextStep?.step ?? null,
    next_measure: nextStep?.measure ?? null,
    next_step_at: nextStep?.at ?? null,
    legal_explanation: legal.explanation,
    internal_explanation: internal?.explanation ?? null,
    clock_version: clock.entries.length,
    stopped_at: clock.stoppedAt ?? null,
    was_late: clock.wasLate ?? null,
  };
}

/** Rows of the entries after the first `stored`. */
export function entryRowsOf(clock: Clock, stored: number): EntryRow[] {
  return clock.entries.slice(stored).map((entry, index) => {
    const { kind, at, eventId, ...details } = entry;
    return {
      clock_id: clock.clockId,
      entry_no: stored + index + 1,
      matter_id: clock.matterId,
      responsible_unit: clock.unitId,
      kind,
      at,
      details,
      event_id: eventId ?? null,
    };
  });
}

export function clockFrom(row: ClockRow, entries: readonly EntryRow[]): Clock {
  const { next_step: step, next_measure: measure, next_step_at: at } = row;
  return {
    clockId: row.id,
    matterId: row.matter_id,
    isMain: row.is_main,
    rule: row.rule as TimeLimitId,
    unitId: row.responsible_unit,
    officerId: row.officer_id,
    standing: row.standing,
    entries: entries.map(entryFrom),
    startedAt: instant(row.started_at),
    ...datesFrom(row),
    nextStep: step === null || measure === null || at === null ? undefined : { step, measure, at: instant(at) },
    stoppedAt: row.stopped_at === null ? undefined : instant(row.stopped_at),
    wasLate: row.was_late ?? undefined,
  };
}

export function datesFrom(row: ClockRow): { legal: Due; internal?: Due } {
  const legal = dueFrom(row.legal_due_on, row.legal_due_at, row.legal_explanation);
  const { internal_due_on: on, internal_due_at: at, internal_explanation: why } = row;
  return on === null || at === null || why === null ? { legal } : { legal, internal: dueFrom(on, at, why) };
}

function dueFrom(on: string, at: string, explanation: object): Due {
  return { on, at: instant(at), explanation: explanation as Explanation };
}

function entryFrom(row: EntryRow): LedgerEntry {
  return {
    kind: row.kind,
    at: instant(row.at),
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    ...row.details,
  } as LedgerEntry;
}

/** PostgreSQL writes `+00:00` and as many digits as it likes; everywhere else an instant is `…Z` with milliseconds. */
export function instant(text: string): string {
  return new Date(text).toISOString();
}
