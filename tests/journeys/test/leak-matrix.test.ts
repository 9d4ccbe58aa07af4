import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { intakeEventsSince, readMatter, type RequestContract } from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import { type Heard } from './caller.js';
import { canaries, wordsIn } from './canaries.js';
import { accusation, buildWorld, nothing, tellingOf, type World } from './county-world.js';
import { listenAs } from './listening.js';
import { asked, OfficeProcess } from './office-process.js';
import { mayReach, type Onlooker, onlookers } from './onlookers.js';
import { busReadings, contractsThatRead } from './bus-readings.js';
import { httpReadings, type ReadingPath, routesThatRead, streams } from './reading-paths.js';
import { metricsOf, placesOf } from './traces.js';
import { openMatter, type Target } from './target.js';

let office: OfficeProcess;
let world: World;
let people: Onlooker[];
let gate: Bus;

beforeAll(async () => {
  office = await OfficeProcess.start();
  world = await buildWorld(office);
  people = await onlookers(office, world);
  gate = await office.bus('gateway');
}, 120_000);
afterAll(() => office.stop());

/** Every word of the world, with its label; a phone shared by three matters has one. */
const allWords = () => (known ??= new Map(targets().flatMap((target) => [...tellingOf(target)])));
let known: Map<string, string> | undefined;
const targets = () => [...world.open, ...world.onPath, world.sealed, world.found];
/** Of what a way to read is asked: what came of a matter only where something did. */
function targetsOf({ about }: ReadingPath): Target[] {
  if (about === 'nothing') return world.open.slice(0, 1);
  const [oneOpen] = world.open;
  if (about === 'path' && oneOpen !== undefined) return [oneOpen, ...world.onPath, world.sealed, world.found];
  const stages = about === 'petition' ? ['returned', 'served'] : ['offered', 'returned', 'disputed', 'served'];
  const some = world.onPath.filter(({ label }) => stages.includes(label));
  return [...world.open, ...some, world.sealed, world.found];
}
const labelsOf = (words: readonly string[]) => words.map((word) => allWords().get(word) ?? word).sort();

/** What may be seen: the sum over all petitions; of a sealed one, its holder sees the number that the holder gave. */
function expected(path: ReadingPath, who: Onlooker, target: Target): string[] {
  return labelsOf([...new Set(targets().flatMap((matter) => path.shows(who, target, matter)))]);
}

/** Who may read the matter, or holds its number and code, is told that nothing of a kind is in it: that is no secret then. */
const isHidden = (path: ReadingPath, who: Onlooker, target: Target) =>
  expected(path, who, target).length === 0 &&
  !mayReach(who, 'read-matter', ...target.readers) &&
  who.holds?.submissionNo !== target.submissionNo;

interface Sight {
  readonly path: string;
  readonly who: string;
  readonly target: string;
  readonly seen: string[];
}

/** Everything of an answer but what differs with each request, and the number that was asked for. */
function alike(heard: Heard, { submissionNo }: Target): unknown[] {
  const { 'request-id': _, date: __, ...headers } = heard.headers;
  const body = heard.body.replace(/"requestId":"[^"]+"/, '').replace(/"asOf":"[^"]+"/, '');
  return [heard.status, headers, body.replaceAll(submissionNo, 'NO')];
}

async function look<P extends ReadingPath>(
  paths: readonly P[],
  ask: (path: P, who: Onlooker, target: Target) => Promise<string>,
): Promise<{ wrong: (Sight & { due: string[] })[]; looks: number; sights: number }> {
  const wrong: (Sight & { due: string[] })[] = [];
  let looks = 0;
  let sights = 0;
  for (const path of paths) {
    for (const who of people) {
      const asks = targetsOf(path);
      const answers = await Promise.all(asks.map((target) => ask(path, who, target)));
      for (const [nth, target] of asks.entries()) {
        const seen = wordsIn(answers[nth] ?? '', allWords()).sort();
        const due = expected(path, who, target);
        looks++;
        if (due.length > 0) sights++;
        if (JSON.stringify(seen) !== JSON.stringify(due))
          wrong.push({ path: path.of, who: who.name, target: target.label, seen, due });
      }
    }
  }
  return { wrong, looks, sights };
}

test('the matrix knows every route and every contract that reads, and no other', () => {
  const listed = [...new Set(httpReadings.map((reading) => reading.of)), ...streams];
  expect(listed.toSorted()).toEqual(routesThatRead().toSorted());
  expect(busReadings.map((reading) => reading.of).toSorted()).toEqual(contractsThatRead().toSorted());
});

describe('through the door', () => {
  test('everybody sees of every petition exactly what part E lets this person see', async () => {
    const { wrong, looks, sights } = await look(httpReadings, async (path, who, target) => {
      const heard = await path.ask(who, target);
      if (heard.status >= 500) throw new Error(`${path.of} gave ${heard.whole}`);
      return heard.whole;
    });
    expect(wrong).toEqual([]);
    expect(looks).toBeGreaterThan(800);
    expect(sights).toBeGreaterThan(50);
  }, 120_000);

  test('a matter that one may not see and one that never was get the same answer, with no count of anything', async () => {
    let compared = 0;
    for (const path of httpReadings.filter((reading) => reading.about !== 'nothing')) {
      for (const who of people) {
        const hidden = targetsOf(path).filter((target) => isHidden(path, who, target));
        const [first] = hidden;
        if (first === undefined) continue;
        const unknown = nothing(first);
        const due = JSON.stringify(alike(await path.ask(who, unknown), unknown));
        const answers = await Promise.all(hidden.map((target) => path.ask(who, target)));
        for (const [nth, target] of hidden.entries()) {
          const heard = answers[nth];
          if (heard === undefined) throw new Error('no answer');
          const got = JSON.stringify(alike(heard, target));
          if (got !== due) throw new Error(`${path.of} for ${who.name} of ${target.label}: ${got} | ${due}`);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(2_000);
  }, 120_000);

  test('an accusation and a petition that never was get the same answer', async () => {
    for (const path of httpReadings.filter((reading) => reading.about !== 'nothing')) {
      for (const who of people.filter((person) => person.name !== 'informant')) {
        for (const hidden of [world.sealed, world.found]) {
          const unknown = nothing(hidden);
          expect([path.of, who.name, ...alike(await path.ask(who, hidden), hidden)]).toEqual([
            path.of,
            who.name,
            ...alike(await path.ask(who, unknown), unknown),
          ]);
        }
      }
    }
  }, 120_000);

  test('the plain pages show a sealed petition’s holder a bare state, and anybody else nothing', async () => {
    const page = (path: string, target: Target, code: string) =>
      people[0]?.caller.send('POST', path, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ number: target.submissionNo, code }).toString(),
      });
    for (const path of ['/track', '/receipt']) {
      const own = await page(path, world.sealed, world.sealed.queryCode);
      expect(own?.status).toBe(200);
      const secret = new Map(Object.entries(world.sealed.words).map(([key, word]) => [word, key]));
      expect(wordsIn(own?.whole ?? '', secret)).toEqual([]);
      const foreign = await page(path, world.sealed, world.open[0]?.queryCode ?? '');
      expect(foreign?.status).toBe(404);
      expect(wordsIn(foreign?.whole ?? '', secret)).toEqual([]);
    }
  });

  test('live queues say nothing when an accusation comes in, and something when a petition does', async () => {
    const ears = await Promise.all(
      people
        .filter((p) => p.actor.kind === 'official')
        .map(async (p) => ({ name: p.name, ear: await listenAs(office, p) })),
    );
    const telling = tellingOf(await accusation(office, canaries()));
    await office.quiet();
    await new Promise((rest) => setTimeout(rest, 300));
    for (const { name, ear } of ears) expect([name, ear.events()]).toEqual([name, ['open']]);
    await openMatter(office, 'another', 2, canaries());
    await ears.find(({ name }) => name === 'duty officer of the bureau')?.ear.until('queue-changed');
    for (const { ear } of ears) {
      expect(wordsIn(ear.text(), telling)).toEqual([]);
      ear.close();
    }
  });
});

describe('over the bus', () => {
  test('every actor sees of every petition exactly what part E lets this person see', async () => {
    const { wrong, looks } = await look(busReadings, async (path, who, target) => {
      const input = path.input(who, target);
      const answer = await asked(gate, path.contract, input, who.actor, who.reason);
      // A file has a name and bytes and no id: that it was given stands for its id.
      return JSON.stringify(path.of.includes('paper-file') && answer.ok !== undefined ? input : answer);
    });
    expect(wrong).toEqual([]);
    expect(looks).toBeGreaterThan(800);
  }, 120_000);

  test('a hijacked neighbour gets events of ordinary matters, which it reads anyway, and nothing else', async () => {
    const reporting = await office.bus('reporting');
    const sealed = tellingOf(world.sealed);
    for (const target of targets()) {
      for (const { contract, input, of } of busReadings.filter((r) => r.contract.owner === 'intake')) {
        const [who] = people;
        if (who === undefined) throw new Error('nobody there');
        const answer = await asked(reporting, contract, input(who, target), undefined);
        const text = JSON.stringify(answer);
        expect([of, wordsIn(text, sealed)]).toEqual([of, []]);
        if (contract.name !== intakeEventsSince.name) expect([of, answer.ok]).toEqual([of, undefined]);
        const content = new Map(Object.entries(target.words).map(([key, word]) => [word, key]));
        expect([of, wordsIn(text, content)]).toEqual([of, []]);
      }
    }
    const forPeople = asked(
      reporting,
      readMatter as unknown as RequestContract,
      { matterId: world.open[0]?.matterId },
      people[4]?.actor,
    );
    expect((await forPeople).code).toBe('token-invalid');
  });
});

describe('what is left behind', () => {
  test('an accusation stands in no ordinary table, stream, job, log line, metric or file', async () => {
    const telling = tellingOf(world.sealed);
    // The stored file itself, encrypted, keeps the random name that its uploader was told.
    telling.delete(world.sealed.attachmentId);
    const places = await placesOf(office);
    const found = places.flatMap(({ name, bytes }) => wordsIn(bytes, telling).map((word) => `${name}: ${word}`));
    expect(found).toEqual([]);
    for (const kind of ['table', 'stream', 'redis', 'log', 'metric', 'file'])
      expect([kind, places.some(({ name, bytes }) => name.startsWith(kind) && bytes.length > 0)]).toEqual([kind, true]);
  }, 60_000);

  test('a claim that turned out to be one leaves its number in the event log, and none of its words', async () => {
    const words = new Map(Object.entries(world.found.words).map(([key, word]) => [word, key]));
    const found = (await placesOf(office)).flatMap(({ name, bytes }) =>
      wordsIn(bytes, words).map((w) => `${name}: ${w}`),
    );
    expect(found).toEqual([]);
  }, 60_000);

  test('what is written on a matter’s path stands in its books, as a reason in their audit, and in the conversation of offices', async () => {
    const words = new Map(
      world.onPath.flatMap(({ path }) => Object.entries(path ?? {}).map(([field, word]) => [word, field] as const)),
    );
    const books = /^table (?:intake|assignment|accountability)\.(?!outbox|inbox|dead_letter|audit)/;
    // One office's book tells the other's: what was noted, objected to, disputed and ruled, and nothing of what was found or answered.
    const told =
      /^(?:stream EVENT_INTAKE|table intake\.outbox|file .*EVENT_INTAKE).*: (?:note|objection|objectionBasis|dispute|ruling)$/;
    // The audit has the reason of an order, never what the petitioner said, what was found or what was answered.
    const spoken =
      /: (?:statement|request|findings|facts|law|answer|summary|recusalGround|evaluation|performance|demand|letter|place)/;
    const reason = /^table \w+\.audit: /;
    const found = (await placesOf(office))
      .filter(({ name }) => !books.test(name))
      .flatMap(({ name, bytes }) => wordsIn(bytes, words).map((word) => `${name.replace(/ \d+$/, '')}: ${word}`));
    const misplaced = found.filter((one) => !told.test(one) && (!reason.test(one) || spoken.test(one)));
    expect([...new Set(misplaced)]).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
  }, 60_000);

  test('nobody’s name, number or words stand in logs, metrics, streams or jobs', async () => {
    const telling = new Map(
      world.open.flatMap((target) =>
        Object.entries(target.words).map(([key, word]) => [word, `${target.label} ${key}`] as const),
      ),
    );
    const all = await placesOf(office);
    // The search does find: texts stand in intake alone, numbers in the event log.
    const where = (label: string, words: Map<string, string>) =>
      all.filter(({ bytes }) => wordsIn(bytes, words).includes(label)).map(({ name }) => name.replace(/ \d+$/, ''));
    const [first] = world.open;
    if (first === undefined) throw new Error('no matter');
    expect([...new Set(where('bureau title', telling))]).toEqual(['table intake.submission']);
    expect(where('bureau: submissionNo', tellingOf(first))).toEqual(
      expect.arrayContaining(['stream EVENT_INTAKE', 'table reporting.matter_line']),
    );
    const places = all.filter(({ name }) => !name.startsWith('table intake.'));
    const found = places.flatMap(({ name, bytes }) => wordsIn(bytes, telling).map((word) => `${name}: ${word}`));
    expect(found).toEqual([]);
    expect(await metricsOf(office)).toContain('huiyin_http_seconds_bucket');
  }, 60_000);
});
