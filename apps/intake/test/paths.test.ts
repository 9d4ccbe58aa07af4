import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addresseeOf,
  confirmDecision,
  guideToPath,
  intakePaperFile,
  intakePapersOf,
  intakeTemplate,
  recordPathIntake,
  refuseConcluded,
  reopenPathRefused,
  saveIntakeTemplate,
  take,
} from '@huiyin/contracts';
import { type Actor, serviceActor } from '@huiyin/messaging';
import { eventually, type TestSystem } from '@huiyin/testing';
import { official, people, startIntake } from './office.js';
import { code, hr, needsArbitration, Path, secondTriage, triage } from './path.js';

const guidance = {
  authority: '青禾县劳动人事争议仲裁委员会',
  address: '青禾县人民路8号',
  reason: '工资争议应当先行仲裁',
  neededPapers: ['身份证复印件', '工资条'],
};
let system: TestSystem;
let path: Path;
beforeAll(async () => {
  system = await startIntake();
  path = new Path(system);
});
afterAll(() => system.stop());

const citizenOf = (matterId: string): Actor => ({ kind: 'citizen', id: matterId });

async function guided(): Promise<string> {
  const matterId = await path.triaged({ answers: needsArbitration });
  await system.ask(guideToPath, { matterId, expectedVersion: 2, ...guidance }, triage);
  return matterId;
}
const contentOf = async (matterId: string, kind: string) => {
  const [row] = await system.rows<{ content: { values: Record<string, string>; lists: object } }>(
    'select content from intake.paper where matter_id = $1 and kind = $2',
    [matterId, kind],
  );
  return row?.content;
};

describe('what belongs to a statutory path (R31)', () => {
  it('T09: is shown path, authority, address, papers, and the citizen’s own time limits from the routes of its category', async () => {
    const matterId = await guided();
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T09',
      state: 'guided_to_path',
      tasks: [{ act: 'guide-to-path', unitId: 2, rule: 'TL-48' }],
      papers: [{ kind: 'F-09' }],
      values: { path: 'P_ARB' },
    });
    const content = await contentOf(matterId, 'F-09');
    expect(content?.values).toMatchObject({
      authority: guidance.authority,
      authorityAddress: guidance.address,
      path: '通过仲裁解决',
    });
    expect(content?.values['citizenTimeLimit']).toContain('您可以申请劳动仲裁的时间：1年');
    expect(content?.lists).toMatchObject({ neededPapers: [{ no: '1', name: '身份证复印件' }, { no: '2' }] });
    const [kept] = await system.rows('select citizen_rules, needed_papers from intake.guidance where matter_id = $1', [
      matterId,
    ]);
    expect(kept).toEqual({ citizen_rules: ['TL-31', 'TL-28', 'TL-28.1'], needed_papers: guidance.neededPapers });
  });

  it('is not shown one where the petition procedure is the path, nor a time limit that is no citizen’s', async () => {
    const [petition, arbitration] = [await path.triaged(), await path.triaged({ answers: needsArbitration })];
    expect(await code(system.ask(guideToPath, { matterId: petition, expectedVersion: 2, ...guidance }, triage))).toBe(
      'path-has-no-guidance',
    );
    const untriaged = { matterId: await path.registered(), expectedVersion: 1, ...guidance };
    expect(await code(system.ask(guideToPath, untriaged, triage))).toBe('transition-not-allowed');
    const wrong = { matterId: arbitration, expectedVersion: 2, ...guidance, citizenRules: ['TL-01'] };
    expect(await code(system.ask(guideToPath, wrong, triage))).toBe('validation-failed');
    expect(
      await code(system.ask(guideToPath, { ...wrong, citizenRules: ['TL-28'], authorityUnitId: 4711 }, triage)),
    ).toBe('unit-not-found');
  });

  it('T10, T10.2: stays while the path has it, and ends there', async () => {
    const matterId = await guided();
    const proof = { matterId, proof: '仲裁委受理通知书〔2026〕8号' };
    const stays = await system.ask(recordPathIntake, { ...proof, expectedVersion: 3, isEnded: false }, triage);
    expect(stays).toMatchObject({ state: 'guided_to_path', version: 4 });
    const ended = await system.ask(recordPathIntake, { ...proof, expectedVersion: 4, isEnded: true }, triage);
    expect(ended.state).toBe('closed');
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T10.2',
      tasks: [],
      values: { reason: 'completed_on_statutory_path' },
    });
    const steps = await system.rows('select command, text from intake.guidance where matter_id = $1 order by version', [
      matterId,
    ]);
    expect(steps.map((step) => step['command'])).toEqual(['guide-to-path', 'record-path-intake', 'close-on-path']);
  });

  it.each([
    ['the bureau', () => triage],
    ['the citizen', citizenOf],
  ])('T10.1: is open again when %s shows that the path refused it', async (_who, by) => {
    const matterId = await guided();
    const order = { matterId, proof: '仲裁委不予受理通知书' };
    expect(await code(system.ask(reopenPathRefused, order, citizenOf('3f0e2b7e-0000-4000-8000-000000000000')))).toBe(
      'not-found',
    );
    expect(await code(system.ask(reopenPathRefused, order, hr))).toBe('act-not-allowed');
    expect((await system.ask(reopenPathRefused, order, by(matterId))).state).toBe('triaged');
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T10.1',
      tasks: [{ act: 'guide-to-path', unitId: 2 }],
    });
    expect(await code(system.ask(reopenPathRefused, order, by(matterId)))).toBe('transition-not-allowed');
  });
});

describe('what was concluded (R36 ¶3, T21)', () => {
  const refusal = {
    reasonCode: 'same-facts-and-reasons',
    legalGround: '《信访工作条例》第三十六条第三款',
    reasons: '已有复核意见,本次事实和理由与之相同。',
    rightPlace: '如有新的事实,可以重新提出',
  };
  const person = { petitioner: { name: '王小田', phone: '13900000777' } };

  it('is refused again only for the same petitioner’s concluded matter, and with a second person’s yes', async () => {
    const [matterId, earlier, foreign] = [
      await path.registered(person),
      await path.registered(person),
      await path.registered(),
    ];
    const order = { matterId, expectedVersion: 1, concludedMatterId: earlier, ...refusal };
    expect(await code(system.ask(refuseConcluded, order, triage))).toBe('not-concluded');
    await system.admin.query(
      `update intake.matter set state = 'concluded', kept_by = 'assignment' where id = any($1::uuid[])`,
      [[earlier, foreign]],
    );
    expect(await code(system.ask(refuseConcluded, { ...order, concludedMatterId: foreign }, triage))).toBe(
      'not-concluded',
    );
    const proposal = await system.ask(refuseConcluded, order, triage);
    expect(proposal).toMatchObject({ state: 'registered', awaits: 'refuse-concluded', version: 2 });
    expect(await code(system.ask(refuseConcluded, { ...order, expectedVersion: 2 }, secondTriage))).toBe(
      'decision-pending',
    );
    const yes = { matterId, expectedVersion: 2, isAgreed: true, reason: '情况属实' };
    expect(await code(system.ask(confirmDecision, yes, triage))).toBe('same-person');
    expect(await code(system.ask(confirmDecision, yes, official(people.bureauHead)))).toBe('act-not-allowed');
    const done = await system.ask(confirmDecision, yes, secondTriage);
    expect(done).toMatchObject({ state: 'no_further_acceptance', papers: [{ kind: 'F-06' }] });
    expect(await path.told(matterId)).toMatchObject({ transition: 'T21', tasks: [] });
    const [paper] = await system.rows(`select word, is_for_petitioner from intake.paper where matter_id = $1`, [
      matterId,
    ]);
    expect(paper).toEqual({ word: '不再受', is_for_petitioner: true });
  });
});

describe('papers', () => {
  it('are read by both offices, by the petitioner only those addressed there, and printed with the name that is not stored', async () => {
    const { matterId, handOverId, expectedVersion } = await path.offered();
    await system.ask(take, { handOverId, expectedVersion }, hr);
    const { papers } = await system.ask(intakePapersOf, { matterId }, hr);
    expect(papers.map((paper) => paper.numberText)).toEqual([
      expect.stringMatching(/^青禾县信告〔20\d\d〕\d+号$/),
      expect.stringMatching(/^青禾县信转〔20\d\d〕\d+号$/),
    ]);
    const own = await system.ask(intakePapersOf, { matterId }, citizenOf(matterId));
    expect(own.papers.map((paper) => paper.kind)).toEqual(['F-02']);
    const slip = papers.find((paper) => paper.kind === 'F-03')?.paperId;
    expect(await code(system.ask(intakePaperFile, { paperId: slip }, citizenOf(matterId)))).toBe('not-found');
    expect(await code(system.ask(intakePaperFile, { paperId: slip }, official(people.housing)))).toBe('not-found');
    const file = await system.ask(intakePaperFile, { paperId: own.papers[0]?.paperId }, citizenOf(matterId));
    expect(Buffer.from(file.bytes, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    const [stored] = await system.rows<{ text: string }>(
      `select string_agg(content::text, '') as text from intake.paper where matter_id = $1`,
      [matterId],
    );
    expect(stored?.text).not.toContain('李小禾');
    const opened = await eventually(async () => {
      const rows = await system.rows(`select actor from intake.audit where act = 'addressee-of' and object = $1`, [
        matterId,
      ]);
      return rows.length > 0 && rows;
    });
    expect(opened[0]).toEqual({ actor: 'service:intake' });
  });

  it('tell a service alone to whom they are addressed, with who asked in the audit', async () => {
    const { matterId, handOverId, expectedVersion } = await path.offered();
    const asking = serviceActor('assignment', 'papers');
    expect(await code(system.ask(addresseeOf, { matterId }, asking))).toBe('not-found');
    await system.ask(take, { handOverId, expectedVersion }, hr);
    await path.reached(matterId, 'acceptance_pending');
    expect(await code(system.ask(addresseeOf, { matterId }, serviceActor('reporting', 'papers')))).toBe('not-found');
    expect(await system.ask(addresseeOf, { matterId }, asking)).toMatchObject({
      name: '李小禾',
      address: '柳溪镇东坡村2组',
    });
    expect(await code(system.ask(addresseeOf, { matterId }, triage))).toBe('act-not-allowed');
    const rows = await system.rows(
      `select actor, changed from intake.audit where act = 'addressee-of' and object = $1 and actor <> 'service:intake'`,
      [matterId],
    );
    expect(rows).toEqual([{ actor: 'service:assignment', changed: { fields: ['name', 'address'] } }]);
  });

  it('have a wording that the head of the bureau may change, version by version', async () => {
    const head = official(people.bureauHead);
    const { version, body } = await system.ask(intakeTemplate, { kind: 'F-02' }, head);
    const saved = await system.ask(saveIntakeTemplate, { kind: 'F-02', expectedVersion: version, body }, head);
    expect(saved.version).toBe(version + 1);
    expect(await code(system.ask(saveIntakeTemplate, { kind: 'F-02', expectedVersion: version, body }, head))).toBe(
      'stale-version',
    );
    expect(
      await code(system.ask(saveIntakeTemplate, { kind: 'F-02', expectedVersion: version + 1, body: {} }, head)),
    ).toBe('template-invalid');
    expect(await code(system.ask(intakeTemplate, { kind: 'F-02' }, triage))).toBe('act-not-allowed');
  });
});
