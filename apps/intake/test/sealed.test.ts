import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  classify,
  intakeEventsSince,
  openSubmission,
  readMatter,
  receiptOf,
  registerSubmission,
} from '@huiyin/contracts';
import { anonymous, serviceActor } from '@huiyin/messaging';
import { eventually, type TestSystem } from '@huiyin/testing';
import { openSealed } from '../src/sealed/sealing.js';
import { aPetition, official, people, startIntake } from './office.js';

const canary = '独特的检举内容金丝雀';
const informant = '金丝雀检举人';

let system: TestSystem;
beforeAll(async () => {
  system = await startIntake();
});
afterAll(() => system.stop());

const accusation = (more: Record<string, unknown> = {}) =>
  aPetition({
    purpose: 'expose_accuse',
    title: canary,
    content: `${canary},请查。`,
    petitioner: { name: informant, phone: '13900009999' },
    ...more,
  });

/** Everything that stands in every ordinary table, as text. */
async function ordinarySide(): Promise<string> {
  const tables = await system.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'intake'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await system.rows<{ all: string | null }>(`select string_agg(t::text, ' ') as all from ${name} t`);
    texts.push(row?.all ?? '');
  }
  return texts.join(' ');
}

interface SealedRow {
  id: string;
  submission_no: string;
  receiving_unit: number;
  officer_id: string;
  excluded_units: number[];
  content_sender: Buffer;
  content: Buffer;
  identity_sender: Buffer;
  identity: Buffer;
}

async function sealedRow(submissionNo: string): Promise<SealedRow> {
  const [row] = await system.rows<SealedRow>('select * from sealed.accusation where submission_no = $1', [
    submissionNo,
  ]);
  if (row === undefined) throw new Error('nothing sealed under this number');
  return row;
}

describe('an accusation', () => {
  it('gets a receipt like any other and leaves no trace on the ordinary side', async () => {
    const before = await system.rows('select count(*) from intake.outbox');
    const receipt = await system.ask(registerSubmission, accusation(), anonymous);
    expect(receipt.submissionNo).toMatch(/^999901\d{18}$/);
    const side = await ordinarySide();
    for (const trace of [canary, informant, receipt.submissionNo, '13900009999']) expect(side).not.toContain(trace);
    expect(await system.rows('select count(*) from intake.outbox')).toEqual(before);
  });

  it('may be anonymous', async () => {
    const receipt = await system.ask(registerSubmission, accusation({ petitioner: {} }), anonymous);
    expect(receipt.queryCode).toHaveLength(26);
  });

  it('is unreadable in the database and opens only with the private keys, each its part', async () => {
    const { submissionNo } = await system.ask(registerSubmission, accusation(), anonymous);
    const row = await sealedRow(submissionNo);
    expect(row.content.toString()).not.toContain(canary);
    const secret = system.settings('intake').secret;
    const content = { sender: row.content_sender, text: row.content };
    const identity = { sender: row.identity_sender, text: row.identity };
    expect(await openSealed(secret('sealed-accusation-private'), row.id, content)).toMatchObject({ title: canary });
    expect(await openSealed(secret('sealed-informant-private'), row.id, identity)).toMatchObject({
      people: [{ name: informant }],
    });
    await expect(openSealed(secret('sealed-accusation-private'), row.id, identity)).rejects.toThrow();
    await expect(
      openSealed(secret('sealed-accusation-private'), '3f0e2b7e-0000-4000-8000-000000000000', content),
    ).rejects.toThrow();
  });

  it('shows its informant a bare status, and the same refusal as everybody for a wrong code', async () => {
    const receipt = await system.ask(registerSubmission, accusation(), anonymous);
    const { submissionNo, queryCode } = receipt;
    const opened = await system.ask(openSubmission, { submissionNo, queryCode }, anonymous);
    expect(opened).toEqual({
      submissionNo,
      registeredOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      sealedStatus: 'received',
    });
    expect(await system.ask(receiptOf, { submissionNo, queryCode }, anonymous)).not.toHaveProperty('responsibleUnit');
    await expect(
      system.ask(openSubmission, { submissionNo, queryCode: '0'.repeat(26) }, anonymous),
    ).rejects.toMatchObject({ code: 'code-or-number-wrong' });
  });

  it('is kept once for one key', async () => {
    const first = await system.ask(registerSubmission, accusation(), anonymous, { key: 'sealed-once-for-one-key' });
    const second = await system.ask(registerSubmission, accusation(), anonymous, { key: 'sealed-once-for-one-key' });
    expect(second).toEqual(first);
    expect(
      await system.rows('select 1 from sealed.accusation where submission_no = $1', [first.submissionNo]),
    ).toHaveLength(1);
  });

  it('R Art. 22: goes to the discipline organ, and to the next above when that is itself accused', async () => {
    const plain = await sealedRow(
      (await system.ask(registerSubmission, accusation({ accused: { unitIds: [3] } }), anonymous)).submissionNo,
    );
    expect(plain).toMatchObject({ receiving_unit: 11, officer_id: people.discipline, excluded_units: [3, 31] });
    const above = await sealedRow(
      (await system.ask(registerSubmission, accusation({ accused: { unitIds: [11] } }), anonymous)).submissionNo,
    );
    expect(above).toMatchObject({ receiving_unit: 27, officer_id: people.cityDiscipline });
    const officer = await sealedRow(
      (await system.ask(registerSubmission, accusation({ accused: { officialIds: [people.discipline] } }), anonymous))
        .submissionNo,
    );
    expect(officer.receiving_unit).toBe(27);
  });

  it('is not readable by the ordinary role', async () => {
    await expect(system.service('intake').database.query('select * from sealed.accusation')).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('a claim that a clerk finds to be an accusation', () => {
  it('is sealed, leaves every ordinary table, and its number still opens a status', async () => {
    const triage = official(people.triage);
    const receipt = await system.ask(registerSubmission, accusation({ purpose: 'other', channel: 'letter' }), triage);
    const matterId = receipt.matterId ?? '';
    const order = {
      matterId,
      expectedVersion: 1,
      kind: 'accusation',
      category: 'discipline',
      answers: { 'accuses-official-or-office': true },
      urgency: 'ordinary',
      reason: '反映干部问题',
      accused: { unitIds: [3] },
    };
    const words = () => system.rows('select word from intake.subject_word where matter_id = $1', [matterId]);
    await eventually(async () => (await words()).length > 0);
    await system.ask(classify, order, triage);
    expect(await words()).toEqual([]);
    await expect(system.ask(readMatter, { matterId }, triage)).rejects.toMatchObject({ code: 'not-found' });
    const rows = await system.rows(
      'select (select count(*)::int from intake.matter where id = $1) + (select count(*)::int from intake.submission where matter_id = $1) as left',
      [matterId],
    );
    expect(rows).toEqual([{ left: 0 }]);
    const { events } = await system.ask(
      intakeEventsSince,
      { matterId, afterVersion: 1 },
      serviceActor('gateway', 'test'),
    );
    expect(events.map((e) => [e.name, e.payload])).toEqual([['intake.matter-removed.v1', { matterId, version: 2 }]]);
    const opened = await system.ask(
      openSubmission,
      { submissionNo: receipt.submissionNo, queryCode: receipt.queryCode },
      anonymous,
    );
    expect(opened.sealedStatus).toBe('received');
    const side = await ordinarySide();
    for (const trace of [canary, informant, '反映干部问题', 'accusation']) expect(side).not.toContain(trace);
  });
});
