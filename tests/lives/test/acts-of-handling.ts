import { extensions, handling, records } from '@huiyin/assignment/rules';
import { act, type AnyAct, type Dice, when } from './act.js';
import { type Books } from './books.js';
import {
  anybody,
  fileOf,
  fit,
  has,
  headsOf,
  minute,
  nowOf,
  pick,
  pickOf,
  recusedAct,
  stranger,
} from './file-people.js';
import { type Model } from './model.js';
import { endOf } from './oracle.js';

interface Record {
  readonly by: string;
  readonly second: string;
  readonly ago: number;
}
const recordRefusals = (m: Model, command: string, { by, second, ago }: Record) => [
  ...m.no(command),
  ...recusedAct(m, by),
  ...recusedAct(m, second),
  ...when(by !== m.officer && by !== m.second, 'not-the-officer'),
  ...when(second === by || ![m.officer, m.second].includes(second), 'two-officers-needed'),
  ...when(m.now - ago * minute > m.now + minute || m.now - ago * minute < m.receivedAt, 'validation-failed'),
];
const recordOf = (m: Model, dice: Dice): Record => ({
  by: dice.right(m.officer, anybody(m)),
  second: dice.right(m.second ?? stranger, anybody(m)),
  ago: dice.right(0, [5, 100_000, -30]),
});
const takenAt = (books: Books, { ago }: Record) => new Date(books.now - ago * minute).toISOString();

const hearing = act({
  name: 'hear-petitioner',
  weight: 4,
  order: (m, dice) =>
    has(m)
      ? { ...recordOf(m, dice), requests: 1 + dice.below(3), isSigned: dice.right(true, [true, false]) }
      : undefined,
  refusals: (m, order) => [...recordRefusals(m, 'hear-petitioner', order), ...when(!order.isSigned, 'record-unsigned')],
  done: (m, { requests }) => {
    m.step('hear-petitioner');
    m.requests = requests;
  },
  real: (books, order) => {
    const requests = Array.from({ length: order.requests }, (_, no) => `${no}`);
    const given = { secondOfficerId: order.second, takenAt: takenAt(books, order), requests, isSigned: order.isSigned };
    books.move(records.heard(fileOf(books), given as never, order.by, nowOf(books)));
  },
});

const evidence = act({
  name: 'record-evidence',
  weight: 4,
  order: (m, dice) => (has(m) ? recordOf(m, dice) : undefined),
  refusals: (m, order) => recordRefusals(m, 'record-evidence', order),
  done: (m) => {
    m.step('record-evidence');
    m.evidence++;
  },
  real: (books, order) => {
    const given = { secondOfficerId: order.second, takenAt: takenAt(books, order) };
    books.move(records.evidenceRecorded(fileOf(books), given as never, order.by, nowOf(books)));
  },
});

const extension = (m: Model) => m.clocks.find(({ rule }) => rule === 'TL-06');
/** R34: once, thirty days at most, before the sixty are over. */
function isExtendable(m: Model, days: number): boolean {
  const clock = extension(m);
  return clock !== undefined && clock.extended === 0 && days >= 1 && days <= 30 && m.now < endOf(clock);
}

const shortening = act({
  name: 'apply-simplified',
  weight: 1,
  order: (m, dice) => (has(m) ? { by: pick(m, dice, [m.officer]) } : undefined),
  refusals: (m, { by }) => [
    ...m.no('apply-simplified'),
    ...recusedAct(m, by),
    ...when(
      m.isAssigned || m.aspects.has('simplified') || m.aspects.has('extended') || m.pending?.act === 'extend',
      'simplified-unfit',
    ),
  ],
  done: (m) => {
    m.step('apply-simplified');
    const known = m.clocks.find(({ rule }) => rule === 'TL-09');
    if (known === undefined) m.start('TL-09', { isMain: false, startedAt: extension(m)?.startedAt ?? 0 });
    else Object.assign(known, { runs: true, unit: m.unit });
  },
  real: (books, { by }) =>
    books.move(handling.simplified(fileOf(books), { ground: 'other-simple' } as never, by, nowOf(books))),
});

const converting = act({
  name: 'convert-to-ordinary',
  weight: 1,
  order: (m, dice) => (has(m) ? { by: pick(m, dice, [m.officer]) } : undefined),
  refusals: (m, { by }) => [
    ...m.no('convert-to-ordinary'),
    ...recusedAct(m, by),
    ...when(!m.aspects.has('simplified'), 'transition-not-allowed'),
  ],
  done: (m) => {
    m.step('convert-to-ordinary');
    m.stop('TL-09');
  },
  real: (books, { by }) => books.move(handling.madeOrdinary(fileOf(books), by, nowOf(books))),
});

const extending = act({
  name: 'request-extension',
  weight: 2,
  order: (m, dice) => {
    const days = dice.right(1 + dice.below(30), [31, 30, 60]);
    return has(m) ? { by: dice.right(m.officer, anybody(m)), days } : undefined;
  },
  refusals: (m, { by, days }) => [
    ...m.no('request-extension'),
    ...recusedAct(m, by),
    ...when(by !== m.officer && by !== m.second, 'not-the-officer'),
    ...when(m.pending !== undefined, 'decision-pending'),
    ...when(!isExtendable(m, days), 'extension-not-lawful'),
  ],
  done: (m, { by, days }) => {
    m.step('request-extension');
    m.pending = { act: 'extend', by, days };
  },
  real: (books, { by, days }) =>
    books.move(
      extensions.extensionRequested(fileOf(books), { days, reason: '-' } as never, { id: by, name: by }, nowOf(books)),
    ),
});

const extendingDecided = act({
  name: 'decide-extension',
  weight: 4,
  order: (m, dice) => {
    const others = fit(headsOf(m), m).filter((one) => one !== m.pending?.by);
    return has(m) ? { by: pickOf(m, dice, others), isApproved: dice.often(3) } : undefined;
  },
  refusals: (m, { by, isApproved }) => [
    ...when(m.pending?.act !== 'extend', 'no-decision-pending'),
    ...m.no(isApproved ? 'approve-extension' : 'refuse-extension'),
    ...when(m.pending?.by === by, 'same-person'),
    ...recusedAct(m, by),
    ...when(isApproved && !isExtendable(m, m.pending?.days ?? 0), 'extension-not-lawful'),
  ],
  done: (m, { isApproved }) => {
    m.step(isApproved ? 'approve-extension' : 'refuse-extension');
    const clock = extension(m);
    if (isApproved && clock !== undefined) clock.extended = m.pending?.days ?? 0;
    m.pending = undefined;
  },
  real: (books, { by, isApproved }) => {
    const order = { isApproved, reason: '-' } as never;
    const { extended: _extended, ...move } = extensions.extensionDecided(fileOf(books), order, by, nowOf(books));
    books.move(move);
  },
});

export const actsOfHandling: readonly AnyAct[] = [
  hearing,
  evidence,
  shortening,
  converting,
  extending,
  extendingDecided,
];
