import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { classify, openSubmission, Problem, readMatter, receiptOf, registerSubmission } from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { type TestSystem } from '@huiyin/testing';
import { aPetition, official, people, startIntake } from './office.js';
import { noneOfThese } from './path.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startIntake();
});
afterAll(() => system.stop());

const register = (more: Record<string, unknown> = {}, key?: string) =>
  system.ask(registerSubmission, aPetition(more), anonymous, key === undefined ? {} : { key });

describe('registering a petition', () => {
  it('gives a receipt with number, code, unit, officer and both dates', async () => {
    const receipt = await register();
    expect(receipt.submissionNo).toMatch(/^999901\d{18}$/);
    expect(receipt.queryCode).toHaveLength(26);
    expect(receipt).toMatchObject({ responsibleUnit: '青禾县信访局', officer: '经办2', clockRule: 'TL-01' });
    expect(receipt.legalDueOn && receipt.internalDueOn && receipt.internalDueOn < receipt.legalDueOn).toBe(true);
    expect(receipt.matterId).toBeUndefined();
  });

  it('answers a repeated key with the same receipt and registers once', async () => {
    const key = 'the-same-key-again-1';
    const first = await register({}, key);
    const second = await register({}, key);
    expect(second).toEqual(first);
    const rows = await system.rows('select 1 from intake.submission where submission_no = $1', [first.submissionNo]);
    expect(rows).toHaveLength(1);
  });

  it('registers once when ten calls come at the same time under one key', async () => {
    const key = 'ten-at-once-with-one-key';
    const receipts = await Promise.all(Array.from({ length: 10 }, () => register({}, key)));
    expect(new Set(receipts.map((r) => r.submissionNo)).size).toBe(1);
  });

  it('refuses a repeated key with another body and changes nothing', async () => {
    const key = 'the-same-key-other-body';
    await register({}, key);
    const before = await system.rows<{ n: string }>('select count(*) as n from intake.submission');
    await expect(register({ title: '另一件事' }, key)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await system.rows('select count(*) as n from intake.submission')).toEqual(before);
  });

  it('keeps no readable identity in the database', async () => {
    await register({ petitioner: { name: '独一无二名', phone: '13912345678', email: 'unique@example.invalid' } });
    const [row] = await system.rows<{ all: string }>(`select string_agg(p::text, ' ') as all from intake.petitioner p`);
    for (const secret of ['独一无二名', '13912345678', 'unique@example.invalid'])
      expect(row?.all).not.toContain(secret);
  });

  it.each([
    ['a claim without a name', { petitioner: { phone: '13900000001' } }, 'contact-or-accusation-needed'],
    ['a claim without any way to answer', { petitioner: { name: '李小禾' } }, 'contact-or-accusation-needed'],
    ['visit details on a letter', { visit: { form: 'individual', people: 1 } }, 'visit-details-misplaced'],
    ['an unknown field', { colour: 'red' }, 'validation-failed'],
    ['a bidi override in the title', { title: 'abc\u202edef' }, 'validation-failed'],
    ['a NUL in the content', { content: 'abc\u0000def' }, 'validation-failed'],
    ['a lone surrogate', { content: 'abc\ud800def' }, 'validation-failed'],
    ['a unit that is not there', { receivingUnitId: 4711 }, 'receiving-unit-unfit'],
    ['a visit entered from outside', { channel: 'visit', visit: { form: 'individual', people: 1 } }, 'act-not-allowed'],
    ['an upload that nobody made', { attachmentIds: ['3f0e2b7e-0000-4000-8000-000000000000'] }, 'attachment-not-found'],
  ])('refuses %s', async (_what, more, code) => {
    const before = await system.rows('select count(*) from intake.submission');
    await expect(register(more)).rejects.toMatchObject({ code });
    expect(await system.rows('select count(*) from intake.submission')).toEqual(before);
  });

  it('R Art. 20: refuses a sixth representative', async () => {
    const representatives = Array.from({ length: 6 }, (_, i) => ({ name: `代表${i}` }));
    const visit = { form: 'group', people: 12, representatives };
    await expect(
      system.ask(registerSubmission, aPetition({ channel: 'visit', visit }), official(people.triage)),
    ).rejects.toMatchObject({
      code: 'representatives-too-many',
    });
    const five = { ...visit, representatives: representatives.slice(0, 5) };
    const receipt = await system.ask(
      registerSubmission,
      aPetition({ channel: 'visit', visit: five }),
      official(people.triage),
    );
    const rows = await system.rows(
      `select a.* from intake.accompanying a join intake.submission s on s.id = a.submission_id where s.submission_no = $1`,
      [receipt.submissionNo],
    );
    expect(rows).toHaveLength(5);
  });

  it('starts TL-02 at an office that is not a bureau and tells the clerk the matter', async () => {
    const receipt = await system.ask(registerSubmission, aPetition({ channel: 'phone' }), official(people.township));
    expect(receipt).toMatchObject({ responsibleUnit: '柳溪镇人民政府', clockRule: 'TL-02' });
    expect(receipt.matterId).toBeDefined();
  });

  it('R22, R23 ¶2: what a village registers is the township’s to classify from that day on, and the village goes on seeing it', async () => {
    const village = official(people.village);
    const receipt = await system.ask(registerSubmission, aPetition({ channel: 'phone' }), village);
    const matterId = receipt.matterId ?? '';
    expect(receipt).toMatchObject({ receivedByUnit: '柳溪村', responsibleUnit: '柳溪镇人民政府', officer: '经办13' });
    const seen = { responsibleUnitId: 13, officerId: people.township };
    expect(await system.ask(readMatter, { matterId }, village)).toMatchObject(seen);
    const answers = noneOfThese;
    const said = {
      kind: 'claim',
      category: 'labour_social_security',
      answers,
      urgency: 'ordinary',
    } as const;
    const order = { matterId, expectedVersion: 1, ...said, reason: '劳动保障事项' };
    await expect(system.ask(classify, order, village)).rejects.toMatchObject({ code: 'act-not-allowed' });
    expect(await system.ask(classify, order, official(people.township))).toMatchObject({ state: 'triaged' });
  });

  it('does not let an admin register', async () => {
    await expect(
      system.ask(registerSubmission, aPetition({ channel: 'phone' }), official(people.admin)),
    ).rejects.toMatchObject({ code: 'act-not-allowed' });
  });
});

describe('number and code', () => {
  it('open the matter, forgiving case and spaces, and give the receipt again', async () => {
    const receipt = await register();
    const typed = receipt.queryCode.toLowerCase().replace(/(.{4})/g, '$1 ');
    const opened = await system.ask(
      openSubmission,
      { submissionNo: receipt.submissionNo, queryCode: typed },
      anonymous,
    );
    expect(opened.matterId).toBeDefined();
    const again = await system.ask(receiptOf, { submissionNo: receipt.submissionNo, queryCode: typed }, anonymous);
    expect(again).toMatchObject({
      submissionNo: receipt.submissionNo,
      queryCode: receipt.queryCode,
      legalDueOn: receipt.legalDueOn,
    });
  });

  it('say the same for a wrong code, a wrong number and the code of another', async () => {
    const [one, other] = [await register(), await register()];
    const tries = [
      { submissionNo: one.submissionNo, queryCode: '0'.repeat(26) },
      { submissionNo: '9'.repeat(24), queryCode: one.queryCode },
      { submissionNo: one.submissionNo, queryCode: other.queryCode },
    ];
    for (const attempt of tries) {
      const refusal = await system.ask(openSubmission, attempt, anonymous).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Problem);
      expect(refusal).toMatchObject({ code: 'code-or-number-wrong', detail: {}, fields: [] });
    }
  });
});
