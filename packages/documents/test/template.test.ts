import {
  checkTemplate,
  defaultTemplate,
  type PaperBlock,
  paperFields,
  paperKinds,
  PaperRefused,
  type PaperTemplate,
} from '@huiyin/documents';

const opinion = defaultTemplate('F-07', 'zh-CN');
const accepted = defaultTemplate('F-05', 'zh-CN');

function refusalOf(template: PaperTemplate): [string, string] | undefined {
  try {
    checkTemplate(template);
    return undefined;
  } catch (error) {
    if (!(error instanceof PaperRefused)) throw error;
    return [error.code, error.placeholder];
  }
}
const withBlock = (template: PaperTemplate, block: unknown): PaperTemplate => ({
  ...template,
  blocks: [...template.blocks, block as PaperBlock],
});
const without = (template: PaperTemplate, at: number): PaperTemplate => ({
  ...template,
  blocks: template.blocks.filter((_block, index) => index !== at),
});
const edited = (template: PaperTemplate, from: string, to: string): PaperTemplate =>
  JSON.parse(JSON.stringify(template).replaceAll(from, to)) as PaperTemplate;

describe('a template', () => {
  it.each(paperKinds.flatMap((kind) => [[kind, 'zh-CN'] as const, [kind, 'en'] as const]))(
    'of ours passes its own check: %s in %s',
    (kind, locale) => {
      expect(refusalOf(defaultTemplate(kind, locale))).toBeUndefined();
    },
  );

  it.each(paperKinds)('of %s cannot lose a block of rights, nor the words of it', (kind) => {
    const template = defaultTemplate(kind, 'zh-CN');
    template.blocks.forEach((block, at) => {
      if (block.type !== 'rights') return;
      expect(refusalOf(without(template, at))).toEqual(['missing-right', block.right]);
      expect(refusalOf(edited(template, block.text.slice(3, 12), ''))).toEqual(['missing-right', block.right]);
    });
  });

  it.each(paperKinds)('of %s cannot lose a value or list that its paper must show', (kind) => {
    const template = defaultTemplate(kind, 'zh-CN');
    const must = Object.entries(paperFields[kind].values).filter(([, need]) => need === 'must');
    expect(must.length).toBeGreaterThan(0);
    for (const [name] of must) {
      const refusal = refusalOf(edited(template, `{${name}}`, '……'));
      expect([
        ['missing-placeholder', name],
        ['missing-right', expect.any(String)],
      ]).toContainEqual(refusal);
    }
  });

  it('may be reworded and extended', () => {
    expect(
      refusalOf(
        withBlock(edited(opinion, '现已办理完毕', '现已办结'), { type: 'note', text: '一式两份。{numberText}' }),
      ),
    ).toBeUndefined();
    expect(refusalOf(edited(accepted, '有权申请其回避。', '有权申请其回避。请向{office}提出。'))).toBeUndefined();
  });

  it.each<[string, PaperTemplate, string, string]>([
    [
      'a placeholder of another kind',
      withBlock(opinion, { type: 'note', text: '{newDueOn}' }),
      'unknown-placeholder',
      'newDueOn',
    ],
    [
      'a placeholder with a slip',
      withBlock(opinion, { type: 'note', text: '{ office }' }),
      'unknown-placeholder',
      ' office ',
    ],
    ['a brace alone', withBlock(opinion, { type: 'note', text: '甲{office' }), 'unknown-placeholder', '甲{office'],
    [
      'a name of every object',
      withBlock(opinion, { type: 'note', text: '{constructor}' }),
      'unknown-placeholder',
      'constructor',
    ],
    [
      'a column outside its list',
      withBlock(opinion, { type: 'note', text: '{answer}' }),
      'unknown-placeholder',
      'answer',
    ],
    [
      'a list that the kind has not',
      withBlock(opinion, { type: 'list', list: 'agents', text: '' }),
      'unknown-placeholder',
      'agents',
    ],
    ['a block that is none', withBlock(opinion, { type: 'script', text: 'x' }), 'unknown-block', 'script'],
    ['a block without its text', withBlock(opinion, { type: 'note' }), 'unknown-block', 'note'],
    ['no block at all', withBlock(opinion, null), 'unknown-block', 'undefined'],
    ['fields without rows', withBlock(opinion, { type: 'fields' }), 'unknown-block', 'fields'],
    [
      'a table longer than a sheet',
      withBlock(opinion, { type: 'table', list: 'requests', columns: [{ heading: '', text: '{no}' }], blankRows: 1e9 }),
      'wrong-value',
      'table',
    ],
    ['a language that is none', { ...opinion, locale: 'fr' } as unknown as PaperTemplate, 'wrong-value', 'locale'],
    ['a version that is none', { ...opinion, version: 0 }, 'wrong-value', 'version'],
    ['a text of many pages', withBlock(opinion, { type: 'note', text: '长'.repeat(4_001) }), 'too-long', 'note'],
    ['a long title', { ...opinion, title: '长'.repeat(61) }, 'too-long', 'title'],
    ['a kind that is none', { ...opinion, kind: 'F-99' } as unknown as PaperTemplate, 'unknown-kind', 'F-99'],
    [
      'no place for the signature',
      { ...opinion, blocks: opinion.blocks.filter(({ type }) => type !== 'signatures') },
      'missing-block',
      'signatures',
    ],
    [
      'a right on a line that an optional value takes away',
      edited(opinion, '书面请求复查。', '书面请求复查。{nextHigherContact}'),
      'missing-right',
      'remedy',
    ],
    [
      'a mandatory value only on a line that an optional value takes away',
      edited(opinion, '{opinionSummary}', '{opinionSummary}{fairHearing}'),
      'missing-placeholder',
      'opinionSummary',
    ],
    ['an answer that is not shown', edited(opinion, '{answer}', '见附件'), 'missing-placeholder', 'requests.answer'],
  ])('is refused for %s', (_what, template, code, placeholder) => {
    expect(refusalOf(template)).toEqual([code, placeholder]);
  });
});
