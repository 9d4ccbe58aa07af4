import { fontRuns, isCovered } from './paper.fonts.js';
import { type ReceiptInput, receiptPage } from './receipt.js';
import { renderReceipt } from './render-here.js';
import { paperRenderer, RendererBusy } from '@huiyin/documents';

function aReceipt(given: Partial<ReceiptInput> = {}): ReceiptInput {
  return {
    locale: 'zh-CN',
    office: '清河县信访局',
    submissionNo: '371725202611243000017',
    queryCode: '7K3MP9QX2VTB4NWRC8HD5FYGZJ',
    registeredAt: '2026-11-24T01:32:00Z',
    channel: 'visit',
    petitionerMasked: '𠮷*',
    title: '宅基地边界多年没有确认',
    attachments: 3,
    responsibleUnit: '清河县信访局',
    officer: '赵明',
    officePhone: '0530-6543210',
    clockRule: 'TL-01',
    legalDueOn: '2026-12-09',
    internalDueOn: '2026-11-30',
    clerk: '李霞',
    trackingAddress: 'https://huiyin.example/t/371725202611243000017#7K3MP9QX2VTB4NWRC8HD5FYGZJ',
    ...given,
  };
}

/** Every text of a page, in reading order. */
function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const { text, stack, columns, table, content } = node as Record<string, unknown>;
  const own = typeof text === 'string' ? [text] : [];
  if (Array.isArray(text)) own.push(text.map((run: { text: string }) => run.text).join(''));
  return [...own, ...[stack, columns, content, (table as { body?: unknown } | undefined)?.body].flatMap(textsOf)];
}
const read = async (input: ReceiptInput) => textsOf(await receiptPage(input)).join('\n');
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length;

describe('what the receipt tells', () => {
  it('in Chinese', async () => {
    const text = await read(aReceipt());
    for (const part of [
      '清河县信访局',
      '信访事项登记回执',
      '371725202611243000017',
      '2026年11月24日 09:32',
      '来访',
      '𠮷*',
      '3份',
      '7K3M P9QX 2VTB 4NWR C8HD 5FYG ZJ',
      '清河县信访局 赵明',
      '0530-6543210',
      '法定最迟2026年12月9日\n本地承诺2026年11月30日',
      '您的权利',
      '个人信息处理告知',
      '李霞',
    ])
      expect(text).toContain(part);
  });

  it('in English, with no Chinese of its own', async () => {
    const text = await read(
      aReceipt({
        locale: 'en',
        office: 'Bureau',
        responsibleUnit: 'Bureau',
        officer: 'Zhao',
        petitionerMasked: 'W*',
        title: 'House',
        clerk: 'Li',
      }),
    );
    for (const part of [
      'Registration receipt',
      '24 November 2026, 09:32',
      'Visit',
      'by law 9 December 2026',
      'Your rights',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/\p{Script=Han}/u);
  });

  it('never the secret of the address, only the code itself', async () => {
    const text = await read(aReceipt({ trackingAddress: 'https://huiyin.example/t/1#SECRETSECRET' }));
    expect(text).toContain('https://huiyin.example/t/1');
    expect(text).not.toContain('SECRETSECRET');
  });

  it('the first hundred characters of a long title, whole characters only', async () => {
    const text = await read(aReceipt({ title: '𠮷'.repeat(130) }));
    expect(text).toContain(`${'𠮷'.repeat(100)}…`);
    expect(text).not.toContain('𠮷'.repeat(101));
  });

  it('the next step that follows from the rule, and a neutral one where none is told', async () => {
    expect(await read(aReceipt())).toContain('转给有权处理的单位');
    expect(await read(aReceipt({ clockRule: 'TL-02' }))).toContain('是否受理');
    const sealed = await read(
      aReceipt({
        clockRule: undefined,
        legalDueOn: undefined,
        internalDueOn: undefined,
        responsibleUnit: undefined,
        officer: undefined,
        petitionerMasked: undefined,
      }),
    );
    expect(sealed).toContain('未留姓名');
    expect(sealed).not.toMatch(/undefined|检举|控告|保密/);
  });

  it('one date where the legal and the internal day are the same', async () => {
    expect(await read(aReceipt({ internalDueOn: '2026-12-09' }))).not.toContain('本地承诺');
  });

  it('nothing for a day that is none', async () => {
    await expect(renderReceipt(aReceipt({ legalDueOn: '2026-02-30' }))).rejects.toThrow(RangeError);
  });
});

describe('the page', () => {
  const long: Partial<ReceiptInput> = {
    office: '清'.repeat(80),
    responsibleUnit: '河'.repeat(80),
    officer: '赵'.repeat(40),
    clerk: '李'.repeat(40),
    title: '界'.repeat(200),
    petitionerMasked: '王'.repeat(80),
    trackingAddress: `https://huiyin.example/${'t'.repeat(120)}`,
  };
  it.each<[string, Partial<ReceiptInput>]>([
    ['Chinese', {}],
    ['English', { locale: 'en' }],
    ['the longest names and title that the contract lets through', long],
    ['the same in English', { ...long, locale: 'en' }],
  ])('is one sheet of A4: %s', async (_what, given) => {
    const pdf = await renderReceipt(aReceipt(given));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pages(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
    expect(pdf.length).toBeLessThan(400_000);
  });
});

describe('characters', () => {
  it.each(['①②③⑩〔〕—…·', '喆堃燊昇翀', '㛃㐂㙓', '𠮷𬱖𫍯𬀩䶮', 'Ñandú Café', '《条例》“引号”'])(
    'of %s all have a glyph',
    (text) => {
      const runs = fontRuns(text);
      expect(runs.map((run) => run.text).join('')).toBe(text);
      expect(runs.filter((run) => !isCovered(run))).toEqual([]);
    },
  );

  it('that no font here has are written as their number, never as an empty box', () => {
    const runs = fontRuns('王\u{323AF}明');
    expect(runs.map((run) => run.text).join('')).toBe('王〔U+323AF〕明');
    expect(runs.every(isCovered)).toBe(true);
  });

  it('that cannot be seen are left out', () => {
    expect(fontRuns('王\u202e明\u0000\ufe0f').map((run) => run.text)).toEqual(['王明']);
  });
});

describe('the rendering thread', () => {
  it('renders several papers in turn while the event loop goes on', async () => {
    const renderer = paperRenderer();
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const papers = await Promise.all([1, 2, 3].map((attachments) => renderer.renderReceipt(aReceipt({ attachments }))));
    clearInterval(beat);
    await renderer.close();
    expect(papers.map(pages)).toEqual([1, 1, 1]);
    expect(longest).toBeLessThan(500);
  });

  it('says what went wrong with one paper and renders the next', async () => {
    const renderer = paperRenderer();
    await expect(renderer.renderReceipt(aReceipt({ legalDueOn: 'soon' }))).rejects.toThrow('not a day: soon');
    expect(pages(await renderer.renderReceipt(aReceipt()))).toBe(1);
    await renderer.close();
    await expect(renderer.renderReceipt(aReceipt())).rejects.toThrow('closed');
  });

  it('refuses when too many wait, and rejects what waits when it is closed', async () => {
    const renderer = paperRenderer({ maxWaiting: 1 });
    const first = renderer.renderReceipt(aReceipt());
    await expect(renderer.renderReceipt(aReceipt())).rejects.toMatchObject({ name: RendererBusy.name });
    await Promise.all([expect(first).rejects.toThrow('closed'), renderer.close()]);
  });

  it('starts again after it was idle', async () => {
    const renderer = paperRenderer({ idleMs: 20 });
    await renderer.renderReceipt(aReceipt());
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(pages(await renderer.renderReceipt(aReceipt()))).toBe(1);
    await renderer.close();
  });
});
