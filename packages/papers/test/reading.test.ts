import { createHash, randomUUID } from 'node:crypto';
import { citizenScope, newKeyRing, ownScope } from '@huiyin/service';
import { correctionOf, type Papers, removePapers } from '../src/index.js';
import { aNotice, aSlip, Office, officerId, petitioner, unitScope } from './office.js';

let office: Office;
let papers: Papers;
beforeAll(async () => {
  office = await Office.start();
  papers = office.papers();
}, 120_000);
afterAll(() => office.stop(), 60_000);

const files = () => office.system.rows<{ paper_id: string; n: number }>('select paper_id from intake.paper_file');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('an office reads what it may see; the citizen what is for the petitioner; nobody anything else', async () => {
  const [mine, foreign] = [await office.aMatter(7), await office.aMatter(8)];
  const [notice = '', slip = ''] = await office.issue(aNotice(mine, { seenBy: [9] }), aSlip(mine));
  const [others = ''] = await office.issue(aNotice(foreign, { office: { unitId: 8, name: '第8局', shortName: '八' } }));
  const read = async (scope: Parameters<typeof papers.reading.file>[0]) => {
    const listed = [
      ...(await papers.reading.ofMatter(scope, mine)),
      ...(await papers.reading.ofMatter(scope, foreign)),
    ].map((line) => line.paperId);
    const opened: string[] = [];
    for (const id of [notice, slip, others]) {
      const refusal = await papers.reading.toCorrect(scope, id).catch((error: unknown) => error);
      if (refusal instanceof Error) expect(refusal).toMatchObject({ code: 'not-found' });
      else opened.push(id);
    }
    expect(listed.toSorted()).toEqual(opened.toSorted());
    // Row-level security by itself, without the conditions of our own statements.
    const rows = await office.database.inScope(scope, (manager) =>
      manager.query<{ id: string }[]>('select id from intake.paper'),
    );
    expect(rows.map((row) => row.id).toSorted()).toEqual(opened.toSorted());
    return opened;
  };
  expect(await read(unitScope(7))).toEqual([notice, slip]);
  expect(await read(unitScope(9))).toEqual([notice]);
  expect(await read(unitScope(8))).toEqual([others]);
  expect(await read(unitScope())).toEqual([]);
  expect(await read(citizenScope(mine))).toEqual([notice]);
  expect(await read(citizenScope(foreign))).toEqual([others]);
  expect(await read(citizenScope(randomUUID()))).toEqual([]);
  expect(await read(ownScope('test'))).toEqual([notice, slip, others]);
});

test('a file that is not in scope and one that is not there look alike, also when it is rendered already', async () => {
  const matterId = await office.aMatter();
  const [notice = '', slip = ''] = await office.issue(aNotice(matterId), aSlip(matterId));
  for (const id of [notice, slip]) await papers.reading.file(unitScope(7), id, 'pdf');
  const scopes: [Parameters<typeof papers.reading.file>[0], string][] = [
    [unitScope(8), notice],
    [citizenScope(matterId), slip],
    [citizenScope(randomUUID()), notice],
    [unitScope(7), randomUUID()],
  ];
  for (const [scope, id] of scopes)
    for (const format of ['pdf', 'docx'] as const)
      await expect(papers.reading.file(scope, id, format)).rejects.toMatchObject({ code: 'not-found' });
  const inSql = (scope: Parameters<typeof papers.reading.file>[0]) =>
    office.database.inScope(scope, (manager) => manager.query<unknown[]>('select 1 from intake.paper_file'));
  expect(await inSql(unitScope(8))).toEqual([]);
  expect(await inSql(citizenScope(matterId))).toHaveLength(1);
  expect(await office.database.query('select 1 from intake.paper_file')).toEqual([]);
});

test('a paper that is waiting is rendered for its reader at once and kept: ten readers, one file', async () => {
  const matterId = await office.aMatter();
  const [id = ''] = await office.issue(aNotice(matterId));
  expect((await papers.reading.ofMatter(unitScope(7), matterId))[0]).toMatchObject({
    isReady: false,
    isForPetitioner: true,
  });
  const read = await Promise.all(
    Array.from({ length: 10 }, () => papers.reading.file(citizenScope(matterId), id, 'pdf')),
  );
  expect(new Set(read.map((file) => sha256(file.bytes)))).toEqual(new Set([read[0]?.sha256]));
  expect(read[0]).toMatchObject({
    mediaType: 'application/pdf',
    fileName: expect.stringMatching(/^青禾7信告〔\d{4}〕\d+号\.pdf$/) as string,
  });
  expect(read[0]?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await files()).filter((row) => row.paper_id === id)).toHaveLength(1);
  expect((await papers.reading.ofMatter(unitScope(7), matterId))[0]).toMatchObject({ isReady: true });
});

test('the papers of a matter that is sealed go with it, corrections and files too; no scope removes what it does not see', async () => {
  const [gone, kept] = [await office.aMatter(), await office.aMatter()];
  const [id = '', slip = ''] = await office.issue(aNotice(gone), aSlip(gone));
  const correction = { reason: '电话写错', issuedAt: new Date(), issuedBy: officerId };
  await office.issue(
    correctionOf(await papers.reading.toCorrect(unitScope(7), id), { values: { officer: '王芳' } }, correction),
  );
  const [other = ''] = await office.issue(aNotice(kept));
  for (const paper of [id, slip, other]) await papers.reading.file(unitScope(7), paper, 'pdf');
  const before = await count();
  const remove = (scope: Parameters<typeof papers.reading.file>[0], matterId: string) =>
    office.database.inScope(scope, (manager) => removePapers(manager, 'intake', matterId));
  await remove(unitScope(8), gone);
  expect(await count()).toEqual(before);
  await remove(unitScope(7), gone);
  expect(await count()).toEqual({ papers: before.papers - 3, files: before.files - 2 });
  expect(await papers.reading.ofMatter(ownScope('test'), gone)).toEqual([]);
  const last = (await papers.reading.ofMatter(ownScope('test'), kept))[0]?.numberText;
  await office.issue(aNotice(kept));
  const next = (await papers.reading.ofMatter(ownScope('test'), kept))[1]?.numberText;
  const seq = (text = '') => Number(/〕(\d+)号/.exec(text)?.[1]);
  expect(seq(next)).toBe(seq(last) + 1);
});
async function count() {
  const [all] = await office.system.rows<{ papers: number; files: number }>(
    'select (select count(*)::int from intake.paper) as papers, (select count(*)::int from intake.paper_file) as files',
  );
  if (all === undefined) throw new Error('no answer');
  return all;
}

test('a DOCX is made of the same content on demand, with its own hash, and not kept', async () => {
  const [id = ''] = await office.issue(aNotice(await office.aMatter()));
  const file = await papers.reading.file(unitScope(7), id, 'docx');
  expect(file.bytes.subarray(0, 2).toString()).toBe('PK');
  expect(file.sha256).toBe(sha256(file.bytes));
  expect((await files()).filter((row) => row.paper_id === id)).toEqual([]);
});

test('the name is asked for where the paper shows it, and only there', async () => {
  const asked: string[] = [];
  const own = office.papers({ addresseeOf: async (matterId) => (asked.push(matterId), petitioner) });
  const matterId = await office.aMatter();
  const [notice = '', slip = ''] = await office.issue(aNotice(matterId), aSlip(matterId));
  await own.reading.file(unitScope(7), slip, 'docx');
  expect(asked).toEqual([]);
  await own.reading.file(unitScope(7), notice, 'docx');
  expect(asked).toEqual([matterId]);
});

test('what lies in the database is unreadable, and changed bytes, a moved file or another key are found', async () => {
  const matterId = await office.aMatter();
  const [one = '', two = ''] = await office.issue(aNotice(matterId), aNotice(matterId));
  for (const id of [one, two]) await papers.reading.file(unitScope(7), id, 'pdf');
  const [row] = await office.system.rows<{ sealed: Buffer; sha256: Buffer; bytes: number }>(
    'select * from intake.paper_file where paper_id = $1',
    [one],
  );
  expect(row?.sealed.includes('PDF')).toBe(false);
  const broken = async (by = papers) =>
    expect(by.reading.file(unitScope(7), one, 'pdf')).rejects.toMatchObject({ name: 'PaperFileBroken' });
  const put = (column: string, value: Buffer | undefined) =>
    office.system.rows(`update intake.paper_file set ${column} = $2 where paper_id = $1`, [one, value]);
  const changed = Buffer.from(row?.sealed ?? '');
  changed[changed.length >> 1]! ^= 1;
  await put('sealed', changed);
  await broken();
  const [other] = await office.system.rows<{ sealed: Buffer }>(
    'select sealed from intake.paper_file where paper_id = $1',
    [two],
  );
  await put('sealed', other?.sealed);
  await broken();
  await put('sealed', row?.sealed);
  await put('sha256', Buffer.alloc(32));
  await broken();
  await put('sha256', row?.sha256);
  await broken(office.papers({ ring: newKeyRing() }));
  expect((await papers.reading.file(unitScope(7), one, 'pdf')).bytes).toHaveLength(row?.bytes ?? 0);
});
