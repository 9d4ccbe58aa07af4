import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Caller, codeIn } from './caller.js';
import { courses } from './courses.js';
import { bodies } from './order-bodies.js';
import { type Walked, walkAll } from './course-walk.js';
import { OfficeProcess } from './office-process.js';
import { doersOf, orderRoutes } from './order-routes.js';
import { Players } from './players.js';
import { type Target } from './target.js';
import { aimsOf, told } from './wrong-aims.js';

let office: OfficeProcess;
let players: Players;
let walked: Walked;
beforeAll(async () => {
  office = await OfficeProcess.start();
  players = await Players.signIn(office);
  walked = await walkAll(office, players, courses);
}, 180_000);
afterAll(() => office.stop());

test('every order that stands ready is carried out', () => {
  expect(walked.failed).toEqual([]);
});

test('while wrong orders are given, and right ones again, no row changes and nothing is done twice', () => {
  expect(walked.changed).toEqual([]);
});

describe.each([...orderRoutes])('%s', (name, route) => {
  test('is carried out by each role that part E gives it to, and by no other', () => {
    const done = walked.done.filter((one) => one.route === name).map(({ by }) => by);
    expect([...new Set(done)].sort()).toEqual([...doersOf(name)].sort());
  });

  test('is refused, where one thing of it is wrong, for what is wrong', () => {
    const aims = walked.aims.filter((aim) => aim.route === name);
    expect(aims.filter(({ got, due }) => got !== due)).toEqual([]);
    expect([...new Set(aims.map(({ wrong }) => wrong))].sort()).toEqual(aimsOf(route).sort());
  });
});

function targetOf(course: string): Target {
  const target = walked.targets.get(course);
  if (target === undefined) throw new Error(`no course is called ${course}`);
  return target;
}
async function versionOf({ matterId }: Target): Promise<string> {
  const [row] = await office.rows<{ version: number }>('select version from intake.matter where id = $1', [matterId]);
  return `"${row?.version ?? 0}"`;
}
async function paperOf({ matterId }: Target): Promise<string> {
  const query = 'select id from assignment.paper where matter_id = $1 and is_for_petitioner order by issued_at limit 1';
  return (await office.rows<{ id: string }>(query, [matterId]))[0]?.id ?? '';
}

describe('an id inside an order, of something out of reach, is answered like one that never was', () => {
  const own = 'urgent at the bureau';
  const foreign = () => targetOf('guided, unit 13, officer').matterId;

  test.each([
    ['link-to-existing', bodies.linked, 'link-target-unfit'],
    ['refuse-concluded', bodies.concluded, 'not-concluded'],
  ])('%s names another matter', async (order, body, code) => {
    const target = targetOf(own);
    const version = await versionOf(target);
    const [there, nowhere] = await Promise.all(
      [foreign(), randomUUID()].map((id) =>
        players.of('triage1').caller.post(`/matters/${target.matterId}/${order}`, body(id), { 'if-match': version }),
      ),
    );
    expect(there && codeIn(there)).toBe(code);
    expect(there && told(there)).toBe(nowhere && told(nowhere));
    expect(await versionOf(target)).toBe(version);
  });

  test('a petitioner asks for a paper of somebody else', async () => {
    const { submissionNo, queryCode } = targetOf('disputed, unit 5, officer');
    const ids = [await paperOf(targetOf('disputed, unit 13, officer')), randomUUID()];
    const citizen = Caller.anonymous(office.url);
    const [there, nowhere] = await Promise.all(
      ids.map((paperId) => citizen.post('/petitions/papers/file', { submissionNo, queryCode, paperId })),
    );
    expect(there && codeIn(there)).toBe('not-found');
    expect(there && told(there)).toBe(nowhere && told(nowhere));
  });
});

test('of two corrections of one paper at once one stands, and the other is told so', async () => {
  const paperId = await paperOf(targetOf('disputed, unit 5, officer'));
  const heads = [players.of('landhead1').caller, players.of('second head of 5').caller];
  const both = await Promise.all(heads.map((head) => head.post(`/papers/${paperId}/correct`, bodies.correction)));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});
