import { randomUUID } from 'node:crypto';
import { allChecks } from '../src/check/all-checks.js';
import { inboxEqualsEvents, outboxDrained } from '../src/check/delivery.check.js';
import { verificationLines, verify } from '../src/check/verification.js';
import { faults } from './planted-faults.js';
import { WholeOffice } from './whole-office.js';

let office: WholeOffice;
/** Matters that faults are planted in, by how the planting names them. */
let places: Record<string, string>;
beforeAll(async () => {
  office = await WholeOffice.open();
  for (const title of ['村口路灯不亮', '拖欠工程款', '污水排入河道']) await office.register(title);
  await office.register('举报收受财物', { purpose: 'expose_accuse' });
  places = {
    $walked: await office.walked('项目延期交付', 'extension'),
    $declined: await office.walked('加班费争议', 'declined'),
    $upheld: await office.walked('土地承包纠纷', 'objection-upheld'),
    $guided: await office.guided('仲裁裁决前的工资争议'),
    $study: await office.walked('建议增设公交站', 'suggestion'),
  };
  await office.quiet();
  const [matter] = await office.system.rows<{ id: string }>(
    `select id from intake.matter where state = 'registered' order by id limit 1`,
  );
  places['$matter'] = matter?.id ?? '';
}, 240_000);
afterAll(() => office.close());

/** With triggers and foreign keys asleep, as only somebody with the database's own keys could. */
async function tamper(statements: string): Promise<void> {
  const named = statements.replaceAll(/\$[a-z]+/g, (place) => places[place] ?? place);
  await office.system.rows(`set session_replication_role = replica; ${named}; set session_replication_role = origin`);
}

test('an installation at rest passes every check', async () => {
  const { holds, checks } = await verify(office.installation, 10_000);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(holds).toBe(true);
});

test.each(faults)('finds $what, and nothing else', async ({ check, alsoFoundBy, plant, mend }) => {
  await tamper(plant);
  try {
    const { holds, checks } = await verify(office.installation, 0);
    const failed = checks.filter((one) => !one.ok);
    expect(failed.map((one) => one.name)).toEqual([check, ...(alsoFoundBy ?? [])].map((one) => one.name));
    expect(failed[0]?.sample.length).toBeGreaterThan(0);
    expect(holds).toBe(false);
  } finally {
    await tamper(mend);
  }
  expect((await verify(office.installation, 0)).holds).toBe(true);
});

test('finds an event that NATS was never given', async () => {
  const relay = office.system.service('reporting').relay;
  await relay.stop();
  await office.system.rows(
    `insert into reporting.outbox (id, name, payload) values ($1, 'reporting.nothing.v1', '{}')`,
    [randomUUID()],
  );
  const verification = await verify(office.installation, 0);
  expect(verification.checks.filter((one) => !one.ok).map((one) => one.name)).toEqual([outboxDrained.name]);
  expect(verificationLines(verification).filter((line) => line.startsWith('FOUND'))).toHaveLength(1);
  await office.system.rows('delete from reporting.outbox where sent_at is null');
});

test('every check has a fault that it finds', () => {
  const tried = new Set([...faults.map((fault) => fault.check.name), outboxDrained.name]);
  expect(allChecks.map((check) => check.name).filter((name) => !tried.has(name))).toEqual([]);
});

test('finds a line by which nobody reads any more', async () => {
  const evidence = {
    sql: office.books,
    subscriptions: [],
    auditKeys: {},
    secret: () => '',
    schemasWith: async () => [],
  };
  const { found, sample } = await inboxEqualsEvents.run(evidence);
  expect(found).toBeGreaterThan(0);
  expect(sample).toContain('organisation>intake has no consumer');
});
