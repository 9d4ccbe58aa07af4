import * as asks from '@huiyin/contracts';
import { type RequestContract, requestContracts } from '@huiyin/contracts';
import { type Onlooker } from './onlookers.js';
import { numberAndCode, type ReadingPath } from './reading-paths.js';
import * as sees from './sights.js';
import { type Target } from './target.js';

export interface BusReading extends ReadingPath {
  readonly contract: RequestContract;
  readonly input: (who: Onlooker, target: Target) => object;
}

const busRead = (
  contract: RequestContract<never> | RequestContract,
  input: BusReading['input'],
  shows: sees.Told,
  about: ReadingPath['about'] = 'petition',
): BusReading => ({ of: contract.name, contract: contract as RequestContract, input, shows, about });
const id = (_: Onlooker, t: Target) => ({ matterId: t.matterId });
const ids = (_: Onlooker, t: Target) => ({ matterIds: [t.matterId] });
const since = (_: Onlooker, t: Target) => ({ matterId: t.matterId, afterVersion: 0 });
const paperOf = (book: sees.Book) => (_: Onlooker, t: Target) => ({ paperId: sees.paperFor(t, book) });
const papersBy = (book: sees.Book) => sees.both(sees.papers(book), sees.addressed(book));

/** Every contract that reads, asked over the bus as the actor. */
export const busReadings: readonly BusReading[] = [
  busRead(asks.directory, () => ({}), sees.none, 'nothing'),
  busRead(asks.nextHigher, () => ({ unitId: 3 }), sees.none, 'nothing'),
  busRead(asks.commonSuperior, () => ({ unitId: 3, otherUnitId: 16 }), sees.none, 'nothing'),
  busRead(asks.staffOf, () => ({ unitId: 11 }), sees.none, 'nothing'),
  busRead(
    asks.authority,
    (who) => ({ officialId: who.actor.kind === 'official' ? who.actor.id : '' }),
    sees.none,
    'nothing',
  ),
  busRead(asks.intakeTemplate, () => ({ kind: 'F-02' }), sees.none, 'nothing'),
  busRead(asks.assignmentTemplate, () => ({ kind: 'F-07' }), sees.none, 'nothing'),
  busRead(asks.openSubmission, numberAndCode, sees.anonymously(sees.holds((m) => [m.submissionNo, m.matterId]))),
  busRead(
    asks.receiptOf,
    numberAndCode,
    sees.anonymously(sees.holds((m) => [m.submissionNo, m.queryCode, m.words.title])),
  ),
  busRead(
    asks.readFilePart,
    (_, t) => ({ attachmentId: t.attachmentId, part: 0 }),
    sees.ifSame('read-matter', (m) => [m.words.fileName]),
  ),
  busRead(asks.proposalsOf, id, sees.proposed),
  busRead(asks.readMatter, id, sees.wholeMatter, 'matter'),
  busRead(
    asks.headingsOf,
    ids,
    sees.ifSame('read-matter', (m) => [m.matterId, m.words.title]),
    'matter',
  ),
  busRead(
    asks.clocksOf,
    ids,
    sees.ownOrReached((m) => [m.matterId]),
    'matter',
  ),
  busRead(
    asks.timeline,
    id,
    sees.ownOrReached((m) => [m.matterId, m.submissionNo]),
    'matter',
  ),
  busRead(asks.ledger, () => ({ limit: 200 }), sees.listed(false), 'nothing'),
  busRead(asks.queue, () => ({ limit: 200 }), sees.owed(false), 'nothing'),
  busRead(asks.findMatters, (_, t) => ({ words: t.words.title }), sees.found, 'matter'),
  busRead(asks.handOversOf, id, sees.conversation, 'path'),
  busRead(asks.readHandling, id, sees.file, 'path'),
  busRead(asks.supervisionOf, id, sees.letters, 'path'),
  busRead(asks.intakePapersOf, id, papersBy('intake'), 'path'),
  busRead(asks.assignmentPapersOf, id, papersBy('assignment'), 'path'),
  busRead(asks.intakePaperFile, paperOf('intake'), sees.oneAsked(papersBy('intake'), 'intake'), 'path'),
  busRead(asks.assignmentPaperFile, paperOf('assignment'), sees.oneAsked(papersBy('assignment'), 'assignment'), 'path'),
  // For services alone; no person's actor is let in.
  busRead(asks.addresseeOf, id, sees.none, 'petition'),
  busRead(asks.intakeEventsSince, since, sees.none),
  busRead(asks.assignmentEventsSince, since, sees.none),
];

export function contractsThatRead(): string[] {
  return requestContracts.filter((contract) => contract.isReading).map((contract) => contract.name);
}
