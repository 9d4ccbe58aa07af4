import { strFromU8, unzipSync } from 'fflate';
import {
  defaultTemplate,
  type PaperContent,
  type PaperFormat,
  type PaperRenderer,
  paperRenderer,
} from '@huiyin/documents';
import { pageTexts } from './pdf-text.js';
import { longFacts, papers, requestOf } from './samples.js';

let renderer: PaperRenderer;
beforeAll(() => {
  renderer = paperRenderer();
});
afterAll(() => renderer.close());

const render = (content: PaperContent, format: PaperFormat): Promise<Buffer> =>
  renderer.renderPaper(content, defaultTemplate(content.kind, content.locale), format);
const pagesOf = async (content: PaperContent): Promise<string[]> => pageTexts(await render(content, 'pdf'));
const mainPart = async (content: PaperContent): Promise<string> => {
  const { 'word/document.xml': main } = unzipSync(await render(content, 'docx'));
  return main === undefined ? '' : strFromU8(main);
};

const opinion = (given: Partial<PaperContent<'F-07'>> = {}): PaperContent<'F-07'> => ({
  ...papers['F-07'],
  lists: { requests: [requestOf(1, longFacts(1))] },
  ...given,
});
const recordOf = (turns: number): PaperContent<'F-10'> => {
  const dialogue = Array.from({ length: turns }, () => ({ speaker: '问', text: '请说明边界的来历。' }));
  const { values, lists, ...common } = papers['F-10'] as Extract<PaperContent<'F-10'>, { isBlank?: false }>;
  return { ...common, values, lists: { ...lists, dialogue } };
};

/** What follows the text of a page: the running head, which the first page has not, and the foot. */
const afterText = '(清河县自然资源和规划局信访处理意见书|模板第1版)';

describe('wherever a page ends', () => {
  it('an opinion loses no word, and no heading is parted from its paragraph', async () => {
    const told = papers['F-07'].values;
    for (let length = 20; length <= 1200; length += 60) {
      const pages = await pagesOf(
        opinion({ values: { ...told, fairHearing: longFacts(1).repeat(3).slice(0, length) } }),
      );
      expect(pages.join('')).toContain('三十日内，向清河县人民政府书面请求复查');
      expect(pages.join('')).toContain(told.opinionSummary);
      for (const page of pages) expect(page).not.toMatch(new RegExp(`(处理意见|依据|救济途径)${afterText}`));
    }
  });

  it('a record is never signed on a sheet without text', async () => {
    for (let turns = 8; turns <= 20; turns += 1)
      expect((await pagesOf(recordOf(turns))).at(-1)).toContain('以上笔录共');
  });

  it('a word processor is told to keep the last words with the seal and with the signatures', async () => {
    const kept = /<w:p><w:pPr>(?:(?!<\/w:pPr>).)*<w:keepNext\/>(?:(?!<\/w:p>).)*/g;
    const keptIn = async (content: PaperContent) => [...(await mainPart(content)).matchAll(kept)].join('');
    expect(await keptIn(recordOf(8))).toContain('以上笔录共');
    expect(await keptIn(opinion())).toContain('办理信访事项不收费');
  });
});

describe('long names', () => {
  it('stand in the running head whole, with the number of the paper', async () => {
    const office = '青禾县不动产登记和自然资源规划与林业草原水利综合行政执法大队柳溪镇直属中队';
    const numberText = '青禾县不动产登记和自然资源规划信意〔2026〕12345号';
    const requests = [1, 2, 3].map((no) => requestOf(no, longFacts(no)));
    const pages = await pagesOf(opinion({ office, numberText, lists: { requests } }));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages.slice(1)) expect(page).toContain(`${office}信访处理意见书${numberText}`);
  });

  it('of petitions stand one on a line', async () => {
    const submissionNos = ['371725202612311000017', '371725202612311000025'];
    const main = await mainPart(opinion({ submissionNos }));
    for (const no of submissionNos) expect(main).toMatch(new RegExp(`<w:t[^>]*>[^<]*${no}</w:t>`));
    expect(main).not.toContain(submissionNos.join('、'));
  });
});
