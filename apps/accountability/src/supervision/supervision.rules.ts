import {
  Problem,
  type Supervise,
  type SupervisionLetter,
  supervisionMoved,
  type SupervisionMoved,
} from '@huiyin/contracts';
import { apply, type Clock, startClock } from '../clock/clock.rules.js';
import { type Making } from '../duty/clock-moves.rules.js';
import { type Duty } from '../duty/duty.rules.js';
import { type LetterRow } from './supervision.table.js';

/** Who acts: the official, and the units for which that person may. */
interface By {
  readonly officialId: string;
  readonly units: readonly number[];
}

interface Issued {
  readonly letter: LetterRow;
  readonly clock: Clock;
}

/**
 * R40 (T48): a letter to the office that answers for an open matter, by the bureau that sent it there or registered it. The time for the
 * answer (TL-22) runs beside the matter's clocks and stops none of them (B.3 guard 3).
 * @throws Problem `not-found` where the matter is another bureau's; `transition-not-allowed` where it ended or the office is the bureau itself.
 */
export function letterIssued(duty: Duty, order: Supervise, by: By, now: Date, making: Making): Issued {
  const byUnit = [duty.senderUnit, duty.registeredUnit].find((unit) => unit !== undefined && by.units.includes(unit));
  if (byUnit === undefined) throw new Problem('not-found');
  if (!duty.isOpen || duty.unitId === byUnit) throw new Problem('transition-not-allowed', { command: 'supervise' });
  const { matterId, unitId, officerId, profile } = duty;
  const at = now.toISOString();
  const started = { kind: 'started', at, rule: 'TL-22', profile, asSetDays: order.periodDays } as const;
  const clock = startClock(
    { clockId: making.newId(), matterId, isMain: false, unitId, officerId, started },
    making.count,
  );
  const letter = {
    id: making.newId(),
    matter_id: matterId,
    clock_id: clock.clockId,
    ground: order.ground,
    demand: order.demand,
    by_unit: byUnit,
    to_unit: unitId,
    seen_by: [byUnit, unitId],
    issued_by: by.officialId,
    issued_at: at,
    due_on: clock.legal.on,
    replied_by: null,
    replied_at: null,
    reply: null,
  };
  return { letter, clock };
}

/**
 * R40: the office that got the letter answers it, once.
 * @throws Problem `not-found` for another office's letter, `transition-not-allowed` for one that was answered.
 */
export function letterAnswered({ letter, clock }: Issued, reply: string, by: By, now: Date, making: Making): Issued {
  if (!by.units.includes(letter.to_unit)) throw new Problem('not-found');
  if (letter.replied_at !== null) throw new Problem('transition-not-allowed', { command: 'reply-to-supervision' });
  const at = now.toISOString();
  return {
    letter: { ...letter, replied_by: by.officialId, replied_at: at, reply },
    clock: clock.standing === 'stopped' ? clock : apply(clock, { kind: 'stopped', at, why: 'answered' }, making.count),
  };
}

export function letterShown(letter: LetterRow): SupervisionLetter {
  return {
    letterId: letter.id,
    matterId: letter.matter_id,
    ground: letter.ground,
    demand: letter.demand,
    toUnitId: letter.to_unit,
    issuedAt: new Date(letter.issued_at).toISOString(),
    dueOn: letter.due_on,
    ...(letter.replied_at === null ? {} : { repliedAt: new Date(letter.replied_at).toISOString() }),
    ...(letter.reply === null ? {} : { reply: letter.reply }),
  };
}

/** What others are told: never the text of the letter or of the answer. */
export function letterTold(letter: LetterRow): { contract: typeof supervisionMoved; payload: SupervisionMoved } {
  const isAnswered = letter.replied_at !== null;
  const payload: SupervisionMoved = {
    letterId: letter.id,
    matterId: letter.matter_id,
    ground: letter.ground,
    standing: isAnswered ? 'replied' : 'issued',
    toUnitId: letter.to_unit,
    byUnitId: letter.by_unit,
    dueOn: letter.due_on,
    at: new Date(letter.replied_at ?? letter.issued_at).toISOString(),
  };
  return { contract: supervisionMoved, payload };
}
