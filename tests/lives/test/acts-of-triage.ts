import { urgency } from '@huiyin/assignment/rules';
import { dueDates, guidance, handOvers, moves, rulings, transfers, triage } from '@huiyin/intake/rules';
import { act, type AnyAct, when } from './act.js';
import { accusable, bureau, county } from './county.js';
import { endOf } from './oracle.js';
import { type Model } from './model.js';

/** Every question of R Art. 31 answered no: what is left is the petition path. */
const noneOfThese = {
  'accuses-official-or-office': false,
  'suggestion-only': false,
  'litigation-or-police-procedure': false,
  arbitration: false,
  'party-appeal': false,
  'administrative-procedure': false,
  'asks-for-duty': false,
};
export const recipient = (unitId: number) => ({
  unitId,
  lineage: [unitId, county],
  unitsOfAccusedPersons: new Set<number>(),
});
export const triagers = (m: Model) =>
  m.unit === bureau ? m.county.all(bureau, 'bureau_triage') : m.county.all(m.unit, 'dept_head');

const classifying = act({
  name: 'classify',
  weight: 4,
  order: (_, dice) => ({
    isSuggestion: dice.below(5) === 0,
    isGuided: dice.below(4) === 0,
    isUrgent: dice.below(4) === 0,
    accused: dice.below(5) === 0 ? [accusable as number] : [],
  }),
  refusals: (m) => m.no('classify').concat(m.state === 'registered' ? [] : ['transition-not-allowed']),
  done: (m, { isSuggestion, isGuided, isUrgent, accused }) => {
    m.step('classify');
    m.kind = isSuggestion ? 'suggestion' : 'claim';
    m.path = isSuggestion ? 'P_SUG' : isGuided ? 'P_LIT' : 'P_PET';
    m.accused = accused;
    if (isUrgent) m.start('TL-11', { isMain: false });
  },
  real: (books, { isSuggestion, isGuided, isUrgent, accused }) =>
    books.decided(
      triage.classified(
        books.matter,
        {
          matterId: books.matter.id,
          expectedVersion: 0,
          kind: isSuggestion ? 'suggestion' : 'claim',
          category: 'labour_social_security',
          answers: pathAnswers(isSuggestion, isGuided),
          urgency: isUrgent ? 'major_urgent' : 'ordinary',
          accused: { unitIds: accused },
          reason: '-',
        } as never,
        books.offices,
        new Date(books.now),
      ),
    ),
});
function pathAnswers(isSuggestion: boolean, isGuided: boolean) {
  return {
    ...noneOfThese,
    ...(isSuggestion ? { 'suggestion-only': true } : {}),
    ...(isGuided && !isSuggestion ? { 'litigation-or-police-procedure': true } : {}),
  };
}

/** R25 knows no kinds: what was found to be a suggestion is reported as a claim is. */
const escalating = act({
  name: 'escalate-urgent',
  weight: 1,
  order: () => ({}),
  refusals: (m) => m.no('escalate-urgent'),
  done: (m) => {
    m.step('escalate-urgent');
    m.stop('TL-11');
  },
  real: (books) => {
    const { matter, file } = books;
    const [order, now] = [{ reason: '-', reportTo: [bureau] } as never, new Date(books.now)];
    if (file === undefined) books.decided(triage.escalated(matter, order, now));
    else books.move(urgency.urgentReported(file, order, now));
  },
});

const linking = act({
  name: 'link-to-existing',
  weight: 2,
  order: (_, dice) => (dice.below(6) === 0 ? {} : undefined),
  refusals: (m) => m.no('link-to-existing'),
  done: (m) => {
    m.step('link-to-existing');
    m.endAll();
  },
  real: (books) => {
    const existing = { matter: { ...books.matter, id: 'other', state: 'accepted' }, submissionNo: 'QH-2026-000002' };
    books.decided(triage.linked(books.matter, { reason: '-' } as never, existing, new Date(books.now)));
  },
});

const kinds = { forward: 'forward', assign: 'assign', study: 'refer-for-study' } as const;
const sending = (kind: keyof typeof kinds) =>
  act({
    name: kinds[kind],
    weight: 3,
    order: (m, dice) => {
      const others = m.county.open().filter((unit) => unit !== m.unit && !m.accused.includes(unit));
      return {
        to: dice.right(dice.one(others) ?? m.unit, [m.unit, ...m.county.open(), accusable]),
        days: 1 + dice.below(60),
      };
    },
    refusals: (m, { to }) => [
      ...m.no(kinds[kind], true),
      ...when(to === m.unit || m.accused.includes(to), 'prohibited-transfer'),
    ],
    done: (m, { to, days }) => {
      m.step(kinds[kind]);
      m.sender = m.unit;
      m.stop('TL-01', 'TL-02');
      m.receive(kind === 'study' ? 'TL-46' : 'TL-03', to, { isMain: true, unit: m.unit });
      m.receive('TL-04', to, { isMain: false, unit: to });
      if (kind === 'assign') m.receive('TL-12', to, { isMain: false, unit: to, days });
      m.periodDays = kind === 'assign' ? days : undefined;
      if (!m.firstReceipt.has(to)) m.firstReceipt.set(to, m.now);
      const dueAt = endOf({ rule: 'TL-04', startedAt: m.now, extended: 0 });
      m.offer = { kind, unit: to, mayObject: !m.objected.has(to), at: m.now, dueAt, standing: 'offered' };
    },
    real: (books, { to, days }) => {
      const now = new Date(books.now);
      const dispatch = {
        id: `offer-${books.matter.attempt + 1}`,
        kind,
        recipient: recipient(to),
        toSite: 'here',
        fromSite: 'here',
        note: '-',
        isDirect: false,
        informed: [],
        by: '-',
        ...(kind === 'assign' ? { periodDays: days } : {}),
      };
      moves.stepOf(books.matter, kinds[kind]);
      const objectionDueAt = new Date(dueDates('TL-04', 'national', now).legalDueAt);
      books.decided(handOvers.offered(books.matter, dispatch, books.offices, { now, objectionDueAt }, []));
    },
  });

const keeping = act({
  name: 'keep-for-own-handling',
  weight: 3,
  // A bureau handles nothing itself: the policy table gives it no such act.
  order: (m) => (m.unit === bureau ? undefined : {}),
  refusals: (m) => [...m.no('keep-for-own-handling', true), ...when(m.accused.includes(m.unit), 'prohibited-transfer')],
  done: (m) => {
    const { officer } = m;
    const startedAt = m.main()?.startedAt ?? m.now;
    m.taken('keep-for-own-handling', m.unit);
    m.officer = officer;
    if (m.kind === 'claim') return;
    m.stop('TL-01', 'TL-02');
    m.start('TL-46', { isMain: true, startedAt, receiver: m.unit });
  },
  real: (books) => {
    const { matter } = books;
    const step = moves.stepOf(matter, 'keep-for-own-handling');
    transfers.refuseProhibitedKeeping(matter, recipient(matter.responsibleUnit));
    const row = rulings.takenBy(matter.responsibleUnit, { id: matter.officerId, name: matter.officerName });
    const move = moves.moved(matter, step, books.offices.nameOf, { row, at: new Date(books.now), tasks: [] });
    books.decided({ row: move.row, events: [move.event] });
  },
});

const guiding = act({
  name: 'guide-to-path',
  weight: 3,
  order: () => ({}),
  refusals: (m) => [...m.no('guide-to-path', true), ...when(m.path !== 'P_LIT', 'path-has-no-guidance')],
  done: (m) => {
    m.step('guide-to-path');
    m.stop('TL-01', 'TL-02', 'TL-03');
    m.start('TL-48', { isMain: true });
  },
  real: (books) => {
    const order = { authority: '法院', address: '-', neededPapers: [], reason: '-' } as never;
    books.decided(guidance.guided(books.matter, order, [], '-', books.offices, new Date(books.now), []));
  },
});

const pathTaking = act({
  name: 'path-intake',
  weight: 2,
  order: (_, dice) => ({ isEnded: dice.below(3) === 0 }),
  refusals: (m, { isEnded }) => m.no(isEnded ? 'close-on-path' : 'record-path-intake', true),
  done: (m, { isEnded }) => {
    m.step(isEnded ? 'close-on-path' : 'record-path-intake');
    if (isEnded) {
      m.endAll();
      m.closingReason = 'completed_on_statutory_path';
    }
  },
  real: (books, { isEnded }) =>
    books.decided(
      guidance.pathTookIt(books.matter, { proof: '-', isEnded } as never, '-', books.offices, new Date(books.now)),
    ),
});

const pathRefusing = act({
  name: 'path-refused',
  weight: 2,
  order: () => ({}),
  refusals: (m) => m.no('reopen-path-refused', true),
  done: (m) => {
    m.step('reopen-path-refused');
    m.stop('TL-48');
    m.backToFirst();
  },
  real: (books) => books.decided(guidance.pathRefused(books.matter, '-', '-', books.offices, new Date(books.now))),
});

export const actsOfTriage: readonly AnyAct[] = [
  classifying,
  escalating,
  linking,
  sending('forward'),
  sending('assign'),
  sending('study'),
  keeping,
  guiding,
  pathTaking,
  pathRefusing,
];
