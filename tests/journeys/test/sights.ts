import { identityFields } from '@huiyin/contracts';
import { type Act } from '@huiyin/statute';
import { mayReach, type Onlooker, owes } from './onlookers.js';
import { type PathField } from './path-words.js';
import { noUnit, type Target } from './target.js';

/** What of a matter an answer about a target shows to whom. */
export type Told = (who: Onlooker, target: Target, matter: Target) => string[];

const reaches = (who: Onlooker, matter: Target, act: Act) => mayReach(who, act, ...matter.readers);
const isSame = (one: Target, other: Target) => one.matterId === other.matterId;
const isCitizen = (who: Onlooker, matter: Target) =>
  matter.unit !== noUnit && who.actor.kind === 'citizen' && who.actor.id === matter.matterId;
const written = (matter: Target, ...fields: PathField[]) =>
  matter.path === undefined ? [] : fields.map((field) => matter.path?.[field] ?? '');

export const none: Told = () => [];

export const ifSame =
  (act: Act, what: (matter: Target) => string[]): Told =>
  (who, target, matter) =>
    isSame(target, matter) && reaches(who, matter, act) ? what(matter) : [];

/** The petitioner’s own, or an official’s in scope. */
export const ownOrReached =
  (what: (matter: Target) => string[]): Told =>
  (who, target, matter) =>
    isSame(target, matter) && (isCitizen(who, matter) || reaches(who, matter, 'read-matter')) ? what(matter) : [];

/** By number and code. */
export const holds =
  (what: (matter: Target) => string[]): Told =>
  (who, target, matter) =>
    isSame(target, matter) && who.holds !== undefined && isSame(who.holds, matter) ? what(matter) : [];

export const anonymously =
  (shows: Told): Told =>
  (who, target, matter) =>
    who.actor.kind === 'anonymous' ? shows(who, target, matter) : [];

export const both =
  (...tellers: Told[]): Told =>
  (who, target, matter) => [...new Set(tellers.flatMap((shows) => shows(who, target, matter)))];

const titleFor = (who: Onlooker, matter: Target) => (reaches(who, matter, 'read-matter') ? [matter.words.title] : []);

/** The ledger: what units in scope answer for; its title where the text may be read too. */
export const listed =
  (hasTitles: boolean): Told =>
  (who, _, matter) =>
    mayReach(who, 'read-ledger', matter.unit)
      ? [matter.matterId, matter.submissionNo, ...(hasTitles ? titleFor(who, matter) : [])]
      : [];

/** What the bureau dispatched. */
export const dispatched: Told = (who, _, matter) =>
  matter.handOverIds.length > 0 && mayReach(who, 'read-ledger', 2)
    ? [matter.matterId, matter.submissionNo, ...titleFor(who, matter)]
    : [];

/** A queue: exactly what is owed by the reader. */
export const owed =
  (hasTitles: boolean): Told =>
  (who, _, matter) =>
    matter.tasks.some((task) => owes(who, task))
      ? [matter.matterId, matter.submissionNo, ...(hasTitles ? titleFor(who, matter) : [])]
      : [];

export const wholeMatter = ifSame('read-matter', ({ matterId, submissionId, attachmentId, submissionNo, words }) => [
  matterId,
  submissionId,
  attachmentId,
  submissionNo,
  words.title,
  words.content,
  words.fileName,
]);

/** Earlier submissions of the same person: those before the target, each only where its own matter may be read. */
export const proposed: Told = (who, target, matter) =>
  isEarlier(matter, target) && reaches(who, target, 'read-matter') && reaches(who, matter, 'read-matter')
    ? [matter.matterId, matter.submissionNo, matter.words.title]
    : [];
const order = ['bureau', 'bureau again', 'village'];
const isEarlier = (one: Target, other: Target) =>
  order.indexOf(one.label) < order.indexOf(other.label) && order.includes(one.label);

export const identity = ifSame('reveal-identity', ({ words }) => identityFields.map((field) => words[field]));

/** What of the free texts stands in the file, by the stage that was reached. */
const inFile: Readonly<Record<string, readonly PathField[]>> = {
  'in handling': ['request', 'evidenceTitle', 'facts', 'law', 'answer', 'summary', 'sentBack'],
  drafted: ['request', 'evidenceTitle', 'facts', 'law', 'answer', 'summary'],
  served: ['request', 'evidenceTitle', 'facts', 'law', 'answer', 'summary'],
  closed: ['request', 'evidenceTitle', 'facts', 'law', 'answer', 'summary', 'demand'],
};
const taken = new Set(['taken', 'declined', 'in handling', 'drafted', 'served', 'closed', 'under study', 'supervised']);
export const file = ifSame('read-matter', (matter) =>
  taken.has(matter.label) ? [matter.matterId, ...written(matter, ...(inFile[matter.label] ?? []))] : [],
);

const inConversation: Readonly<Record<string, readonly PathField[]>> = {
  objected: ['objection'],
  returned: ['objection', 'ruling'],
  disputed: ['dispute'],
};
export const conversation = ifSame('read-matter', (matter) =>
  matter.handOverIds.length === 0
    ? []
    : [matter.matterId, ...matter.handOverIds, ...written(matter, 'note', ...(inConversation[matter.label] ?? []))],
);

/** Between offices, or for the file alone. */
const internal = new Set(['F-03', 'F-04', 'F-11', 'F-23']);
export type Book = 'intake' | 'assignment' | 'any';
const byIntake = new Set(['F-02', 'F-03', 'F-04', 'F-09']);
const papersIn = (matter: Target, book: Book) =>
  matter.papers.filter(({ kind }) => book === 'any' || byIntake.has(kind) === (book === 'intake'));
const idsOf = (papers: Target['papers']) => papers.map(({ id }) => id);
export const addressedTo = (matter: Target, book: Book = 'any') =>
  papersIn(matter, book).filter(({ kind }) => !internal.has(kind));

export const papers = (book: Book = 'any') => ifSame('read-matter', (matter) => idsOf(papersIn(matter, book)));
/** Of the petitioner’s own matter, and only what is addressed. */
export const addressed =
  (book: Book): Told =>
  (who, target, matter) =>
    isSame(target, matter) && isCitizen(who, matter) ? idsOf(addressedTo(matter, book)) : [];

/** The paper that `paperFor` asks for. */
export const paperFor = (matter: Target, book: Book = 'any') => papersIn(matter, book).at(0)?.id ?? matter.matterId;
export const oneAsked =
  (shows: Told, book: Book = 'any'): Told =>
  (who, target, matter) =>
    shows(who, target, matter).filter((id) => id === paperFor(target, book));

export const letters = ifSame('read-supervision', (matter) =>
  matter.letterIds.length === 0
    ? []
    : [matter.matterId, ...matter.letterIds, ...written(matter, 'letter', 'letterReply')],
);

export const found = ifSame('read-matter', (m) => [m.matterId, m.submissionNo, m.words.title]);
