import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Caller, type Heard } from './caller.js';
import { canaries, petitionOf } from './canaries.js';
import { accusation, buildWorld, type World } from './county-world.js';
import { asked, OfficeProcess } from './office-process.js';
import { type Onlooker, onlookers } from './onlookers.js';
import { busReadings } from './bus-readings.js';
import { httpReadings } from './reading-paths.js';
import { openMatter } from './target.js';

let office: OfficeProcess;
let world: World;
let people: Onlooker[];

beforeAll(async () => {
  office = await OfficeProcess.start();
  world = await buildWorld(office);
  people = await onlookers(office, world);
}, 240_000);
afterAll(() => office.stop());

/** Drawn anew at each asking, or in the order of last use. */
const neverTheSame = new Set(['GET /proof-of-work', 'GET /sessions']);
const lists = ['', '?limit=1', '?isOpen=true', '?unitId=3', '?channel=online', '?isOverdue=false', '?state=registered'];
const pages = ['/', '/submit', '/track', '/api/openapi.json', '/health/ready', '/problems/not-found'];

/** Times and the number of the request are no part of an answer. */
function timeless({ status, headers, body }: Heard): string {
  const { date: _, 'request-id': __, ...kept } = headers;
  return `${status} ${JSON.stringify(kept)} ${body}`
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+08:00)/g, 'TIME')
    .replace(/"requestId":"[^"]+"/g, '"requestId":""')
    .replace(/name="token" value="[^"]+"/g, '');
}

const looked = () => [
  ...world.open.slice(0, 1),
  ...world.onPath.filter(({ label }) => label === 'served'),
  world.sealed,
];

/** What these people see of the world, answer by answer. */
async function view(eyes = people): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const gate = await office.bus('gateway');
  for (const who of eyes) {
    for (const path of httpReadings.filter(({ of }) => !neverTheSame.has(of)))
      for (const target of path.about === 'nothing' ? world.open.slice(0, 1) : looked())
        seen.set(`${who.name}: ${path.of} ${target.label}`, timeless(await path.ask(who, target)));
    for (const query of lists) {
      seen.set(`${who.name}: ledger ${query}`, timeless(await who.caller.get(`/matters${query}`)));
    }
    for (const page of pages) seen.set(`${who.name}: ${page}`, timeless(await who.caller.send('GET', page)));
    for (const { of, contract, input } of busReadings) {
      const answer = await asked(gate, contract, input(who, world.open[0] ?? world.sealed), who.actor, who.reason);
      const body = JSON.stringify(answer);
      seen.set(`${who.name}: bus ${of}`, timeless({ status: 0, headers: {}, body, whole: body }));
    }
  }
  return seen;
}

const differing = (one: Map<string, string>, other: Map<string, string>) =>
  [...one].filter(([key, answer]) => other.get(key) !== answer).map(([key]) => key);

test('the world with accusations and the world without them answer byte for byte the same', async () => {
  const clerk = await Caller.signedIn(office.url, 'intake1');
  const before = await view();
  expect(before.size).toBeGreaterThan(500);
  const [first] = world.open;
  if (first === undefined) throw new Error('no matter');
  // One with new words, one with the very words and the very person of an ordinary matter, one that a clerk takes down.
  await accusation(office, canaries());
  await accusation(office, first.words);
  const written = petitionOf(first.words, {
    purpose: 'expose_accuse',
    channel: 'visit',
    visit: { form: 'individual', people: 1 },
    accused: { unitIds: [3] },
  });
  expect((await clerk.post('/petitions', written)).status).toBe(201);
  await office.quiet();
  const after = await view();
  expect(differing(before, after)).toEqual([]);
  expect(await office.rows('select count(*)::int as n from sealed.accusation')).toEqual([{ n: 5 }]);

  const clerks = people.filter(({ name }) => name.includes('bureau'));
  // An ordinary petition does show: the comparison sees what there is to see.
  await openMatter(office, 'another', 2, canaries(first.words.phone));
  await office.quiet();
  expect(differing(after, new Map([...after, ...(await view(clerks))])).length).toBeGreaterThan(10);
}, 240_000);
