import { disputes, execution, moves, officers } from '@huiyin/assignment/rules';
import { closingReasonOf } from '@huiyin/statute';
import { act, type AnyAct, when } from './act.js';
import {
  anybody,
  fileOf,
  fit,
  has,
  headsOf,
  isOver,
  isInsideDisputeWindow,
  nowOf,
  officersOf,
  pickHead,
  recusedAct,
} from './file-people.js';
import { calendar } from './books.js';
import { bureau } from './county.js';
import { type Model } from './model.js';
import { dayAfter, dayOf } from './oracle.js';

const ordering = act({
  name: 'order-execution',
  weight: 5,
  order: (m, dice) =>
    has(m) ? { by: pickHead(m, dice), to: dice.one(m.county.open()) ?? m.unit, days: 1 + dice.below(40) } : undefined,
  refusals: (m, { by }) => [
    ...recusedAct(m, by),
    ...m.no('order-execution'),
    ...when(!m.findings.includes('supported'), 'opinion-does-not-support'),
  ],
  done: (m, { to, days }) => {
    m.step('order-execution');
    m.executionUnit = to;
    m.executionDueOn = dayOf(m.now + days * 86_400_000);
    m.stop('TL-50');
    for (const clock of m.running('TL-13')) clock.isMain = false;
    m.start('TL-49', { isMain: true, days });
  },
  real: (books, { by, to, days }) => {
    const file = fileOf(books);
    officers.refuseRecused(file, by);
    moves.lawful(file, 'order-execution');
    const dueOn = execution.executionDueOn(file, days, nowOf(books));
    const changes = { executionUnit: to, executionDueOn: dueOn, seenBy: [...new Set([...file.seenBy, to])] };
    const other = { unitId: to, unitName: `${to}` };
    books.move({ command: 'order-execution', at: nowOf(books), changes, other, days, values: { on: dueOn } });
  },
});

const confirming = act({
  name: 'confirm-execution',
  weight: 4,
  order: (m, dice) => {
    const by = dice.right(dice.one(fit(officersOf(m), m)) ?? '-', anybody(m));
    return has(m) ? { by, performedOn: dice.right(dayOf(m.now), [dayAfter(dayOf(m.now))]) } : undefined;
  },
  refusals: (m, { by, performedOn }) => [
    ...m.no('confirm-execution'),
    ...recusedAct(m, by),
    ...when(performedOn > dayOf(m.now), 'validation-failed'),
    ...when(m.servedOn !== '' && m.findings.some((one) => one !== 'supported') && !isOver(m), 'review-window-open'),
  ],
  done: (m) => {
    m.step('confirm-execution');
    m.closingReason = 'supported_and_executed';
    m.endAll('TL-12', 'TL-23');
    m.confirmedAt = m.now;
    m.isDisputeAnswered = true;
    m.start('TL-51', { isMain: false });
  },
  real: (books, { by, performedOn }) => {
    const file = fileOf(books);
    moves.lawful(file, 'confirm-execution');
    execution.refuseConfirming(file, performedOn, by, nowOf(books), calendar);
    const closingReason = closingReasonOf('confirm-execution', file.finding ?? undefined);
    const executionDispute = disputes.disputeAfterConfirming(file);
    const executed = { executionConfirmedAt: nowOf(books), executionDispute };
    const changes = { closingReason, closedAt: nowOf(books), ...executed };
    books.move({ command: 'confirm-execution', at: nowOf(books), changes });
  },
});

/** What can be disputed now, if anything: an order whose last day is over, or a confirmation inside its window. */
const isDisputable = (m: Model) =>
  m.state === 'closed' ? isInsideDisputeWindow(m) : m.executionDueOn !== '' && dayOf(m.now) > m.executionDueOn;
const subjectOf = (m: Model) => (m.state === 'closed' ? 'confirmation' : 'order');

const disputing = act({
  name: 'dispute-execution',
  weight: 3,
  order: (m) => (has(m) ? {} : undefined),
  refusals: (m) => [
    ...m.no('dispute-execution'),
    ...when(!isDisputable(m), 'execution-dispute-not-open'),
    ...when(m.disputed === subjectOf(m), 'execution-disputed-before'),
  ],
  done: (m) => {
    m.disputed = subjectOf(m);
    m.isDisputeAnswered = false;
    m.step('dispute-execution');
    m.stop('TL-51');
    m.start('TL-52', { isMain: false });
  },
  real: (books) => {
    const file = fileOf(books);
    moves.lawful(file, 'dispute-execution');
    const subject = disputes.disputeOf(file, nowOf(books), calendar);
    const toldTo = disputes.toldTo(file, (unit) => unit === bureau);
    const executionDispute = { subject, toldTo, isAnswered: false };
    books.move({ command: 'dispute-execution', at: nowOf(books), changes: { executionDispute } });
  },
});

const answering = act({
  name: 'answer-dispute',
  weight: 3,
  order: (m, dice) => (has(m) ? { by: dice.right(dice.one(fit(headsOf(m), m)) ?? '-', anybody(m)) } : undefined),
  refusals: (m, { by }) => [
    ...m.no('answer-dispute'),
    ...recusedAct(m, by),
    ...when(m.disputed === undefined || m.isDisputeAnswered, 'transition-not-allowed'),
  ],
  done: (m) => {
    m.step('answer-dispute');
    m.isDisputeAnswered = true;
    m.stop('TL-52');
  },
  real: (books, { by }) => {
    const file = fileOf(books);
    moves.lawful(file, 'answer-dispute');
    disputes.refuseAnswering(file, { outcome: 'carried-out' }, by, nowOf(books));
    const waiting = file.executionDispute;
    const changes = waiting === null ? {} : { executionDispute: { ...waiting, isAnswered: true } };
    books.move({ command: 'answer-dispute', at: nowOf(books), changes });
  },
});

export const actsOfExecution: readonly AnyAct[] = [ordering, confirming, disputing, answering];
