import { documentKind } from '@huiyin/statute';
import { XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import {
  blankKinds,
  defaultTemplate,
  type PaperContent,
  type PaperFormat,
  paperKinds,
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
const textOf = async (content: PaperContent): Promise<string> => pageTexts(await render(content, 'pdf')).join('');
const packed = (text: string): string => text.replace(/\s/g, '');

function partsOf(docx: Buffer): Record<string, string> {
  const files = Object.entries(unzipSync(docx)).filter(([name]) => /\.(xml|rels)$/.test(name));
  return Object.fromEntries(files.map(([name, bytes]) => [name, strFromU8(bytes)]));
}
const docxText = (docx: Buffer): string =>
  packed(
    [...(partsOf(docx)['word/document.xml'] ?? '').matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, text]) => text).join(''),
  );

/** Every text that a service gave, as the paper should show it: days and instants are written out, so they are left aside. */
function saidIn(content: PaperContent): string[] {
  const dated = /(On|At)$/;
  const ofRow = (row: object): string[] =>
    Object.entries(row).flatMap(([name, value]) => (dated.test(name) ? [] : [packed(String(value))]));
  return [
    ...ofRow(content.values),
    ...Object.values<readonly object[]>(content.lists).flatMap((rows) => rows.flatMap(ofRow)),
  ];
}

/** F-07 with as many answers as wanted. */
function opinion(answers: number, given: Partial<PaperContent<'F-07'>> = {}): PaperContent<'F-07'> {
  const requests = Array.from({ length: answers }, (_, at) => requestOf(at + 1, longFacts(at + 1)));
  return { ...papers['F-07'], ...given, lists: { requests } };
}

describe('every paper', () => {
  it.each(paperKinds)('%s as PDF says all that it was given, in glyphs that are there', async (kind) => {
    const text = await textOf(papers[kind]);
    expect(text).not.toContain('\uFFFD');
    expect(saidIn(papers[kind]).filter((said) => !text.includes(said))).toEqual([]);
    expect(text).toContain('校验码3f786850e387550f');
    expect(text).toMatch(/[①𠮷㐂䶮]/u);
  });

  it.each(paperKinds)('%s as DOCX says the same, in well-formed parts and fonts that an office has', async (kind) => {
    const docx = await render(papers[kind], 'docx');
    const parts = partsOf(docx);
    expect(Object.entries(parts).filter(([, xml]) => XMLValidator.validate(xml) !== true)).toEqual([]);
    const text = docxText(docx);
    expect(saidIn(papers[kind]).filter((said) => !text.includes(said))).toEqual([]);
    const main = parts['word/document.xml'] ?? '';
    expect([...main.matchAll(/<w:r>(?!<w:rPr><w:rFonts)<w:rPr>.*?<w:t /g)]).toEqual([]);
    expect(main).toContain('w:eastAsia="仿宋"');
    expect(parts['word/footer1.xml']).toContain('3f786850e387550f');
  });

  it.each(paperKinds)('%s in English has no Chinese of its own', async (kind) => {
    const content = { ...papers[kind], locale: 'en' } as PaperContent;
    const given = new Set([...JSON.stringify(content)].filter((character) => /\p{Script=Han}/u.test(character)));
    const own = [...(await textOf(content))].filter(
      (character) => /\p{Script=Han}/u.test(character) && !given.has(character),
    );
    expect(own).toEqual([]);
  });

  it.each(blankKinds.flatMap((kind) => [[kind, 'pdf'] as const, [kind, 'docx'] as const]))(
    '%s can be printed blank as %s',
    async (kind, format) => {
      const { locale, templateVersion, office, issuedOn, contentHash, trackingAddress } = papers[kind];
      const common = { locale, templateVersion, office, issuedOn, contentHash, trackingAddress, submissionNos: [] };
      const blank = {
        ...common,
        kind,
        isBlank: true,
        correction: 0,
        signatories: [],
        values: {},
        lists: {},
      } as PaperContent;
      const file = await render(blank, format);
      const text = format === 'pdf' ? pageTexts(file).join('') : docxText(file);
      expect(text).not.toMatch(/undefined|\{|\uFFFD/u);
      expect(text).toContain(packed(office));
    },
  );

  // What statute asks for and under which names services give it; rights are told by the template.
  const told: Partial<Record<string, readonly string[]>> = {
    contact: ['receivingContact'],
    date: ['passedOn'],
    'receiving-office': ['receivingOffice'],
    'legal-basis': ['objectionBasis', 'opinionBasis'],
    'proposed-owner': ['proposedOwner'],
    'report-duty': ['reportDuty'],
    'due-date': ['dueOn'],
    'officer-phone': ['officePhone'],
    'right-place': ['rightPlace'],
    'facts-and-reasons': ['requests.facts'],
    'answer-per-request': ['requests.answer'],
    opinion: ['opinionSummary'],
    'received-and-transferred-by': ['receivedOn'],
    'remedy-period': ['remedyDays'],
    'next-higher-office': ['nextHigherOffice'],
    'new-date': ['newDueOn'],
    'citizen-time-limit': ['citizenTimeLimit'],
    'needed-papers': ['neededPapers.name'],
    time: ['startedAt', 'servedOn'],
    persons: ['persons.name'],
    'questions-and-answers': ['dialogue.text'],
    'evidence-list': ['evidence.name'],
    'service-proof': ['serviceProof'],
    'petitioner-view': ['petitionerView'],
    'signed-or-refused': ['outcome'],
    'of-bureau': ['bureauValue'],
    'of-competent-authority': ['authorityValue'],
    value: ['bureauValue', 'authorityValue'],
    names: ['representatives.name'],
    signatures: ['supporters.name'],
    period: ['period', 'validUntilOn'],
    attachments: ['attachments.name'],
    requests: ['requests.request'],
    agents: ['agents.name'],
    reason: ['reason', 'bureauReason'],
  };
  const byRight = ['recusal-right', 'mediation-right', 'rights', 'signature-per-page'];

  it.each(paperKinds)('%s has every field of its row in statute', (kind) => {
    const template = defaultTemplate(kind, 'zh-CN');
    const text = JSON.stringify(template);
    const missing = documentKind(kind).fields.filter((field) => {
      if (byRight.includes(field)) return kind !== 'F-10' && !text.includes('"rights"');
      const names = told[field] ?? [field];
      return !names.some((name) => text.includes(`{${name.split('.').at(-1)}}`));
    });
    expect(missing).toEqual([]);
  });
});

describe('a notice', () => {
  it('of acceptance says received, accepted, path and procedure, and the rights (R Arts. 23, 44(3))', async () => {
    const text = await textOf(papers['F-05']);
    for (const said of [
      '接收情况',
      '是否受理',
      '处理途径',
      '办理程序',
      '2027年1月23日',
      '0530-6543210',
      '申请其回避',
      '调解',
    ])
      expect(text).toContain(said);
  });

  it('fits on one sheet', async () => {
    for (const kind of ['F-02', 'F-05', 'F-06', 'F-08'] as const)
      expect([kind, pageTexts(await render(papers[kind], 'pdf')).length]).toEqual([kind, 1]);
  });
});

describe('a list without rows', () => {
  it('says that there are none', async () => {
    const text = await textOf({ ...papers['F-09'], lists: { neededPapers: [] } } as PaperContent);
    expect(text).toContain('序号名称说明——————');
  });
});

describe('a handling opinion', () => {
  it('of twelve pages answers each request, and every page says which it is', async () => {
    const pages = pageTexts(await render(opinion(15), 'pdf'));
    expect(pages.length).toBeGreaterThanOrEqual(12);
    pages.forEach((page, at) => expect(page).toContain(`第${at + 1}页共${pages.length}页`));
    pages.slice(1).forEach((page) => expect(page).toContain('信访处理意见书清河信告〔2026〕12号'));
    const whole = pages.join('');
    for (let no = 1; no <= 15; no += 1)
      expect(whole).toContain(`由本局于2026年12月31日前完成第${no}块的勘界并书面告知结果①`);
    expect(whole).toContain('三十日内，向清河县人民政府书面请求复查');
  });

  it('never has its seal on a page of its own, wherever the text ends', async () => {
    for (let answers = 1; answers <= 6; answers += 1) {
      const last = pageTexts(await render(opinion(answers), 'pdf')).at(-1) ?? '';
      expect(last).toContain('（印章）');
      expect(last).toContain('任何单位和个人不得打击报复信访人');
    }
  });

  it('that is corrected says so and which version it replaces', async () => {
    const first = await textOf(opinion(1, { correction: 1 }));
    expect(first).toContain('信访处理意见书（更正）');
    expect(first).toContain('替代同一编号的原件');
    expect(await textOf(opinion(1, { correction: 3 }))).toContain('第3次更正，替代同一编号的第2次更正件');
    expect(await textOf(opinion(1))).not.toContain('更正，替代');
  });

  it('prints what looks like a placeholder or like markup as it was written', async () => {
    const strange = opinion(1, { values: { ...papers['F-07'].values, opinionSummary: '{officer}<w:p/>&amp;' } });
    expect(await textOf(strange)).toContain('{officer}<w:p/>&amp;');
    const docx = await render(strange, 'docx');
    expect(XMLValidator.validate(partsOf(docx)['word/document.xml'] ?? '')).toBe(true);
    expect(docxText(docx)).toContain('{officer}&lt;w:p/&gt;&amp;amp;');
  });

  it('leaves out the line of what is not given', async () => {
    const { transferredBy: _by, transferredOn: _on, ...values } = papers['F-07'].values;
    const text = await textOf(opinion(1, { values }));
    expect(text).not.toMatch(/转来|____|undefined/);
  });
});

describe('a record', () => {
  it('has the line for signatures on every page (SD38)', async () => {
    const dialogue = Array.from({ length: 60 }, (_, at) => ({
      speaker: at % 2 ? '答' : '问',
      text: longFacts(at).slice(0, 60),
    }));
    const record = { ...papers['F-10'], lists: { ...papers['F-10'].lists, dialogue } } as PaperContent;
    const pages = pageTexts(await render(record, 'pdf'));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toMatch(/被询问人：_+询问人：_+记录人：_+/);
    const footer = partsOf(await render(papers['F-10'], 'docx'))['word/footer1.xml'];
    expect(footer).toContain('被询问人：____');
  });
});

describe('a file', () => {
  it.each(['pdf', 'docx'] as const)(
    'as %s is the same, byte by byte, in another thread and after other papers',
    async (format) => {
      const other = paperRenderer();
      const first = await other.renderPaper(papers['F-09'], defaultTemplate('F-09', 'zh-CN'), format);
      await other.close();
      await render(papers['F-10'], format);
      expect((await render(papers['F-09'], format)).equals(first)).toBe(true);
      const changed = await render({ ...papers['F-09'], correction: 1 } as PaperContent, format);
      expect(changed.equals(first)).toBe(false);
    },
  );
});
