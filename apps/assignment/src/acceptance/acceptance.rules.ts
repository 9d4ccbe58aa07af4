import { type Decline, Problem } from '@huiyin/contracts';
import { type HandlingFile } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';
import { refuseRecused } from '../opinion/officer.rules.js';
import { handlingPeriod } from './notice.rules.js';

/** An official by id and name. */
export interface By {
  readonly id: string;
  readonly name: string;
}
/** What a refusal tells the petitioner. */
export type Refusal = Pick<Decline, 'reasonCode' | 'legalGround' | 'reasons' | 'rightPlace'>;

/**
 * Regulations on Petition Work, Art. 23 (T19): accepted, and the petitioner is told so. No leader's approval is asked for.
 * @throws Problem `decision-pending`, `officer-recused`, `transition-not-allowed`.
 */
export function accepted(file: HandlingFile, by: string, now: Date): Move & { readonly dueOn: string } {
  const command = 'accept';
  refuseRecused(file, by);
  lawful(file, command);
  // A question of recusal runs beside it.
  if (file.pending?.act === 'decline') throw new Problem('decision-pending');
  const { startedAt, dueOn } = handlingPeriod(file, now);
  const changes = { acceptedAt: now, handlingStartedAt: startedAt, handlingDueOn: dueOn };
  return { command, at: now, changes, values: { unit: file.unitName, on: dueOn }, dueOn };
}

/**
 * Regulations on Petition Work, Art. 23; B.3 guard 2 (T20): the first person proposes; nothing is refused yet.
 * @throws Problem `decision-pending`, `officer-recused`, `transition-not-allowed`.
 */
export function declineProposed(file: HandlingFile, order: Decline, by: By, now: Date): Move {
  refuseRecused(file, by.id);
  // Refusing must be lawful here, not only proposing.
  lawful(file, 'decline');
  if (file.pending !== null) throw new Problem('decision-pending');
  const { reasonCode, legalGround, reasons, rightPlace } = order;
  const pending = {
    act: 'decline',
    at: now.toISOString(),
    by: by.id,
    byName: by.name,
    order: { reasonCode, legalGround, reasons, rightPlace } satisfies Refusal,
  };
  return { command: 'propose-decision', at: now, changes: { pending }, reason: reasonCode };
}

/**
 * The second person's yes (T20) or no (G2.1). @returns what was refused, where it was.
 * @throws Problem `no-decision-pending`, `same-person`, `officer-recused`, `transition-not-allowed`.
 */
export function declineDecided(
  file: HandlingFile,
  { isAgreed, reason }: { isAgreed: boolean; reason: string },
  by: string,
  now: Date,
): Move & { readonly refusal?: Refusal } {
  const { pending } = file;
  if (pending?.act !== 'decline') throw new Problem('no-decision-pending');
  if (pending.by === by) throw new Problem('same-person');
  refuseRecused(file, by);
  const command = isAgreed ? 'decline' : 'withhold-decision';
  lawful(file, command);
  if (!isAgreed) return { command, at: now, changes: { pending: null }, reason };
  const changes = { pending: null, closedAt: now };
  const refusal = pending.order as unknown as Refusal;
  return { command, at: now, changes, values: { unit: file.unitName }, reason, refusal };
}
