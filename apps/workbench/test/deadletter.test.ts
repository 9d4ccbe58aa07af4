import { randomUUID } from 'node:crypto';
import { eventually } from '@huiyin/testing';
import { type Letter, letterLine, dropLetter, openLetters, replayLetter } from '../src/deadletter/letters.js';
import { WholeOffice } from './whole-office.js';

let office: WholeOffice;
beforeAll(async () => {
  office = await WholeOffice.open();
}, 120_000);
afterAll(() => office.close());

async function aMatter(): Promise<string> {
  const { submissionNo } = await office.register(`路面塌陷 ${randomUUID()}`);
  return eventually(async () => {
    const rows = await office.system.rows<{ matter_id: string }>(
      'select matter_id from reporting.matter_line where submission_no = $1',
      [submissionNo],
    );
    return rows[0]?.matter_id;
  });
}

/** What the reader leaves behind when it could not apply an event: the letter, and, for what came later, a parked one. */
async function letterOf(matterId: string, version: number, standing: 'dead' | 'parked'): Promise<string> {
  const payload = { matterId, version, at: new Date().toISOString(), reportTo: [1] };
  const [row] = await office.system.rows<{ id: string }>(
    `insert into reporting.dead_letter (consumer, event_id, name, matter_id, version, payload, reason, deliveries, standing)
     values ('intake>reporting', $1, 'intake.matter-escalated.v1', $2, $3, $4, 'planted', 5, $5) returning id`,
    [randomUUID(), matterId, version, payload, standing],
  );
  return `reporting/${row?.id}`;
}

async function versionOf(matterId: string): Promise<number | undefined> {
  const rows = await office.system.rows<{ version: number }>(
    'select version from reporting.matter_line where matter_id = $1',
    [matterId],
  );
  return rows[0]?.version;
}

const auditOf = (act: string) =>
  office.system.rows<{ actor: string; reason: string }>('select actor, reason from reporting.audit where act = $1', [
    act,
  ]);

test('a letter is applied again, and what was parked behind it follows in order', async () => {
  const matterId = await aMatter();
  const id = await letterOf(matterId, 2, 'dead');
  await letterOf(matterId, 3, 'parked');
  expect((await openLetters(office.books)).map(letterLine).join('\n')).toContain(`${id}  dead`);

  const settled = await replayLetter(office.books, id, 'the cause is mended');
  expect(settled.standing).toBe('done');
  await eventually(async () => (await versionOf(matterId)) === 3);
  expect(await openLetters(office.books)).toEqual([]);
  expect(await auditOf('replay-dead-letter')).toMatchObject([{ reason: 'the cause is mended' }]);
});

test('a parked letter does not overtake the one before it', async () => {
  const matterId = await aMatter();
  const dead = await letterOf(matterId, 2, 'dead');
  const parked = await letterOf(matterId, 3, 'parked');
  await expect(replayLetter(office.books, parked, 'in a hurry')).rejects.toThrow(/parked behind another/);
  await dropLetter(office.books, dead, 'clean up');
  await eventually(async () => (await versionOf(matterId)) === 3);
});

test('a dropped letter counts as taken, and what was parked behind it goes on', async () => {
  const matterId = await aMatter();
  const id = await letterOf(matterId, 2, 'dead');
  await letterOf(matterId, 3, 'parked');
  const dropped = await dropLetter(office.books, id, 'agreed with the bureau');
  const inbox = await office.system.rows('select 1 from reporting.inbox where event_id = $1', [dropped.event_id]);
  expect(inbox).toHaveLength(1);
  await eventually(async () => (await versionOf(matterId)) === 3);
  expect(await auditOf('drop-dead-letter')).toContainEqual({
    actor: expect.stringMatching(/^operator:/) as string,
    reason: 'agreed with the bureau',
  });
  await expect(dropLetter(office.books, id, 'once more')).rejects.toThrow(/is dropped already/);
  await expect(replayLetter(office.books, id, 'once more')).rejects.toThrow(/was dropped/);
});

test('an event that no reader can read is listed for each, and can only be dropped', async () => {
  await office.system.rows(
    `insert into intake.outbox (id, name, payload) values ($1, 'intake.matter-classified.v1', '{"matterId":"none"}')`,
    [randomUUID()],
  );
  const letters = await eventually(async () => {
    const open = await openLetters(office.books);
    return open.length === 2 ? open : undefined;
  });
  expect(letters.map((letter) => letter.consumer).toSorted()).toEqual(['intake>accountability', 'intake>reporting']);
  const [first, second] = letters as [Letter, Letter];
  await expect(replayLetter(office.books, first.id, 'try')).rejects.toThrow(/cannot be read, only dropped/);
  for (const { id } of [first, second]) await dropLetter(office.books, id, 'never valid');
  expect(await openLetters(office.books)).toEqual([]);
  const taken = await office.system.rows(
    `select consumer from reporting.inbox where event_id = $1 union all select consumer from accountability.inbox where event_id = $1`,
    [first.event_id],
  );
  expect(taken).toHaveLength(2);
});

test('a letter that is not there is refused in one sentence', async () => {
  for (const id of ['reporting/999999', 'nowhere/1', "reporting/1'--", '7'])
    await expect(dropLetter(office.books, id, 'no such')).rejects.toThrow(/There is no dead letter/);
});
