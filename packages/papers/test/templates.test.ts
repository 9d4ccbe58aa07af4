import { randomUUID } from 'node:crypto';
import { type PaperBlock, type PaperTemplate } from '@huiyin/documents';
import { type Papers } from '../src/index.js';
import { aCall, aNotice, Office, unitScope } from './office.js';

let office: Office;
let papers: Papers;
beforeAll(async () => {
  office = await Office.start();
  papers = office.papers();
}, 120_000);
afterAll(() => office.stop(), 60_000);

const bodyOf = ({ locale, title, blocks }: PaperTemplate, otherTitle = title) => ({
  locale,
  title: otherTitle,
  blocks,
});

test('an office words a paper in versions of its own; each paper keeps the version that it was issued with', async () => {
  const { templates, reading } = papers;
  const builtIn = await templates.current('F-02');
  expect([builtIn.version, await templates.currentVersion('F-02'), await templates.versions('F-02')]).toEqual([
    1,
    1,
    [],
  ]);
  const matterId = await office.aMatter();
  const [before = ''] = await office.issue(aNotice(matterId));
  const saved = await templates.save({ kind: 'F-02', expectedVersion: 1, body: bodyOf(builtIn, '去向告知') }, aCall());
  expect(saved).toEqual({ ...builtIn, version: 2, title: '去向告知' });
  expect(await templates.current('F-02')).toEqual(saved);
  expect(await templates.currentVersion('F-02')).toBe(2);
  expect(await templates.versions('F-02')).toMatchObject([{ version: 2, by: 'x' }]);
  expect(await templates.of('F-02', 1, 'zh-CN')).toEqual(builtIn);
  expect((await templates.of('F-02', 2, 'en')).version).toBe(1);
  const [after = ''] = await office.issue(aNotice(matterId, { templateVersion: 2 }));
  const [old, fresh] = [
    await reading.file(unitScope(7), before, 'docx'),
    await reading.file(unitScope(7), after, 'docx'),
  ];
  expect(old.bytes.equals(fresh.bytes)).toBe(false);
  const audit = await office.system.rows(
    `select act, object, version, outcome from intake.audit where act = 'manage-templates'`,
  );
  expect(audit).toEqual([{ act: 'manage-templates', object: 'F-02', version: 2, outcome: 'done' }]);
});

test('a template without what the law asks for is refused and changes nothing', async () => {
  const builtIn = await papers.templates.current('F-07');
  const without = (isGone: (block: PaperBlock) => boolean) => ({
    ...bodyOf(builtIn),
    blocks: builtIn.blocks.filter((block) => !isGone(block)),
  });
  const bad: [object, string][] = [
    [without((block) => block.type === 'rights' && block.right === 'safe'), 'missing-right'],
    [without((block) => block.type === 'signatures'), 'missing-block'],
    [{ ...bodyOf(builtIn), title: '{nonsense}' }, 'unknown-placeholder'],
    [without((block) => 'list' in block), 'missing-placeholder'],
    [{}, 'missing-block'],
    [{ ...bodyOf(builtIn), locale: 'fr' }, 'wrong-value'],
    [{ ...bodyOf(builtIn), blocks: [null] }, 'unknown-block'],
  ];
  for (const [body, rule] of bad)
    await expect(papers.templates.save({ kind: 'F-07', expectedVersion: 1, body }, aCall())).rejects.toMatchObject({
      code: 'template-invalid',
      fields: [{ rule }],
    });
  expect(await papers.templates.versions('F-07')).toEqual([]);
});

test('of ten who save over the same version one does; the others are told the present one; a repeat is no second version', async () => {
  const builtIn = await papers.templates.current('F-05');
  const save = (title: string, call = aCall(), expectedVersion = 1) =>
    papers.templates.save({ kind: 'F-05', expectedVersion, body: bodyOf(builtIn, title) }, call);
  const done = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => save(`受理 ${i}`)));
  const lost = done.filter((one) => one.status === 'rejected');
  expect(lost).toHaveLength(9);
  const told = { current: 2, acts: 'manage-templates', at: expect.any(String) };
  for (const one of lost) expect(one.reason).toMatchObject({ code: 'stale-version', detail: told });
  const call = { ...aCall(), idempotencyKey: randomUUID() };
  expect(await save('受理通知', call, 2)).toEqual(await save('受理通知', call, 2));
  expect((await papers.templates.versions('F-05')).map((one) => one.version)).toEqual([3, 2]);
  await expect(office.database.query(`update intake.paper_template set body = '{}'`)).rejects.toThrow(
    'permission denied',
  );
});
