import { moves, successions } from '@huiyin/assignment/rules';
import { answers, triage } from '@huiyin/intake/rules';
import { act, type AnyAct } from './act.js';
import { type Books } from './books.js';
import { heir } from './county.js';
import { type Model } from './model.js';

const endable = [3, 4];
const kept = (books: Books) => books.matter.keptBy === 'intake';

/** R24 ¶2: a department is closed and another inherits all that it had. */
const succeeding = act({
  name: 'unit-succeeded',
  weight: 0,
  order: (m, dice) => (m.county.closed.size > 0 ? undefined : { unit: dice.one(endable) ?? 0 }),
  refusals: () => [],
  done: (m, { unit }) => {
    // The books of a life are told first, and share the county.
    const officer = m.county.duty.get(heir) ?? '';
    const isInvolved = [m.unit, m.reviewUnit, m.sender, m.executionUnit].includes(unit);
    if (m.isKeptByIntake ? m.isOpen() && m.unit === unit : isInvolved && isMovable(m)) {
      m.step('reassign');
      if (m.unit === unit) {
        m.unit = heir;
        m.officer = officer;
        m.second = undefined;
      }
    }
    if (m.offer?.unit === unit && m.isKeptByIntake && m.recipient() === unit) {
      m.step('reassign');
      m.offer.unit = heir;
    }
    if (m.sender === unit) m.sender = heir;
    if (m.executionUnit === unit) m.executionUnit = heir;
    for (const clock of m.running()) if (clock.unit === unit) clock.unit = heir;
  },
  real: (books, { unit }) => {
    books.county.close(unit);
    const { id: officerId } = books.officerOf(heir);
    if (kept(books) && triage.isOpen(books.matter) && books.matter.responsibleUnit === unit)
      books.reassigned(heir, officerId, 'unit-succeeded');
    offersSucceeded(books, unit, heir);
    books.readByHeir(unit, heir);
    const { file } = books;
    if (file === undefined || !successions.movableStates.includes(file.state)) return;
    const { unitId, reviewUnit, senderUnit, executionUnit } = file;
    if (![unitId, reviewUnit, senderUnit, executionUnit].includes(unit)) return;
    const to = { unitId: heir, unitName: `${heir}`, officerId, officerName: officerId };
    reassign(books, successions.inherited(file, unit, to));
  },
});

function isMovable(m: Model): boolean {
  return m.row('reassign') !== undefined;
}

function offersSucceeded(books: Books, unit: number, to: number): void {
  if (kept(books) && books.matter.offeredTo === unit)
    books.applied(answers.offeredToHeir(books.matter, unit, to, books.offices, new Date(books.now)));
  const { offer } = books;
  if (offer?.toUnit === unit && ['offered', 'objected', 'disputed'].includes(offer.standing))
    books.offer = { ...offer, toUnit: to };
}

function reassign(books: Books, changes: moves.Move['changes']): void {
  books.move({
    command: 'reassign',
    at: new Date(books.now),
    ...(changes === undefined ? {} : { changes }),
    values: {},
  });
}

/** Somebody leaves the post; whoever comes takes the same place. */
const replacing = act({
  name: 'official-replaced',
  weight: 0,
  order: (m, dice) => {
    const unit = dice.below(3) === 0 ? (m.recipient() ?? m.unit) : m.unit;
    const people = m.county.all(unit, 'dept_officer').concat(m.county.all(unit, 'bureau_triage'));
    const who = dice.below(2) === 0 && unit === m.unit ? m.officer : dice.one(people);
    return who === undefined || m.county.unitOf(who) !== unit ? undefined : { unit, who };
  },
  refusals: () => [],
  done: (m, { unit, who }) => {
    const came = m.county.lastCame;
    if (m.isKeptByIntake && m.isOpen() && m.unit === unit && m.officer === who) {
      m.step('reassign');
      m.officer = came;
    }
    if (m.isKeptByIntake && m.recipient() === unit && m.county.duty.get(unit) === came) m.step('reassign');
    if (!m.isKeptByIntake && m.unit === unit && [m.officer, m.second].includes(who) && isMovable(m)) {
      m.step('reassign');
      if (m.officer === who) m.officer = came;
      if (m.second === who) m.second = came;
    }
  },
  real: (books, { unit, who }) => {
    const came = books.county.replace(unit, who);
    if (
      kept(books) &&
      triage.isOpen(books.matter) &&
      books.matter.responsibleUnit === unit &&
      books.matter.officerId === who
    )
      books.reassigned(unit, came, 'official-replaced');
    if (books.county.duty.get(unit) === came) offersSucceeded(books, unit, unit);
    const { file } = books;
    if (file === undefined || file.unitId !== unit || !successions.movableStates.includes(file.state)) return;
    if (file.officerId !== who && file.secondOfficerId !== who) return;
    const event = { unitId: unit, officialId: who, replacementId: came, replacementName: came };
    reassign(books, successions.replaced(file, event as never));
  },
});

export const actsOfChange: readonly AnyAct[] = [succeeding, replacing];
