import { acceptance, archive, suggestions } from '@huiyin/assignment/rules';
import { act, type AnyAct, when } from './act.js';
import {
  fileOf,
  fit,
  has,
  headsOf,
  isInsideDisputeWindow,
  minute,
  nowOf,
  officersOf,
  pick,
  pickOf,
  recusedAct,
} from './file-people.js';
import { type Model } from './model.js';
import { endOf } from './oracle.js';

const accepting = act({
  name: 'accept',
  weight: 5,
  order: (m, dice) => (has(m) ? { by: pick(m, dice, officersOf(m)) } : undefined),
  refusals: (m, { by }) => [
    ...m.no('accept'),
    ...recusedAct(m, by),
    ...when(m.pending?.act === 'decline', 'decision-pending'),
  ],
  done: (m) => {
    const notice = m.main();
    m.step('accept');
    m.acceptedAt = m.now;
    const isLate = notice !== undefined && m.now >= endOf(notice);
    // The last lawful day is the last instant's: delay buys no time.
    const startedAt = isLate ? endOf(notice) - 24 * 60 * minute : m.now;
    m.stop('TL-01', 'TL-02', 'TL-03');
    m.start('TL-06', { isMain: true, startedAt });
  },
  real: (books, { by }) => {
    const { dueOn: _dueOn, ...move } = acceptance.accepted(fileOf(books), by, nowOf(books));
    books.move(move);
  },
});

const declining = act({
  name: 'propose decline',
  weight: 1,
  order: (m, dice) => (has(m) ? { by: pick(m, dice, officersOf(m)) } : undefined),
  refusals: (m, { by }) => [
    ...m.no('decline'),
    ...m.no('propose-decision'),
    ...recusedAct(m, by),
    ...when(m.pending !== undefined, 'decision-pending'),
  ],
  done: (m, { by }) => {
    m.step('propose-decision');
    m.pending = { act: 'decline', by };
  },
  real: (books, { by }) =>
    books.move(
      acceptance.declineProposed(
        fileOf(books),
        { reasonCode: 'not-competent' } as never,
        { id: by, name: by },
        nowOf(books),
      ),
    ),
});

const decliningDecided = act({
  name: 'confirm decline',
  weight: 3,
  order: (m, dice) => {
    const others = fit(headsOf(m), m).filter((one) => one !== m.pending?.by);
    return has(m) ? { by: pickOf(m, dice, others), isAgreed: dice.below(3) === 0 } : undefined;
  },
  refusals: (m, { by, isAgreed }) => [
    ...when(m.pending?.act !== 'decline', 'no-decision-pending'),
    ...when(m.pending?.by === by, 'same-person'),
    ...recusedAct(m, by),
    ...m.no(isAgreed ? 'decline' : 'withhold-decision'),
  ],
  done: (m, { isAgreed }) => {
    m.step(isAgreed ? 'decline' : 'withhold-decision');
    m.pending = undefined;
    if (isAgreed) m.endAll();
  },
  real: (books, { by, isAgreed }) => {
    const order = { isAgreed, reason: '-' };
    const { refusal: _refusal, ...move } = acceptance.declineDecided(fileOf(books), order, by, nowOf(books));
    books.move(move);
  },
});
const suggestionDeciding = act({
  name: 'decide-suggestion',
  weight: 4,
  order: (m) => (has(m) ? {} : undefined),
  refusals: (m) => m.no('decide-suggestion'),
  done: (m) => m.step('decide-suggestion'),
  real: (books) =>
    books.move(suggestions.suggestionDecided(fileOf(books), { decision: 'adopt' } as never, nowOf(books))),
});

const suggestionReplying = act({
  name: 'reply-suggestion',
  weight: 4,
  order: (m) => (has(m) ? {} : undefined),
  refusals: (m) => m.no('reply-suggestion'),
  done: (m) => {
    m.step('reply-suggestion');
    m.closingReason = 'suggestion_replied';
    m.endAll();
  },
  real: (books) => books.move(suggestions.suggestionReplied(fileOf(books), nowOf(books))),
});

/** The archive waits for the answer to a dispute, and for the end of the time in which one may come. */
const isDisputeOpen = (m: Model) =>
  m.disputed !== undefined && !m.isDisputeAnswered ? true : m.disputed !== 'confirmation' && isInsideDisputeWindow(m);

const archiving = act({
  name: 'archive',
  weight: 2,
  order: (m, dice) => (has(m) ? { hasAllPapers: dice.right(true, [false]) } : undefined),
  refusals: (m, { hasAllPapers }) => [
    ...m.no('archive'),
    ...when(!hasAllPapers, 'file-incomplete'),
    ...when(m.state === 'closed' && m.isAssigned && !m.hasReport, 'file-incomplete'),
    ...when(m.state === 'closed' && [...m.evaluations.values()].includes('pending'), 'file-incomplete'),
    ...when(m.state === 'closed' && isDisputeOpen(m), 'file-incomplete'),
  ],
  done: (m) => m.step('archive'),
  real: (books, { hasAllPapers }) =>
    books.move(archive.archived(fileOf(books), { shelfMark: '-' } as never, hasAllPapers, nowOf(books))),
});

export const actsOfOffice: readonly AnyAct[] = [
  accepting,
  declining,
  decliningDecided,
  suggestionDeciding,
  suggestionReplying,
  archiving,
];
