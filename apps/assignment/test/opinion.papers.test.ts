import {
  draftOpinion,
  issueOpinion,
  preReviewOpinion,
  returnDraft,
  serveOpinion,
  submitClosingReport,
} from '@huiyin/contracts';
import { head, lead, reviewer } from './opinion-file.js';
import { department, OpinionOffice } from './opinion-office.js';
import { aDraft, day, Orders, passed, signed } from './opinion-orders.js';

let office: OpinionOffice;
let orders: Orders;

beforeAll(async () => {
  office = await OpinionOffice.start();
  orders = new Orders(office);
});
afterAll(async () => office.stop());

interface PaperRow {
  kind: string;
  seq: number | null;
  is_for_petitioner: boolean;
  content: {
    values: Record<string, string>;
    lists: Record<string, Record<string, string>[]>;
    signatories: { name?: string; role: string }[];
  };
}
const papersOf = (id: string) =>
  office.system.rows<PaperRow>(
    `select kind, seq, is_for_petitioner, content from assignment.paper where matter_id = $1 order by kind`,
    [id],
  );
const paperOf = async (id: string, kind: string) => (await papersOf(id)).find((paper) => paper.kind === kind);

it('F-07 answers request by request and tells the remedy; F-11 stays in the file; no paper holds the petitioner’s name', async () => {
  const id = await orders.issued('supported', 'not_supported');
  const opinion = await paperOf(id, 'F-07');
  expect(opinion).toMatchObject({ is_for_petitioner: true });
  expect(opinion?.content.values).toMatchObject({
    transferredBy: '青禾县信访局',
    nextHigherOffice: '青禾县人民政府',
    remedyDays: '30日',
    opinionBasis: '《劳动法》第五十条',
    officer: '陈安',
  });
  expect(opinion?.content.lists['requests']?.map(({ no, request, finding }) => [no, request, finding])).toEqual([
    ['1', '发还拖欠的工资', '支持'],
    ['2', '书面道歉', '不予支持'],
  ]);
  expect(opinion?.content.signatories).toMatchObject([{ name: '周正', role: '分管负责人' }]);
  const report = await paperOf(id, 'F-11');
  expect(report).toMatchObject({ is_for_petitioner: false });
  expect(report?.content.lists['evidence']).toMatchObject([
    { name: '三月至五月考勤表', proves: '考勤表与工资条相符。' },
  ]);
  await orders.serve(id);
  expect(JSON.stringify(await papersOf(id))).not.toContain('李小禾');
});

it('a matter with very much evidence is still answered, and its report ends somewhere', async () => {
  const id = await orders.reviewed('supported', 'supported');
  await office.system.rows(
    `insert into assignment.record (id, matter_id, kind, taken_at, title, place, content, by)
     select gen_random_uuid(), $1, 'evidence', now(), '证据', '工地', jsonb_build_object('findings', repeat('证', 8000)), '{}'
       from generate_series(1, 60)`,
    [id],
  );
  await orders.issue(id);
  const report = await paperOf(id, 'F-11');
  expect(report?.content.lists['evidence']).toHaveLength(61);
  expect(report?.content.lists['evidence']?.at(-1)?.['proves']).toMatch(/^证+……（全文见笔录）$/);
});

it('the next higher office is asked once for many opinions', async () => {
  await orders.issued('supported', 'supported');
  const asked = office.askedAbove;
  await orders.issued('supported', 'supported');
  expect(office.askedAbove).toBe(asked);
});

it('T32.2: a draft that came back stays beside the next one', async () => {
  const id = await office.inHandling();
  await orders.draft(id, 'not_supported', 'explained');
  await office.act(preReviewOpinion, id, reviewer, { passed: ['law-right'], remark: '第二项没有写明事实。' });
  expect(await office.lastMove(id)).toMatchObject({ transition: 'T32.2', state: 'in_handling' });
  expect((await office.lastMove(id)).tasks).toEqual([{ act: 'draft-opinion', unitId: department, officerId: lead }]);
  await orders.draft(id, 'supported', 'explained');
  await orders.review(id);
  await office.act(returnDraft, id, head, { reason: '请再核对第一项金额。' });
  await orders.draft(id, 'supported', 'supported');
  const drafts = await office.system.rows(
    `select o.draft_no, array_agg(a.finding order by a.request_no) as findings from assignment.opinion o
       join assignment.answer a using (matter_id, draft_no) where o.matter_id = $1 group by o.draft_no order by o.draft_no`,
    [id],
  );
  expect(drafts).toEqual([
    { draft_no: 1, findings: ['not_supported', 'explained'] },
    { draft_no: 2, findings: ['supported', 'explained'] },
    { draft_no: 3, findings: ['supported', 'supported'] },
  ]);
  const checks = await office.system.rows(
    `select draft_no, is_returned, remark from assignment.opinion_check where matter_id = $1 order by checked_at`,
    [id],
  );
  expect(checks).toEqual([
    { draft_no: 1, is_returned: true, remark: '第二项没有写明事实。' },
    { draft_no: 2, is_returned: false, remark: '六项均符合' },
    { draft_no: 2, is_returned: true, remark: '请再核对第一项金额。' },
  ]);
  await orders.review(id);
  await orders.issue(id);
  expect((await paperOf(id, 'F-07'))?.content.lists['requests']?.map(({ finding }) => finding)).toEqual([
    '支持',
    '支持',
  ]);
});

it('REPLY: a major matter stays major in the next draft and waits for the principal head', async () => {
  const id = await office.inHandling();
  await office.act(draftOpinion, id, lead, { ...aDraft('supported', 'supported'), isMajor: true });
  await office.act(returnDraft, id, head, { reason: '摘要太短。' });
  await orders.draft(id, 'supported', 'supported');
  await office.act(preReviewOpinion, id, reviewer, passed);
  await expect(orders.issue(id, 'deputy-head')).rejects.toMatchObject({ code: 'principal-head-needed' });
  expect(await orders.issue(id, 'principal-head')).toMatchObject({ state: 'opinion_issued' });
  expect((await paperOf(id, 'F-07'))?.content.signatories).toMatchObject([{ role: '主要负责人' }]);
});

it('T34: a paper that was refused is served before a witness', async () => {
  const id = await orders.issued('explained', 'explained');
  const refused = { ...signed, result: 'refused' };
  await expect(office.act(serveOpinion, id, lead, refused)).rejects.toMatchObject({
    code: 'proof-of-service-incomplete',
    detail: { amiss: 'refusal-without-witness' },
  });
  await office.act(serveOpinion, id, lead, { ...refused, witness: '村委会副主任何某在场见证' });
  const proof = await paperOf(id, 'F-24');
  expect(proof?.content.values).toMatchObject({
    outcome: '拒收',
    witness: '村委会副主任何某在场见证',
    servedOn: day(),
  });
  expect(proof?.content.values['documentNumber']).toMatch(/〔\d{4}〕\d+号$/);
});

it('R22(3), T34.1: who was assigned the matter reports once; who was not, does not', async () => {
  const assigned = await office.inHandling({ days: 60 });
  await orders.draft(assigned, 'explained', 'explained');
  await orders.review(assigned);
  await orders.issue(assigned);
  await orders.serve(assigned);
  expect((await office.lastMove(assigned)).tasks).toEqual([
    { act: 'submit-closing-report', unitId: department, rule: 'TL-12' },
  ]);
  const report = { process: '受理后听取陈述,调查取证两次。', result: '已经解释并送达。', petitionersView: 'unclear' };
  const sent = await office.act(submitClosingReport, assigned, head, report);
  expect(sent.papers.map((paper) => paper.kind)).toEqual(['F-23']);
  expect((await office.lastMove(assigned)).tasks).toEqual([]);
  expect((await paperOf(assigned, 'F-23'))?.content.values).toMatchObject({
    assignedBy: '青禾县信访局',
    petitionerView: '不明确',
  });
  await expect(office.act(submitClosingReport, assigned, head, report)).rejects.toMatchObject({ code: 'not-assigned' });
  const forwarded = await orders.served('explained', 'explained');
  await expect(office.act(submitClosingReport, forwarded, head, report)).rejects.toMatchObject({
    code: 'not-assigned',
  });
});

it('numbers of opinions have no gap, also where an order was refused between', async () => {
  const numbers: number[] = [];
  for (let n = 0; n < 2; n++) {
    const id = await orders.reviewed('supported', 'supported');
    await expect(office.act(issueOpinion, id, head, { signedAs: 'deputy-head' }, 1)).rejects.toMatchObject({
      code: 'stale-version',
    });
    await orders.issue(id);
    numbers.push((await paperOf(id, 'F-07'))?.seq ?? 0);
  }
  expect((numbers[1] ?? 0) - (numbers[0] ?? 0)).toBe(1);
});
