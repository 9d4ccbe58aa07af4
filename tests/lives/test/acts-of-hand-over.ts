import { jurisdiction, moves, type Offer, offers, rulings } from '@huiyin/intake/rules';
import { Problem } from '@huiyin/contracts';
import { act, type AnyAct, type Dice, when } from './act.js';
import { recipient, triagers } from './acts-of-triage.js';
import { type Books } from './books.js';
import { accusable, bureau } from './county.js';
import { type ModelOffer } from './model.js';

const proposals = { 'rule-on-objection': 'uphold-objection', 'refuse-concluded': 'refuse-concluded' } as const;
const proposing = (of: keyof typeof proposals, weight: number) =>
  act({
    name: `propose ${of}`,
    weight,
    order: (m, dice) =>
      of === 'refuse-concluded' && m.unit !== bureau ? undefined : { by: dice.one(triagers(m)) ?? '-' },
    refusals: (m) => [
      ...m.no(proposals[of], true),
      ...m.no('propose-decision', true),
      ...when(m.isKeptByIntake && m.pending !== undefined, 'decision-pending'),
    ],
    done: (m, { by }) => {
      m.step('propose-decision');
      m.pending = { act: of, by };
    },
    real: (books, { by }) => {
      const pending = { act: of, at: new Date(books.now).toISOString(), by, order: {} };
      const wanted = { command: proposals[of], reason: '-' };
      books.decided(rulings.proposed(books.matter, pending, wanted, books.offices));
    },
  });

const confirming = act({
  name: 'confirm in intake',
  weight: 3,
  order: (m, dice) => {
    const others = triagers(m).filter((one) => one !== m.pending?.by);
    return { by: dice.right(dice.one(others) ?? '-', [m.pending?.by ?? '-']), isAgreed: dice.often(3) };
  },
  refusals: (m, { by }) => {
    if (!m.isKeptByIntake || m.pending === undefined) return ['no-decision-pending'];
    return when(m.pending.by === by, 'same-person');
  },
  done: (m, { isAgreed }) => {
    const of = m.pending?.act as keyof typeof proposals;
    m.step(isAgreed ? proposals[of] : 'withhold-decision');
    m.pending = undefined;
    if (isAgreed && of === 'refuse-concluded') m.endAll();
    if (isAgreed && of === 'rule-on-objection') {
      m.stop('TL-03', 'TL-04', 'TL-05', 'TL-12');
      m.backToFirst();
      m.periodDays = undefined;
      if (m.offer !== undefined) m.offer.standing = 'returned';
    }
  },
  real: (books, { by, isAgreed }) => {
    const { matter, offices } = books;
    const now = new Date(books.now);
    const { act: of } = rulings.secondPerson(matter, by);
    if (!isAgreed) return books.decided(rulings.withheld(matter, by, '-', offices, now));
    const ruling = { reasons: '-', legalBasis: '-', by };
    if (of === 'rule-on-objection')
      return books.decided(rulings.upheld(matter, books.openOffer(), ruling, offices, now, []));
    const step = moves.stepOf(matter, 'refuse-concluded');
    const move = moves.moved(matter, step, offices.nameOf, { row: { pending: null }, at: now, tasks: [] });
    return books.decided({ row: move.row, events: [move.event] });
  },
});

const rejecting = act({
  name: 'reject-objection',
  weight: 2,
  order: () => ({}),
  refusals: (m) => [
    ...m.no('reject-objection', true),
    ...when(m.isKeptByIntake && m.pending !== undefined, 'decision-pending'),
  ],
  done: (m) => {
    m.taken('reject-objection', m.offer?.unit ?? 0);
    if (m.offer !== undefined) m.offer.standing = 'taken';
  },
  real: (books) => {
    const { matter } = books;
    if (matter.pending !== null) throw new Problem('decision-pending');
    const officer = books.officerOf(matter.offeredTo ?? 0);
    const ruling = { reasons: '-', legalBasis: '-', by: '-' };
    const { offices } = books;
    books.decided(rulings.rejected(matter, books.openOffer(), officer, ruling, offices, new Date(books.now), []));
  },
});

const by = (books: Books, offer: Offer) => ({ officialId: '-', officer: books.officerOf(offer.toUnit) });
const answering = (offer: ModelOffer) =>
  when(
    offer.standing !== 'offered',
    offer.standing === 'returned' || offer.standing === 'redirected' ? 'not-found' : 'transition-not-allowed',
  );

const taking = act({
  name: 'take',
  weight: 5,
  order: (m) => (m.offer === undefined ? undefined : {}),
  refusals: (m) => answering(m.offer as ModelOffer),
  done: (m) => {
    const offer = m.offer as ModelOffer;
    offer.standing = 'taken';
    m.taken(m.kind === 'suggestion' ? 'begin-study' : 'take', offer.unit);
  },
  real: (books) => {
    const offer = books.offer as Offer;
    books.answered(offers.taken(offer, by(books, offer), new Date(books.now)));
  },
});

const objecting = act({
  name: 'object',
  weight: 3,
  order: (m) => (m.offer === undefined ? undefined : {}),
  refusals: (m) => {
    const offer = m.offer as ModelOffer;
    return [
      ...answering(offer),
      ...when(!offer.mayObject, 'objected-before'),
      ...when(m.now >= offer.dueAt, 'objection-too-late'),
    ];
  },
  done: (m) => {
    const offer = m.offer as ModelOffer;
    offer.standing = 'objected';
    m.objected.add(offer.unit);
    m.step('object');
    m.stop('TL-04');
    if (m.kind === 'claim') m.start('TL-05', { isMain: false });
    else {
      offer.standing = 'returned';
      m.stop('TL-46');
      m.backToFirst();
    }
  },
  real: (books) => {
    const offer = books.offer as Offer;
    const order = { reasons: '-', legalBasis: '-' } as never;
    books.answered(offers.objected(offer, order, by(books, offer), new Date(books.now), offer.objectionDueAt));
  },
});

const disputing = act({
  name: 'dispute-jurisdiction',
  weight: 2,
  order: (m) => (m.offer === undefined ? undefined : {}),
  refusals: (m) => {
    const offer = m.offer as ModelOffer;
    return [...answering(offer), ...when(offer.kind === 'study', 'transition-not-allowed')];
  },
  done: (m) => {
    (m.offer as ModelOffer).standing = 'disputed';
    m.step('dispute-jurisdiction');
    m.decidingUnit = bureau;
  },
  real: (books) => {
    const offer = books.offer as Offer;
    const order = { reasons: '-', otherUnitId: bureau } as never;
    books.answered(offers.disputed(offer, order, bureau, by(books, offer), new Date(books.now)));
  },
});

const deciding = act({
  name: 'decide-jurisdiction',
  weight: 3,
  order: (m, dice: Dice) => {
    const others = m.county.open().filter((unit) => !m.accused.includes(unit));
    return { to: dice.right(dice.one(others) ?? 0, [accusable as number]) };
  },
  refusals: (m, { to }) => [
    ...m.no('decide-jurisdiction', true),
    ...when(m.accused.includes(to), 'prohibited-transfer'),
  ],
  done: (m, { to }) => {
    (m.offer as ModelOffer).standing = to === m.offer?.unit ? 'taken' : 'redirected';
    m.taken('decide-jurisdiction', to);
  },
  real: (books, { to }) => {
    const { matter, offices } = books;
    const named = { recipient: recipient(to), officer: books.officerOf(to), site: 'here', handOverId: `named-${to}` };
    const order = { decisionNo: '-', reasons: '-' } as never;
    const now = new Date(books.now);
    books.decided(jurisdiction.jurisdictionDecided(matter, books.openOffer(), named, order, '-', offices, now, []));
  },
});

export const actsOfHandOver: readonly AnyAct[] = [
  proposing('rule-on-objection', 2),
  proposing('refuse-concluded', 1),
  confirming,
  rejecting,
  taking,
  objecting,
  disputing,
  deciding,
];
