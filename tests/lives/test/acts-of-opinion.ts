import { drafts, evaluations, execution, moves, officers, serving, windows } from '@huiyin/assignment/rules';
import { type RequestFinding } from '@huiyin/statute';
import { act, type AnyAct, type Dice, when } from './act.js';
import { anybody, fileOf, fit, has, headsOf, isOver, nowOf, pickHead, recusedAct } from './file-people.js';
import { type Books, calendar } from './books.js';
import { bureau } from './county.js';
import { type Model } from './model.js';
import { dayAfter, dayOf, startOf } from './oracle.js';

// What the services put together around their rules is put together here the same way.

const found = ['supported', 'explained', 'not_supported'] as const satisfies readonly RequestFinding[];

const drafting = act({
  name: 'draft-opinion',
  weight: 5,
  order: (m, dice) => {
    if (!has(m)) return undefined;
    const many = dice.right(m.requests, [m.requests + 1, m.requests - 1]);
    const isKind = m.aspects.has('simplified') || dice.below(3) === 0;
    const findings = Array.from({ length: Math.max(many, 0) }, () =>
      isKind ? dice.right(found[0], found) : (dice.one(found) ?? found[0]),
    );
    return { by: dice.right(m.officer, anybody(m)), findings, isMajor: dice.below(4) === 0 };
  },
  refusals: (m, { by, findings }) => [
    ...m.no('draft-opinion'),
    ...recusedAct(m, by),
    ...when(by !== m.officer, 'not-the-officer'),
    ...when(m.requests === 0, 'petitioner-not-heard'),
    ...when(m.evidence === 0 && !m.aspects.has('simplified'), 'evidence-missing'),
    ...when(findings.length !== m.requests, 'requests-unanswered'),
    ...when(m.aspects.has('simplified') && findings.some((one) => one !== 'supported'), 'simplified-refusal'),
  ],
  done: (m, { by, findings, isMajor }) => {
    m.step('draft-opinion');
    m.findings = findings;
    m.isMajor = isMajor || m.isMajor;
    m.drafter = by;
  },
  real: (books, { by, findings, isMajor }) => {
    const file = fileOf(books);
    moves.lawful(file, 'draft-opinion');
    const answers = findings.map((finding, at) => ({ requestNo: at + 1, finding }));
    const finding = drafts.findingOfDraft(file, { answers, summary: '-' } as never, by);
    const hasSupported = findings.includes('supported');
    const changes = {
      draftNo: file.draftNo + 1,
      finding,
      hasSupported,
      isMajor: isMajor || file.isMajor,
      draftedBy: by,
    };
    books.move({ command: 'draft-opinion', at: nowOf(books), changes: { ...changes, reviewedBy: null } });
  },
});

const reviewers = (m: Model) => m.county.all(bureau, 'bureau_reviewer_prep');

const reviewing = act({
  name: 'pre-review-opinion',
  weight: 5,
  order: (m, dice) =>
    has(m) ? { by: dice.right(dice.one(reviewers(m)) ?? '-', anybody(m)), isReturned: dice.below(6) === 0 } : undefined,
  refusals: (m, { by }) => [
    ...m.no('pre-review-opinion'),
    ...when([m.officer, m.second, m.drafter].includes(by), 'separation-of-duties'),
  ],
  done: (m, { isReturned }) => m.step(isReturned ? 'return-draft' : 'pre-review-opinion'),
  real: (books, { by, isReturned }) => {
    moves.lawful(fileOf(books), 'pre-review-opinion');
    drafts.refuseOwnDraft(fileOf(books), by);
    books.move({ command: isReturned ? 'return-draft' : 'pre-review-opinion', at: nowOf(books) });
  },
});

const returning = act({
  name: 'return-draft',
  weight: 1,
  order: (m) => (has(m) ? {} : undefined),
  refusals: (m) => m.no('return-draft'),
  done: (m) => m.step('return-draft'),
  real: (books) => books.move({ command: 'return-draft', at: nowOf(books) }),
});

const issuing = act({
  name: 'issue-opinion',
  weight: 5,
  order: (m, dice) => {
    const heads = fit(headsOf(m), m).filter((one) => one !== m.drafter);
    const signedAs = dice.right('principal-head', ['deputy-head']);
    return has(m) ? { by: dice.right(dice.one(heads) ?? '-', [...anybody(m), m.drafter]), signedAs } : undefined;
  },
  refusals: (m, { by, signedAs }) => [
    ...m.no('issue-opinion'),
    ...when(m.requests === 0, 'petitioner-not-heard'),
    ...recusedAct(m, by),
    ...recusedAct(m, m.drafter),
    ...when(by === m.drafter, 'separation-of-duties'),
    ...when(m.isMajor && signedAs !== 'principal-head', 'principal-head-needed'),
    // Who shall step aside is decided before the opinion goes out.
    ...when(m.pending?.act === 'decide-recusal', 'transition-not-allowed'),
  ],
  done: (m) => {
    m.step('issue-opinion');
    m.issuedAt = m.now;
    m.stop('TL-06', 'TL-09');
    m.start('TL-47', { isMain: true });
  },
  real: (books, { by, signedAs }) => {
    const file = fileOf(books);
    moves.lawful(file, 'issue-opinion');
    drafts.refuseIssuing(file, [], signedAs, by);
    books.move({ command: 'issue-opinion', at: nowOf(books), changes: { issuedAt: nowOf(books) } });
  },
});

const servingOpinion = act({
  name: 'serve',
  weight: 5,
  order: (m, dice: Dice) => {
    if (!has(m)) return undefined;
    const days: string[] = [];
    for (let day = dayOf(m.issuedAt); day <= dayOf(m.now) && days.length < 60; day = dayAfter(day)) days.push(day);
    const wrong = [dayAfter(dayOf(m.now)), dayOf(m.issuedAt - 86_400_000)];
    return { by: dice.right(m.officer, anybody(m)), servedOn: dice.right(dice.one(days) ?? dayOf(m.now), wrong) };
  },
  refusals: (m, { by, servedOn }) => [
    ...m.no('serve'),
    ...recusedAct(m, by),
    ...when(by !== m.officer, 'not-the-officer'),
    ...when(servedOn < dayOf(m.issuedAt) || servedOn > dayOf(m.now), 'proof-of-service-incomplete'),
  ],
  done: (m, { servedOn }) => {
    m.step('serve');
    m.servedOn = servedOn;
    m.stop('TL-47');
    m.start('TL-13', { isMain: true, startedAt: startOf(servedOn) });
    m.start('TL-23', { isMain: false, startedAt: startOf(servedOn) });
    if (m.findings.includes('supported')) m.start('TL-50', { isMain: false, startedAt: startOf(servedOn) });
    if ((m.sender ?? m.reviewUnit) !== m.unit) m.evaluations.set('bureau', 'pending');
    m.evaluations.set('unit', 'pending');
  },
  real: (books, { by, servedOn }) => {
    const file = fileOf(books);
    moves.lawful(file, 'serve');
    const proof = { servedOn, manner: 'in-person', receivedBy: 'petitioner', result: 'signed' } as never;
    serving.refuseServing(file, proof, by, nowOf(books));
    const changes = { servedOn, evaluations: evaluations.openedEvaluations(file) };
    books.move({ command: 'serve', at: nowOf(books), changes, countsFrom: new Date(windows.startOf(servedOn)) });
  },
});

const reporting = act({
  name: 'submit-closing-report',
  weight: 3,
  order: (m, dice) => (has(m) ? { by: pickHead(m, dice) } : undefined),
  refusals: (m, { by }) => [
    ...recusedAct(m, by),
    ...m.no('submit-closing-report'),
    ...when(!m.isAssigned || m.hasReport, 'not-assigned'),
  ],
  done: (m) => {
    m.step('submit-closing-report');
    m.hasReport = true;
    m.stop('TL-12');
  },
  real: (books, { by }) => {
    officers.refuseRecused(fileOf(books), by);
    moves.lawful(fileOf(books), 'submit-closing-report');
    execution.refuseReporting(fileOf(books));
    books.move({ command: 'submit-closing-report', at: nowOf(books), changes: { hasClosingReport: true } });
  },
});

const evaluating = act({
  name: 'evaluate',
  weight: 2,
  order: (m, dice) => (has(m) ? { subject: dice.below(2) === 0 ? ('bureau' as const) : ('unit' as const) } : undefined),
  refusals: (m, { subject }) => [
    ...m.no('evaluate'),
    ...when(m.evaluations.get(subject) === 'evaluated', 'evaluated-before'),
    ...when(m.evaluations.get(subject) !== 'pending' || isOver(m), 'evaluation-not-open'),
  ],
  done: (m, { subject }) => {
    m.step('evaluate');
    m.evaluations.set(subject, 'evaluated');
    if (![...m.evaluations.values()].includes('pending')) m.stop('TL-23');
  },
  real: (books: Books, { subject }) => {
    const order = { subject, value: 'satisfied' } as never;
    const said = evaluations.withEvaluation(fileOf(books), order, nowOf(books), calendar);
    const pending = said.filter(({ standing }) => standing === 'pending').length;
    books.move({ command: 'evaluate', at: nowOf(books), changes: { evaluations: said }, values: { pending } });
  },
});

export const actsOfOpinion: readonly AnyAct[] = [
  drafting,
  reviewing,
  returning,
  issuing,
  servingOpinion,
  reporting,
  evaluating,
];
