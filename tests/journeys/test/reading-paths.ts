import { identityFields } from '@huiyin/contracts';
import { routes } from '@huiyin/gateway';
import { type Heard } from './caller.js';
import { type Onlooker } from './onlookers.js';
import * as sees from './sights.js';
import { noUnit, type Target } from './target.js';

/** One way to read: how it is asked for a target, and what of a matter it may show to whom. */
export interface ReadingPath {
  /** `METHOD /path` or the contract's name. */
  readonly of: string;
  /** Of what it is asked: of nothing in particular, of the petition, of the matter whatever became of it, or of what did. */
  readonly about: 'nothing' | 'petition' | 'matter' | 'path';
  readonly shows: sees.Told;
}
export interface HttpReading extends ReadingPath {
  readonly ask: (who: Onlooker, target: Target) => Promise<Heard>;
}

const codeOf = (who: Onlooker) => who.holds?.queryCode ?? '0'.repeat(26);
export const numberAndCode = (who: Onlooker, target: Target) => ({
  submissionNo: target.submissionNo,
  queryCode: codeOf(who),
});

const got = (
  of: string,
  path: (t: Target) => string,
  shows: sees.Told,
  about: ReadingPath['about'] = 'petition',
): HttpReading => ({ of, about, shows, ask: (who, target) => who.caller.get(path(target)) });
const plain = (path: string): HttpReading => got(`GET ${path}`, () => path, sees.none, 'nothing');
const list = (of: string, path: string, shows: sees.Told) => got(of, () => path, shows, 'nothing');
const byCode = (path: string, about: ReadingPath['about'], shows: sees.Told, more?: (t: Target) => object) => ({
  of: `POST ${path}`,
  about,
  shows,
  ask: (who: Onlooker, target: Target) => who.caller.post(path, { ...numberAndCode(who, target), ...more?.(target) }),
});

/** A file has a name and bytes and no id: that it was given stands for its id. */
async function filed(asked: Promise<Heard>, paperId: string): Promise<Heard> {
  const heard = await asked;
  return heard.status === 200 ? { ...heard, whole: `${heard.whole} ${paperId}` } : heard;
}
const firstAddressed = (target: Target) => sees.addressedTo(target).at(0)?.id ?? target.matterId;

/** Every route that reads. One that is missing here fails the test. */
export const httpReadings: readonly HttpReading[] = [
  plain('/units'),
  plain('/directory'),
  list('GET /units/:unitId/next-higher', '/units/3/next-higher', sees.none),
  list('GET /units/:unitId/common-superior', '/units/3/common-superior?otherUnitId=16', sees.none),
  list('GET /units/:unitId/officials', '/units/11/officials', sees.none),
  plain('/sessions'),
  plain('/me'),
  plain('/proof-of-work'),
  list('GET /paper-templates/intake/:kind', '/paper-templates/intake/F-02', sees.none),
  list('GET /paper-templates/assignment/:kind', '/paper-templates/assignment/F-07', sees.none),
  list('GET /matters', '/matters?limit=200', sees.listed(true)),
  list('GET /matters', '/matters?limit=200&senderUnitId=2', sees.dispatched),
  list('GET /queue', '/queue?limit=200', sees.owed(true)),
  got('GET /matters/:matterId', (t) => `/matters/${t.matterId}`, sees.both(sees.wholeMatter, sees.file), 'path'),
  got('GET /matters/:matterId/proposals', (t) => `/matters/${t.matterId}/proposals`, sees.proposed),
  got('GET /matters/find', (t) => `/matters/find?words=${encodeURIComponent(t.words.title)}`, sees.found, 'matter'),
  got('GET /matters/:matterId/hand-overs', (t) => `/matters/${t.matterId}/hand-overs`, sees.conversation, 'path'),
  got('GET /matters/:matterId/handling', (t) => `/matters/${t.matterId}/handling`, sees.file, 'path'),
  got('GET /matters/:matterId/supervision', (t) => `/matters/${t.matterId}/supervision`, sees.letters, 'path'),
  got('GET /matters/:matterId/papers', (t) => `/matters/${t.matterId}/papers`, sees.papers(), 'path'),
  {
    of: 'GET /papers/:paperId',
    about: 'path',
    shows: sees.oneAsked(sees.papers()),
    ask: (who, target) => filed(who.caller.get(`/papers/${sees.paperFor(target)}`), sees.paperFor(target)),
  },
  got(
    'GET /attachments/:attachmentId',
    (t) => `/attachments/${t.attachmentId}`,
    sees.ifSame('read-matter', (m) => [m.words.fileName]),
  ),
  {
    of: 'POST /submissions/:submissionId/reveal-identity',
    about: 'petition',
    shows: sees.identity,
    ask: (who, target) =>
      who.caller.post(`/submissions/${target.submissionId}/reveal-identity`, {
        fields: identityFields,
        reasonCode: 'legal-duty',
        note: '核对身份',
      }),
  },
  byCode(
    '/petitions/open',
    'petition',
    sees.holds((m) => [m.submissionNo, ...(m.unit === noUnit ? [] : [m.matterId])]),
  ),
  byCode(
    '/petitions/receipt',
    'petition',
    sees.holds((m) => [m.submissionNo, m.queryCode, ...(m.unit === noUnit ? [] : [m.words.title])]),
  ),
  byCode(
    '/petitions/papers',
    'path',
    sees.holds((m) => sees.addressedTo(m).map(({ id }) => id)),
  ),
  {
    of: 'POST /petitions/papers/file',
    about: 'path',
    shows: sees.holds((m) => (m.papers.length === 0 ? [] : [firstAddressed(m)])),
    ask: (who, target) =>
      filed(
        who.caller.post('/petitions/papers/file', {
          ...numberAndCode(who, target),
          paperId: firstAddressed(target),
        }),
        firstAddressed(target),
      ),
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
