import { type Evaluate, type EvaluationEntry, Problem } from '@huiyin/contracts';
import { type WorkingDayCalendar } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';
import { isWindowOver } from '../opinion/window.rules.js';

/** SAT22: two offices are evaluated apart, the bureau that watched the matter and the office that handled it. */
export function openedEvaluations(file: Pick<HandlingFile, 'senderUnit' | 'reviewUnit' | 'unitId'>): EvaluationEntry[] {
  const hasBureau = (file.senderUnit ?? file.reviewUnit) !== file.unitId;
  return [
    ...(hasBureau ? [{ subject: 'bureau', standing: 'pending' } as const] : []),
    { subject: 'unit', standing: 'pending' },
  ];
}

/**
 * SAT22 (T34.2): each office once, inside the window.
 * @throws Problem `evaluation-not-open`, `evaluated-before`.
 */
export function withEvaluation(
  file: Pick<HandlingFile, 'servedOn' | 'evaluations'>,
  { subject, value }: Evaluate,
  now: Date,
  calendar: WorkingDayCalendar,
): EvaluationEntry[] {
  const { servedOn, evaluations } = file;
  const entry = evaluations.find((one) => one.subject === subject);
  if (entry?.standing === 'evaluated') throw new Problem('evaluated-before');
  const isOpen = entry?.standing === 'pending' && servedOn !== null && !isWindowOver('TL-23', servedOn, now, calendar);
  if (!isOpen) throw new Problem('evaluation-not-open');
  return evaluations.map((one) => (one === entry ? { subject, standing: 'evaluated', value } : one));
}

/**
 * SAT22 (T34.3): who said nothing by the end of the window is recorded as not evaluated; silence is never satisfaction.
 * Undefined where nobody is left to be evaluated, or the window still runs.
 */
export function withSilence(
  file: Pick<HandlingFile, 'servedOn' | 'evaluations'>,
  now: Date,
  calendar: WorkingDayCalendar,
): EvaluationEntry[] | undefined {
  const { servedOn, evaluations } = file;
  if (servedOn === null || !evaluations.some((one) => one.standing === 'pending')) return undefined;
  if (!isWindowOver('TL-23', servedOn, now, calendar)) return undefined;
  return evaluations.map((one) =>
    one.standing === 'pending' ? { subject: one.subject, standing: 'not_evaluated' } : one,
  );
}
