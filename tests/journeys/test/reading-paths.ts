import {
  addresseeOf,
  authority,
  clocksOf,
  commonSuperior,
  directory,
  findMatters,
  handOversOf,
  headingsOf,
  identityFields,
  intakeEventsSince,
  intakePaperFile,
  intakePapersOf,
  intakeTemplate,
  ledger,
  nextHigher,
  openSubmission,
  proposalsOf,
  queue,
  readFilePart,
  readMatter,
  receiptOf,
  requestContracts,
  type RequestContract,
  staffOf,
  timeline,
} from '@huiyin/contracts';
import { routes } from '@huiyin/gateway';
import { type Act } from '@huiyin/statute';
import { type Heard } from './caller.js';
import { noUnit, type Target } from './county-world.js';
import { mayReach, type Onlooker } from './onlookers.js';

type Told = (who: Onlooker, target: Target, matter: Target) => string[];

/** One way to read: how it is asked for a target, and what of a matter it may show to whom. */
export interface ReadingPath {
  /** `METHOD /path` or the contract's name. */
  readonly of: string;
  /** Absent: it asks for nothing in particular, and is tried once. */
  readonly hasTarget: boolean;
  readonly shows: Told;
}
export interface HttpReading extends ReadingPath {
  readonly ask: (who: Onlooker, target: Target) => Promise<Heard>;
}
export interface BusReading extends ReadingPath {
  readonly contract: RequestContract;
  readonly input: (who: Onlooker, target: Target) => object;
}

const none: Told = () => [];
const reaches = (who: Onlooker, matter: Target, ...acts: Act[]) => acts.every((act) => mayReach(who, act, matter.unit));
const isSame = (one: Target, other: Target) => one.matterId === other.matterId;
const ifSame =
  (act: Act, what: (matter: Target) => string[]): Told =>
  (who, target, matter) =>
    isSame(target, matter) && reaches(who, matter, act) ? what(matter) : [];

/** Lists: a line where the list may be read, its title where the text may be read too. */
const listed =
  (act: Act, hasTitles: boolean): Told =>
  (who, _, matter) => {
    if (!reaches(who, matter, act)) return [];
    const title = hasTitles && reaches(who, matter, 'read-matter') ? [matter.words.title] : [];
    return [matter.matterId, matter.submissionNo, ...title];
  };
/** A queue: what names the reader, or what the reader may do. All that is owed on the open matters of this world is to sort them. */
const owed =
  (hasTitles: boolean): Told =>
  (who, target, matter) => {
    const isTheirs = who.actor.id === matter.officerId || reaches(who, matter, 'classify');
    return isTheirs ? listed('read-queue', hasTitles)(who, target, matter) : [];
  };
const wholeMatter = ifSame('read-matter', ({ matterId, submissionId, attachmentId, submissionNo, words }) => [
  matterId,
  submissionId,
  attachmentId,
  submissionNo,
  words.title,
  words.content,
  words.fileName,
]);
/** Earlier submissions of the same person: those before the target, each only where its own matter may be read. */
const proposed: Told = (who, target, matter) =>
  isEarlier(matter, target) && reaches(who, target, 'read-matter') && reaches(who, matter, 'read-matter')
    ? [matter.matterId, matter.submissionNo, matter.words.title]
    : [];
const order = ['bureau', 'bureau again', 'village'];
const isEarlier = (one: Target, other: Target) => order.indexOf(one.label) < order.indexOf(other.label);
const identity = ifSame('reveal-identity', ({ words }) => identityFields.map((field) => words[field]));
const holds =
  (what: (matter: Target) => string[]): Told =>
  (who, target, matter) =>
    isSame(target, matter) && who.holds !== undefined && isSame(who.holds, matter) ? what(matter) : [];

const codeOf = (who: Onlooker) => who.holds?.queryCode ?? '0'.repeat(26);
const numberAndCode = (who: Onlooker, target: Target) => ({
  submissionNo: target.submissionNo,
  queryCode: codeOf(who),
});
const got = (of: string, path: (t: Target) => string, shows: Told, hasTarget = true): HttpReading => ({
  of,
  hasTarget,
  shows,
  ask: (who, target) => who.caller.get(path(target)),
});
const plain = (path: string): HttpReading => got(`GET ${path}`, () => path, none, false);

/** Every route that reads. One that is missing here fails the test. */
export const httpReadings: readonly HttpReading[] = [
  plain('/units'),
  plain('/directory'),
  got('GET /units/:unitId/next-higher', () => '/units/3/next-higher', none, false),
  got('GET /units/:unitId/common-superior', () => '/units/3/common-superior?otherUnitId=16', none, false),
  got('GET /units/:unitId/officials', () => '/units/11/officials', none, false),
  plain('/sessions'),
  plain('/me'),
  plain('/proof-of-work'),
  got('GET /matters', () => '/matters?limit=200', listed('read-ledger', true), false),
  got('GET /queue', () => '/queue?limit=200', owed(true), false),
  got('GET /matters/:matterId', (t) => `/matters/${t.matterId}`, wholeMatter),
  got('GET /matters/:matterId/proposals', (t) => `/matters/${t.matterId}/proposals`, proposed),
  got(
    'GET /attachments/:attachmentId',
    (t) => `/attachments/${t.attachmentId}`,
    ifSame('read-matter', (m) => [m.words.fileName]),
  ),
  {
    of: 'POST /submissions/:submissionId/reveal-identity',
    hasTarget: true,
    shows: identity,
    ask: (who, target) =>
      who.caller.post(`/submissions/${target.submissionId}/reveal-identity`, {
        fields: identityFields,
        reasonCode: 'legal-duty',
        note: '核对身份',
      }),
  },
  {
    of: 'POST /petitions/open',
    hasTarget: true,
    shows: holds((m) => [m.submissionNo, ...(m.unit === noUnit ? [] : [m.matterId])]),
    ask: (who, target) => who.caller.post('/petitions/open', numberAndCode(who, target)),
  },
  {
    of: 'POST /petitions/receipt',
    hasTarget: true,
    shows: holds((m) => [m.submissionNo, m.queryCode, ...(m.unit === noUnit ? [] : [m.words.title])]),
    ask: (who, target) => who.caller.post('/petitions/receipt', numberAndCode(who, target)),
  },
];

/** Read in a test of its own: it never ends. */
export const streams: readonly string[] = ['GET /queue/events'];

/** Orders that give out what they look up, though they write an audit row and are therefore no readings. */
const ordersThatShow = ['POST /submissions/:submissionId/reveal-identity'];

export function routesThatRead(): string[] {
  return routes
    .filter(({ method, contracts }) => {
      const isReading = contracts.length > 0 && contracts.every((contract) => contract.isReading);
      return method === 'GET' || (method === 'POST' && isReading);
    })
    .map(({ method, path }) => `${method} ${path}`)
    .concat(ordersThatShow);
}

const busRead = (
  contract: RequestContract<never> | RequestContract,
  input: BusReading['input'],
  shows: Told,
  hasTarget = true,
): BusReading => ({ of: contract.name, contract: contract as RequestContract, input, shows, hasTarget });
const isOwn = (who: Onlooker, matter: Target) =>
  matter.unit !== noUnit && who.actor.kind === 'citizen' && who.actor.id === matter.matterId;
const ownOrReached =
  (what: (matter: Target) => string[]): Told =>
  (who, target, matter) =>
    isSame(target, matter) && (isOwn(who, matter) || reaches(who, matter, 'read-matter')) ? what(matter) : [];
const anonymously =
  (shows: Told): Told =>
  (who, target, matter) =>
    who.actor.kind === 'anonymous' ? shows(who, target, matter) : [];
const id = (_: Onlooker, t: Target) => ({ matterId: t.matterId });
const ids = (_: Onlooker, t: Target) => ({ matterIds: [t.matterId] });

/** Every contract that reads, asked over the bus as the actor. */
export const busReadings: readonly BusReading[] = [
  busRead(directory, () => ({}), none, false),
  busRead(nextHigher, () => ({ unitId: 3 }), none, false),
  busRead(commonSuperior, () => ({ unitId: 3, otherUnitId: 16 }), none, false),
  busRead(staffOf, () => ({ unitId: 11 }), none, false),
  busRead(authority, (who) => ({ officialId: who.actor.kind === 'official' ? who.actor.id : '' }), none, false),
  busRead(openSubmission, numberAndCode, anonymously(holds((m) => [m.submissionNo, m.matterId]))),
  busRead(receiptOf, numberAndCode, anonymously(holds((m) => [m.submissionNo, m.queryCode, m.words.title]))),
  busRead(
    readFilePart,
    (_, t) => ({ attachmentId: t.attachmentId, part: 0 }),
    ifSame('read-matter', (m) => [m.words.fileName]),
  ),
  busRead(proposalsOf, id, proposed),
  busRead(readMatter, id, wholeMatter),
  busRead(
    headingsOf,
    ids,
    ifSame('read-matter', (m) => [m.matterId, m.words.title]),
  ),
  busRead(
    clocksOf,
    ids,
    ownOrReached((m) => [m.matterId]),
  ),
  busRead(
    timeline,
    id,
    ownOrReached((m) => [m.matterId, m.submissionNo]),
  ),
  busRead(ledger, () => ({ limit: 200 }), listed('read-ledger', false), false),
  busRead(queue, () => ({ limit: 200 }), owed(false), false),
  busRead(
    findMatters,
    (_, t) => ({ words: t.words.title }),
    ifSame('read-matter', (m) => [m.matterId, m.submissionNo, m.words.title]),
  ),
  // Nothing is handed over and nothing issued in this world: what they would show is tried in the service's own tests.
  busRead(handOversOf, id, none),
  busRead(intakePapersOf, id, none),
  busRead(intakePaperFile, (_, t) => ({ paperId: t.matterId }), none),
  busRead(intakeTemplate, () => ({ kind: 'F-02' }), none, false),
  // For services alone; no person's actor is let in.
  busRead(addresseeOf, id, none),
  busRead(intakeEventsSince, (_, t) => ({ matterId: t.matterId, afterVersion: 0 }), none),
];

export function contractsThatRead(): string[] {
  return requestContracts.filter((contract) => contract.isReading).map((contract) => contract.name);
}
