import { type Answerable, type TimelineStep } from '@huiyin/contracts';
import { limitsBetweenOffices } from '@huiyin/statute';
import { type MatterLineRow } from '../line/line.table.js';
import { type ClockRow, type StepRow } from './timeline.table.js';

/** Within one instant things are told in the order in which they follow from each other. */
const order = ['registered', 'officer-named', 'officer-changed', 'classified', 'urgent-reported', 'linked'];

/** The steps of a matter, oldest first; a petitioner is not bothered with clocks between offices. */
export function stepsOf(rows: readonly StepRow[], clocks: readonly ClockRow[], isPetitioner: boolean): TimelineStep[] {
  const shown = clocks.filter((clock) => !isPetitioner || !limitsBetweenOffices.has(clock.rule));
  return [...rows.flatMap(toldBy), ...shown.flatMap(clockSteps)].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a.step) - rank(b.step),
  );
}

/** Who answers for a matter at `now`; of a closed one nothing is due. */
export function answerableOf(line: MatterLineRow, now: Date): Answerable {
  const due = line.is_open && line.clock_rule !== null ? line : undefined;
  return {
    unit: line.unit_name,
    officer: line.officer_name,
    ...(due?.clock_rule == null ? {} : { clockRule: due.clock_rule }),
    ...(due?.legal_due_on == null ? {} : { legalDueOn: due.legal_due_on }),
    ...(due?.internal_due_on == null ? {} : { internalDueOn: due.internal_due_on }),
    ...(due === undefined ? {} : { isOverdue: isOverdue(line, now) }),
  };
}

/** Whether the last lawful day of an open matter is over at `now`. */
export function isOverdue(line: MatterLineRow, now: Date): boolean {
  return line.is_open && line.legal_due_at !== null && line.legal_due_at <= now;
}

function toldBy(row: StepRow): TimelineStep[] {
  const at = new Date(row.at).toISOString();
  if (row.step === 'registered') {
    const { submissionNo = '', unit = '', officer = '' } = row.values;
    return [
      { at, step: 'registered', values: { submissionNo } },
      { at, step: 'officer-named', values: { unit, officer } },
    ];
  }
  return [{ at, step: row.step, values: row.values }];
}

function clockSteps(clock: ClockRow): TimelineStep[] {
  const values = { clock: clock.rule, on: clock.legal_due_on };
  const started = { at: new Date(clock.started_at).toISOString(), step: 'clock-started', values };
  if (clock.stopped_at === null) return [started];
  return [
    started,
    { at: new Date(clock.stopped_at).toISOString(), step: 'clock-stopped', values: { clock: clock.rule } },
  ];
}

function rank(step: string): number {
  const place = order.indexOf(step);
  if (place !== -1) return place;
  return step.startsWith('clock-') ? order.length + 1 : order.length;
}
