import { codeIn, Caller, jsonIn } from '../../../journeys/test/caller.js';
import { type Model } from '../model.js';
import { legalEnd, promisedEnd } from '../oracle.js';
import { type Books } from './books-of-office.js';
import { queueOf } from './owed.js';
import { patiently } from './patience.js';
import { type People, type Person } from './people.js';

interface ShownClock {
  readonly rule: string;
  readonly standing: string;
  readonly unitId: number;
  readonly officerId: string;
  readonly legalDueOn: string;
  readonly internalDueOn?: string;
}
interface Page {
  readonly matter: { readonly state: string; readonly responsibleUnitId: number; readonly officerId: string };
  readonly clocks: readonly ShownClock[];
  readonly timeline?: { readonly state: string; readonly isOpen: boolean };
  readonly handling?: { readonly state: string; readonly officer: { readonly officialId: string } };
}
interface Opened {
  readonly state: string;
  readonly isOpen: boolean;
  readonly steps: readonly { readonly step: string }[];
  readonly clocks: readonly ShownClock[];
}
interface QueueLine {
  readonly matterId: string;
  readonly entry: string;
  readonly what: string;
}
/** What stands in the queue of each, by person and matter. */
export type Queues = ReadonlyMap<Person, ReadonlyMap<string, readonly string[]>>;

/** The first difference, as it is told to whoever reads of a failure. */
export function difference(pairs: Readonly<Record<string, readonly [unknown, unknown]>>): string | undefined {
  for (const [what, [seen, wanted]] of Object.entries(pairs)) {
    const [left, right] = [JSON.stringify(seen), JSON.stringify(wanted)];
    if (left !== right) return `${what}: ${left ?? 'nothing'}, but the model says ${right ?? 'nothing'}`;
  }
  return undefined;
}

/** Rule, unit and dates of each running clock, as the oracle counts them by hand. */
function clocksOf(m: Model, isShown: (rule: string) => boolean = () => true): string[] {
  const running = m.running().filter(({ rule }) => isShown(rule));
  return running
    .map((clock) => `${clock.rule} ${clock.unit} ${legalEnd(clock).on} ${promisedEnd(clock, m.profile) ?? '-'}`)
    .sort();
}

/** The books of intake, assignment, accountability and reporting. */
export function wrongInBooks(m: Model, books: Books, people: People): string | undefined {
  const { matter, file, line, clocks } = books;
  const mains = clocks.filter((clock) => clock.is_main);
  const officer = people.idOf(m.officer);
  const answerable = [m.state, m.unit, officer];
  const owner = m.isKeptByIntake ? undefined : answerable;
  return difference({
    keeper: [matter.kept_by, m.isKeptByIntake ? 'intake' : 'assignment'],
    'version of intake': [matter.version, m.versions.intake],
    'version of assignment': [file?.version ?? 0, m.versions.assignment],
    intake: [[matter.state, matter.responsible_unit, matter.officer_id], answerable],
    assignment: [file && [file.state, file.unit_id, file.officer_id], owner],
    reporting: [line && [line.state, line.responsible_unit, line.officer_id], answerable],
    open: [line?.is_open, m.isOpen()],
    'second officer': [people.nameOf(file?.second_officer_id), m.second],
    awaits: [file?.awaits ?? undefined, m.isKeptByIntake ? undefined : m.pending?.act],
    'closing reason': [file?.closing_reason ?? undefined, m.isKeptByIntake ? undefined : m.closingReason],
    aspects: [[...(file?.aspects ?? [])].sort(), [...m.aspects].sort()],
    clocks: [clocks.map((one) => `${one.rule} ${one.unit} ${one.legal} ${one.internal ?? '-'}`).sort(), clocksOf(m)],
    'main clocks': [
      mains.map(({ rule, officer_id }) => [rule, officer_id]),
      m.isOpen() ? [[m.main()?.rule, officer]] : [],
    ],
  });
}

const isRunning = ({ standing }: ShownClock) => standing !== 'stopped';
const told = ({ rule, unitId, legalDueOn, internalDueOn }: ShownClock) =>
  `${rule} ${unitId} ${legalDueOn} ${internalDueOn ?? '-'}`;

/** The page of the matter as the officer who answers sees it. */
export async function wrongOnPage(m: Model, matterId: string, people: People): Promise<string | undefined> {
  const { caller, officialId } = people.named(m.officer);
  const heard = await patiently(() => caller.get(`/matters/${matterId}`));
  if (heard.status !== 200) return `the page says ${heard.status} ${codeIn(heard) ?? ''} to ${m.officer}`;
  const { matter, clocks, timeline, handling } = jsonIn<Page>(heard);
  return difference({
    page: [
      [matter.state, matter.responsibleUnitId, matter.officerId],
      [m.state, m.unit, officialId],
    ],
    'timeline of the page': [timeline && [timeline.state, timeline.isOpen], [m.state, m.isOpen()]],
    'file on the page': [
      handling && [handling.state, handling.officer.officialId],
      m.isKeptByIntake ? undefined : [m.state, officialId],
    ],
    'clocks of the page': [clocks.filter(isRunning).map(told).sort(), clocksOf(m)],
  });
}

/** What number and code open: the petitioner sees the state and the clock that runs for the answer. */
export async function wrongForPetitioner(m: Model, url: string, numberAndCode: object): Promise<string | undefined> {
  const heard = await patiently(() => Caller.anonymous(url).post('/petitions/open', numberAndCode));
  if (heard.status !== 200) return `the petitioner hears ${heard.status} ${codeIn(heard) ?? ''}`;
  const { state, isOpen, steps, clocks } = jsonIn<Opened>(heard);
  const main = m.main()?.rule;
  const shown = clocks.filter((clock) => isRunning(clock) && clock.rule === main);
  return difference({
    'the petitioner’s page': [
      [state, isOpen],
      [m.state, m.isOpen()],
    ],
    'the petitioner’s clock': [shown.map(told), main === undefined ? [] : clocksOf(m, (rule) => rule === main)],
    'steps told': [steps.length > 0, true],
  });
}

/** Everybody's whole queue. */
export async function queuesOf(people: People): Promise<Queues> {
  return new Map(await Promise.all(people.all.map(async (person) => [person, await queueRead(person)] as const)));
}

async function queueRead({ caller, name }: Person): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const heard = await patiently(() => caller.get(`/queue?limit=200${query}`));
    if (heard.status !== 200) throw new Error(`the queue of ${name}: ${heard.whole}`);
    const page = jsonIn<{ lines: QueueLine[]; nextCursor?: string }>(heard);
    for (const { matterId, entry, what } of page.lines)
      if (entry === 'task') found.set(matterId, [...(found.get(matterId) ?? []), what].sort());
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

/** What must be done stands in the queue of exactly those who must or may do it, and in nobody else's. */
export function wrongInQueues(m: Model, matterId: string, queues: Queues): string | undefined {
  return difference(
    Object.fromEntries(
      [...queues].map(([person, queue]) => [
        `queue of ${person.name}`,
        [queue.get(matterId) ?? [], queueOf(person, m)] as const,
      ]),
    ),
  );
}
