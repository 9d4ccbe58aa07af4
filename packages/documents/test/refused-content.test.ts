import {
  defaultTemplate,
  type PaperContent,
  type PaperKind,
  type PaperRenderer,
  paperRenderer,
  type PaperValues,
} from '@huiyin/documents';
import { papers, requestOf } from './samples.js';

let renderer: PaperRenderer;
beforeAll(() => {
  renderer = paperRenderer();
});
afterAll(() => renderer.close());

const render = (content: PaperContent): Promise<Buffer> =>
  renderer.renderPaper(content, defaultTemplate(content.kind, content.locale), 'pdf');

describe('content that no paper can be made of', () => {
  const spoilt = (given: object): PaperContent => ({ ...papers['F-07'], ...given }) as PaperContent;
  const { remedyDays: _days, ...noRemedy } = papers['F-07'].values;
  const { answer: _answer, ...noAnswer } = requestOf(1, '事实');

  it.each<[string, PaperContent, string, string]>([
    ['a value that is not given', spoilt({ values: noRemedy }), 'missing-value', 'remedyDays'],
    ['a value of spaces', spoilt({ values: { ...noRemedy, remedyDays: '　' } }), 'missing-value', 'remedyDays'],
    ['an answer that is not given', spoilt({ lists: { requests: [noAnswer] } }), 'missing-value', 'requests.0.answer'],
    ['a list that is not given', spoilt({ lists: {} }), 'missing-value', 'requests'],
    ['a list without rows', spoilt({ lists: { requests: [] } }), 'missing-value', 'requests'],
    [
      'a value that the kind has not',
      spoilt({ values: { ...papers['F-07'].values, mood: 'x' } }),
      'unknown-value',
      'mood',
    ],
    ['a value that is no text', spoilt({ values: { ...noRemedy, remedyDays: 30 } }), 'wrong-value', 'remedyDays'],
    ['a hash that is none', spoilt({ contentHash: 'abc' }), 'wrong-value', 'contentHash'],
    [
      'a value of many sheets',
      spoilt({ values: { ...noRemedy, remedyDays: '三'.repeat(20_001) } }),
      'too-long',
      'remedyDays',
    ],
    ['an opinion printed blank', spoilt({ isBlank: true }), 'wrong-value', 'isBlank'],
    ['another version of the template', spoilt({ templateVersion: 2 }), 'wrong-value', 'templateVersion'],
    ['a kind that is none', spoilt({ kind: 'F-99' }), 'unknown-kind', 'F-99'],
  ])('is refused: %s', async (_what, content, code, placeholder) => {
    const refused = renderer.renderPaper(content, defaultTemplate('F-07', 'zh-CN'), 'pdf');
    await expect(refused).rejects.toMatchObject({ name: 'PaperRefused', code, placeholder });
  });

  it('a day that is none is an error, and the next paper is made', async () => {
    await expect(render(spoilt({ issuedOn: '2026-02-30' }))).rejects.toThrow('not a day: 2026-02-30');
    expect((await render(papers['F-08'])).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('a service that forgets a value does not compile', () => {
    const kind: PaperKind = 'F-08';
    // @ts-expect-error the reason is missing
    const values: PaperValues<'F-08'> = {
      matter: '',
      acceptedOn: '',
      oldDueOn: '',
      newDueOn: '',
      approvedBy: '',
      officer: '',
      officePhone: '',
    };
    expect([kind, 'reason' in values]).toEqual(['F-08', false]);
  });
});
