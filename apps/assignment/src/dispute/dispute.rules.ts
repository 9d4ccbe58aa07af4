import { type AnswerDispute, Problem } from '@huiyin/contracts';
import { civilDate, shanghaiDayOf, type WorkingDayCalendar } from '@huiyin/statute';
import { type Dispute, type HandlingFile } from '../file/file.table.js';
import { refuseNoDay } from '../opinion/day.rules.js';
import { refuseRecused } from '../opinion/officer.rules.js';
import { isWindowOver } from '../opinion/window.rules.js';

type Executed = Pick<HandlingFile, 'state' | 'executionDueOn' | 'executionConfirmedAt' | 'executionDispute'>;

/** Until when a confirmation can be disputed (TL-51); nothing was confirmed: not at all. */
function isInsideWindow({ executionConfirmedAt: at }: Executed, now: Date, calendar: WorkingDayCalendar): boolean {
  return at !== null && !isWindowOver('TL-51', civilDate(shanghaiDayOf(at)), now, calendar);
}

/**
 * R32 ¶2, R42(4) (T36.2): the petitioner may say that it was not carried out: once of the order, when its last day is over and nothing was
 * confirmed; once of a confirmation, inside the window (TL-51).
 * @throws Problem `execution-dispute-not-open`, `execution-disputed-before`.
 */
export function disputeOf(file: Executed, now: Date, calendar: WorkingDayCalendar): Dispute['subject'] {
  const subject = file.state === 'closed' ? 'confirmation' : 'order';
  const isOpen =
    subject === 'confirmation'
      ? isInsideWindow(file, now, calendar)
      : file.executionDueOn !== null && civilDate(shanghaiDayOf(now)) > file.executionDueOn;
  if (!isOpen) throw new Problem('execution-dispute-not-open');
  if (file.executionDispute?.subject === subject) throw new Problem('execution-disputed-before');
  return subject;
}

/** I.5(4): the bureau that is told: the one that sent the matter, or else the one that pre-reviewed its opinion. */
export function toldTo(
  { senderUnit }: Pick<HandlingFile, 'senderUnit'>,
  isBureau: (unitId: number) => boolean,
): Dispute['toldTo'] {
  return senderUnit !== null && isBureau(senderUnit) ? 'sender' : 'reviewer';
}

/**
 * R32 ¶2 (T36.3): the head answers a dispute that waits, with a day to come where it still has to be carried out.
 * @throws Problem `officer-recused`, `transition-not-allowed` where none waits, `validation-failed`.
 */
export function refuseAnswering(
  file: Pick<HandlingFile, 'state' | 'recused' | 'executionDispute'>,
  { outcome, until }: Pick<AnswerDispute, 'outcome' | 'until'>,
  officialId: string,
  now: Date,
): void {
  refuseRecused(file, officialId);
  const { state, executionDispute } = file;
  if (executionDispute === null || executionDispute.isAnswered)
    throw new Problem('transition-not-allowed', { state, command: 'answer-dispute' });
  if ((outcome === 'will-carry-out') !== (until !== undefined))
    throw new Problem('validation-failed', {}, [{ field: 'until', rule: 'isDay' }]);
  if (until === undefined) return;
  refuseNoDay('until', until);
  if (until < civilDate(shanghaiDayOf(now)))
    throw new Problem('validation-failed', {}, [{ field: 'until', rule: 'isNotPast' }]);
}

/** Who confirms that it was carried out has answered that it was not by its last day. */
export function disputeAfterConfirming({ executionDispute }: Pick<HandlingFile, 'executionDispute'>): Dispute | null {
  return executionDispute === null ? null : { ...executionDispute, isAnswered: true };
}

/** T47: no file is archived while the petitioner may still dispute, or waits for the answer: an archived file takes no word any more. */
export function isDisputable(file: Executed, now: Date, calendar: WorkingDayCalendar): boolean {
  const { executionDispute } = file;
  if (executionDispute?.isAnswered === false) return true;
  return executionDispute?.subject !== 'confirmation' && isInsideWindow(file, now, calendar);
}
