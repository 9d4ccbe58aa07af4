import { eventually } from '@huiyin/testing';
import { paperLine, setAgain, waitingPapers } from '../src/papers/waiting-papers.js';
import { WholeOffice } from './whole-office.js';

let office: WholeOffice;
beforeAll(async () => {
  office = await WholeOffice.open();
  await office.guided('仲裁裁决前的工资争议');
  await eventually(async () => (await waitingPapers(office.books)).length === 0, 60_000);
}, 120_000);
afterAll(() => office.close());

/** As the queue leaves a paper that it tried eight times. */
async function givenUp(): Promise<string> {
  const [paper] = await office.system.rows<{ id: string }>(`select id from intake.paper where kind = 'F-09'`);
  await office.system.rows(`delete from intake.paper_file where paper_id = $1`, [paper?.id]);
  await office.system.rows(
    `update intake.paper set rendered_at = null, tries = 8, failure = 'planted', next_try_at = now() where id = $1`,
    [paper?.id],
  );
  return `intake/${paper?.id}`;
}

test('a paper that was given up is told with its reason, and set again gets its file', async () => {
  const id = await givenUp();
  const told = await waitingPapers(office.books);
  expect(told.map(paperLine)).toEqual([expect.stringMatching(new RegExp(`^${id}  F-09 .*8x  planted$`))]);
  await setAgain(office.books, id, 'font installed');
  await eventually(async () => (await waitingPapers(office.books)).length === 0, 60_000);
  const files = await office.system.rows(`select format from intake.paper_file where paper_id = $1`, [id.slice(7)]);
  expect(files.length).toBeGreaterThan(0);
  const audit = await office.system.rows<{ reason: string }>(
    `select reason from intake.audit where act = 'render-paper-again' and object = $1`,
    [id.slice(7)],
  );
  expect(audit.map(({ reason }) => reason)).toEqual(['font installed']);
});

test('a paper that has its file, or is none, is left alone', async () => {
  const [paper] = await office.system.rows<{ id: string }>(`select id from intake.paper where kind = 'F-09'`);
  for (const id of [`intake/${paper?.id}`, 'nowhere/00000000-0000-4000-8000-000000000000', 'F-09'])
    await expect(setAgain(office.books, id, 'why')).rejects.toThrow('waits for its file');
});
