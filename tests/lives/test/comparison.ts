import {
  claimMachine,
  closingReasons,
  mayAct,
  type Act,
  isAct,
  suggestionMachine,
  transitionFor,
} from '@huiyin/statute';
import { type Books } from './books.js';
import { bureau } from './county.js';
import { type Model } from './model.js';
import { legalEnd, promisedEnd } from './oracle.js';

/** Everything that the four books say of a matter against the model, and what must hold of every matter at any time. */
export function compare(m: Model, books: Books): void {
  const { matter, file, held, line } = books;
  same('rows', books.rows, m.rows);
  same('state', [matter.state, file?.state, line['state']], [m.state, m.isKeptByIntake ? undefined : m.state, m.state]);
  same('keeper', matter.keptBy, m.isKeptByIntake ? 'intake' : 'assignment');
  const versions = { intake: matter.version, assignment: file?.version ?? 0 };
  same('versions', versions, m.versions);
  same('versions heard', { intake: held.duty.version, assignment: held.duty.handlingVersion }, m.versions);
  const answerable = [m.unit, m.officer];
  same('intake answers', [matter.responsibleUnit, matter.officerId], answerable);
  same('assignment answers', file === undefined ? answerable : [file.unitId, file.officerId], answerable);
  same('accountability answers', [held.duty.unitId, held.duty.officerId], answerable);
  same('reporting answers', [line['responsible_unit'], line['is_open']], [m.unit, m.isOpen()]);
  compareClocks(m, books);
  if (m.isOpen()) expectSomebodyThere(m);
  expectTasks(m, books);
  if (file !== undefined) compareFile(m, file);
}

function compareFile(m: Model, file: NonNullable<Books['file']>): void {
  same('second officer', file.secondOfficerId ?? undefined, m.second);
  same('aspects', [...file.aspects].sort(), [...m.aspects].sort());
  same('stepped aside', file.recused, m.recused);
  same('waits for a second person', file.pending?.act, m.pending?.act);
  same('closing reason', file.closingReason ?? undefined, m.closingReason);
  if (file.closingReason !== null && !(file.closingReason in closingReasons))
    throw new Error('no lawful reason to close');
  if (m.state === 'closed' && file.closingReason === null) throw new Error('closed for no reason');
  same(
    'evaluations',
    file.evaluations.map(({ subject, standing }) => [subject, standing]),
    [...m.evaluations],
  );
  const handling = m.clocks.find(({ rule }) => rule === 'TL-06');
  same(
    'last day on the notice',
    file.handlingDueOn ?? undefined,
    handling === undefined ? undefined : legalEnd(handling).on,
  );
  if (m.drafter !== '' && file.requests.length === 0) throw new Error('an opinion on somebody unheard');
}

function compareClocks(m: Model, { held }: Books): void {
  const running = held.clocks.filter(({ standing }) => standing !== 'stopped');
  const real = running.map((clock) => {
    const { rule, isMain, unitId, legal, internal } = clock;
    return [rule, isMain ? 'main' : 'side', unitId, legal.on, internal?.on ?? 'no promise'].join(' ');
  });
  const wanted = m.running().map((clock) => {
    const promised = promisedEnd(clock, m.profile) ?? 'no promise';
    return [clock.rule, clock.isMain ? 'main' : 'side', clock.unit, legalEnd(clock).on, promised].join(' ');
  });
  same('clocks', real.sort(), wanted.sort());
  const mains = running.filter(({ isMain }) => isMain);
  same('main clocks', mains.length, m.isOpen() ? 1 : 0);
  for (const { officerId } of mains) same('officer of the main clock', officerId, m.officer);
  for (const { rule, unitId, officerId } of running) {
    if (unitId === m.unit) same(`officer of ${rule}`, officerId, m.officer);
    const isThere = m.county.roleOf(unitId, officerId) !== undefined;
    if (!isThere && !isUnfollowed(m, rule)) throw new Error(`${rule} is held by ${officerId}, who is not in ${unitId}`);
  }
}

/**
 * While an objection or a dispute waits, an heir names nobody for what the office it succeeds owed; that stands with whoever sent the
 * matter.
 */
function isUnfollowed(m: Model, rule: string): boolean {
  return ['TL-04', 'TL-12'].includes(rule) && m.isKeptByIntake;
}

function expectSomebodyThere(m: Model): void {
  if (m.county.roleOf(m.unit, m.officer) === undefined) throw new Error(`${m.officer} is not in ${m.unit}`);
}

/** States in which the petitioner or a period speaks next, or a path outside. */
const waits = new Set(['opinion_served']);
const commandsOf: Readonly<Record<string, readonly string[]>> = {
  'rule-on-objection': ['reject-objection'],
  'study-suggestion': ['decide-suggestion', 'reply-suggestion'],
  handle: ['confirm-execution'],
  'draft-supervision': ['supervise'],
  extend: ['refuse-extension'],
  'refuse-concluded': ['refuse-concluded'],
  take: ['take', 'begin-study'],
  'guide-to-path': ['guide-to-path', 'record-path-intake'],
};

/** A task is owed by somebody who may do it, in a state in which it can be done. */
function expectTasks(m: Model, { tasks, file }: Books): void {
  const machine = (m.kind === 'suggestion' ? suggestionMachine : claimMachine) as typeof claimMachine;
  if (m.isOpen() && tasks.length === 0 && !waits.has(m.state)) throw new Error(`nobody owes anything in ${m.state}`);
  const isReported = m.running('TL-11').length === 0;
  if (!m.isKeptByIntake && tasks.some(({ act }) => act === 'escalate-urgent') === isReported)
    throw new Error('an urgent report is owed as long as its clock runs');
  for (const { act, unitId, officerId, notOfficerIds = [] } of tasks) {
    if (!isAct(act)) throw new Error(`${act} is no act`);
    const people = (m.county.staff.get(unitId) ?? [])
      .filter(([id]) => officerId === undefined || id === officerId)
      .filter(([id]) => !notOfficerIds.includes(id));
    const able = people.filter(
      ([, role]) => mayAct(role, act as Act, 'assigned') || mayAct(role, act as Act, 'own-unit'),
    );
    if (able.length === 0 && !isLeftToBureau(act, unitId))
      throw new Error(`nobody may ${act} in ${unitId} (${officerId ?? 'anybody'})`);
    const commands = commandsOf[act] ?? [act];
    if (!commands.some((command) => transitionFor(machine, m.state as never, command).lawful))
      throw new Error(`${act} is owed in ${m.state}`);
    if (officerId !== undefined && file?.recused.includes(officerId) === true)
      throw new Error(`${officerId} stepped aside`);
  }
}

/** The archive of an office that has no archivist is the bureau's. */
function isLeftToBureau(act: string, unitId: number): boolean {
  return act === 'archive' && unitId !== bureau;
}

function same(what: string, real: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(real), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}: ${left}, but the model says ${right}`);
}
