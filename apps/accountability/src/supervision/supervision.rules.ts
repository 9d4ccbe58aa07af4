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

/** A post from which somebody may supervise: for what the own unit watches, or for every unit of an area. */
export interface Standpoint {
  readonly unitId: number;
  readonly relation: string;
  readonly units: readonly number[];
}

/** Who supervises, and from which posts. */
export interface Supervisor {
  readonly officialId: string;
  readonly from: readonly Standpoint[];
}

/** Who answers, and the units for which that person may. */
interface By {
  readonly officialId: string;
  readonly units: readonly number[];
}

/** Whether a unit has to do with the matter: it sent it, registered it or else sees it. */
export function watches({ senderUnit, registeredUnit, seenBy }: Duty, unit: number): boolean {
  return unit === senderUnit || unit === registeredUnit || seenBy.includes(unit);
}

/**
 * Part E, R40: the office in whose name somebody supervises a matter: the bureau that sent it, registered it or else sees it; or where the
 * person acts for an area in which the office that answers lies, the person's own.
 * @throws Problem `not-found` where there is none; `transition-not-allowed` where the matter ended, unless its execution is disputed
 * (I.5(4)), or the office answers for it itself.
 */
export function supervisingUnit(duty: Duty, from: readonly Standpoint[], command: string): number {
  const own = from.find(({ relation, unitId }) => relation !== 'area' && watches(duty, unitId));
  const post = own ?? from.find(({ relation, units }) => relation === 'area' && units.includes(duty.unitId));
  if (post === undefined) throw new Problem('not-found');
  if (!(duty.isOpen || duty.isDisputed) || duty.unitId === post.unitId)
    throw new Problem('transition-not-allowed', { command });
  return post.unitId;
}

/** What a letter says, and the office that drafted it, which reads on. */
type LetterOrder = Omit<Supervise, 'matterId'> & { readonly draftedBy?: number };

export interface Issued {
  readonly letter: LetterRow;
  readonly clock: Clock;
}

/**
 * R40 (T48): a letter to the office that answers for an open matter, by the bureau that watches it or the leader of the area. The time for
 * the answer (TL-22) runs beside the matter's clocks and stops none of them (B.3 guard 3).
 * @throws Problem as `supervisingUnit`.
 */
export function letterIssued(duty: Duty, order: LetterOrder, by: Supervisor, now: Date, making: Making): Issued {
  const byUnit = supervisingUnit(duty, by.from, 'supervise');
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
    seen_by: [...new Set([byUnit, unitId, ...(order.draftedBy === undefined ? [] : [order.draftedBy])])],
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

/** R24 ¶2: what a unit that ended wrote or has to answer is its heir's; the day of the answer stays. */
export function letterInherited(letter: LetterRow, endedUnit: number, heirUnit: number): LetterRow {
  const after = (unit: number) => (unit === endedUnit ? heirUnit : unit);
  return {
    ...letter,
    by_unit: after(letter.by_unit),
    to_unit: after(letter.to_unit),
    seen_by: [...new Set(letter.seen_by.map(after))],
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
