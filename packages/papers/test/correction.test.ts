import { createHash } from 'node:crypto';
import { citizenScope, ownScope } from '@huiyin/service';
import {
  contentHashOf,
  correctionOf,
  IssuedPaper,
  petitionerName,
  type Papers,
  type StoredContent,
} from '../src/index.js';
import { aNotice, aSlip, Office, officeOf, officerId, petitioner, unitScope } from './office.js';

let office: Office;
let papers: Papers;
beforeAll(async () => {
  office = await Office.start();
  papers = office.papers();
}, 120_000);
afterAll(() => office.stop(), 60_000);

const corrected = (reason = '电话写错') => ({ reason, issuedAt: new Date(), issuedBy: officerId });
const issued = async (unit: number) => {
  const matterId = await office.aMatter(unit);
  const [id = ''] = await office.issue(aNotice(matterId, { office: officeOf(unit) }));
  return { matterId, id };
};

test('the hash can be made again from what stands in the database, and tells of any change', async () => {
  const { id } = await issued(1);
  const row = await office.row(id);
  const content = row['content'] as StoredContent;
  expect(contentHashOf(content)).toEqual(row['content_hash']);
  const other = { ...content, values: { ...content.values, officePhone: '0543-7654322' } } as StoredContent;
  expect(contentHashOf(other)).not.toEqual(row['content_hash']);
  // By hand, so that a change of the canonical form shows: sorted keys, no spaces.
  const byHand = (value: unknown): string =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? `{${Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([k, v]) => `${JSON.stringify(k)}:${byHand(v)}`)
          .join()}}`
      : Array.isArray(value)
        ? `[${value.map(byHand).join()}]`
        : JSON.stringify(value);
  expect(createHash('sha256').update(byHand(content)).digest()).toEqual(row['content_hash']);
});

test('neither number nor name stands in what is stored', async () => {
  const matterId = await office.aMatter(1);
  const { values } = aSlip(matterId).row.content as StoredContent<'F-03'>;
  const [id = ''] = await office.issue(aSlip(matterId, { values: { ...values, petitioner: petitionerName } }));
  const [all] = await office.system.rows<{ text: string }>(
    'select string_agg(content::text, $1) as text from intake.paper',
    [''],
  );
  expect(all?.text).not.toContain(petitioner.name);
  expect(all?.text).not.toContain('〔');
  expect(await office.row(id)).toMatchObject({ word: '转', seq: 1 });
});

test('an issued paper does not change, whoever tries', async () => {
  const { id } = await issued(1);
  const before = await office.row(id);
  for (const change of [
    "content = '{}'",
    "content_hash = ''",
    'seq = 99',
    'year = 2020',
    "word = '转'",
    'matter_id = id',
    'version = 3',
    'is_for_petitioner = false',
    'issued_at = now()',
  ]) {
    await expect(office.system.rows(`update intake.paper set ${change} where id = $1`, [id])).rejects.toThrow(
      'does not change',
    );
    await expect(
      office.database.inScope(ownScope('test'), (manager) =>
        manager.query(`update intake.paper set ${change} where id = $1`, [id]),
      ),
    ).rejects.toThrow('permission denied');
  }
  expect(await office.row(id)).toEqual(before);
});

test('corrections make a chain: one number, one version after the other, each earlier one kept', async () => {
  const { matterId, id } = await issued(2);
  const second = correctionOf(
    await papers.reading.toCorrect(unitScope(2), id),
    { values: { officePhone: '0543-1' } },
    corrected(),
  );
  await office.act(matterId, [second]);
  const third = correctionOf(
    await papers.reading.toCorrect(unitScope(2), second.row.id),
    { values: { officer: '王芳' } },
    corrected('经办人写错'),
  );
  await office.act(matterId, [third]);
  const lines = await papers.reading.ofMatter(citizenScope(matterId), matterId);
  expect(lines.map((line) => [line.version, line.isSuperseded, line.replaces])).toEqual([
    [1, true, undefined],
    [2, true, id],
    [3, false, second.row.id],
  ]);
  expect(new Set(lines.map((line) => line.numberText))).toEqual(
    new Set([`青禾2信告〔${new Date().getFullYear()}〕1号`]),
  );
  expect(new Set(lines.map((line) => line.contentHash)).size).toBe(3);
  expect(await office.row(third.row.id)).toMatchObject({
    correction_reason: '经办人写错',
    content: { values: { officePhone: '0543-1', officer: '王芳' } },
  });
  // The next original goes on where the first stood.
  await office.issue(aNotice(matterId, { office: officeOf(2) }));
  expect((await papers.reading.ofMatter(unitScope(2), matterId)).map((line) => line.numberText)).toContain(
    `青禾2信告〔${new Date().getFullYear()}〕2号`,
  );
});

test('a paper is corrected once: of two at a time one is made, and a superseded one is told as such', async () => {
  const { matterId, id } = await issued(3);
  const paper = await papers.reading.toCorrect(unitScope(3), id);
  const [one, two] = ['0543-1', '0543-2'].map((officePhone) =>
    correctionOf(paper, { values: { officePhone } }, corrected()),
  );
  const done = await Promise.allSettled([office.act(matterId, [one!]), office.act(matterId, [two!])]);
  expect(done.map((act) => act.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const superseded = await papers.reading.toCorrect(unitScope(3), id);
  expect(() => correctionOf(superseded, { values: { officePhone: '0543-3' } }, corrected())).toThrow(
    expect.objectContaining({ code: 'paper-superseded' }),
  );
});

test('a correction is of the same paper: other kind, matter, unit, version or reader is refused', async () => {
  const { matterId, id } = await issued(4);
  const paper = await papers.reading.toCorrect(unitScope(4), id);
  const good = correctionOf(paper, { values: { officePhone: '0543-1' } }, corrected());
  const elsewhere = await office.aMatter(4);
  for (const wrong of [
    { kind: 'F-03' },
    { matterId: elsewhere },
    { unitId: 5 },
    { version: 3 },
    { isForPetitioner: false },
    { word: '转' },
    { word: null },
  ])
    await expect(office.act(matterId, [{ table: IssuedPaper, row: { ...good.row, ...wrong } }])).rejects.toThrow(
      'a correction replaces',
    );
  await expect(office.act(matterId, [{ table: IssuedPaper, row: { ...good.row, version: 1 } }])).rejects.toThrow(
    'check constraint',
  );
  await office.act(matterId, [good]);
});

test('a correction that changes nothing, or says what the paper cannot say, is refused before it is made', async () => {
  const { id } = await issued(5);
  const paper = await papers.reading.toCorrect(unitScope(5), id);
  for (const values of [
    { officer: paper.content.values['officer' as never] },
    { nothing: 'x' },
    { officer: ' ' },
  ] as Record<string, string>[])
    expect(() => correctionOf(paper, { values }, corrected())).toThrow(
      expect.objectContaining({ code: 'validation-failed' }),
    );
});
