import * as contracts from '@huiyin/contracts';
import * as statute from '@huiyin/statute';
import { clockName, hasWord, lawName, localeOf, nameOf, problemDetail, words } from './index.js';
import { english, zhongwen } from './dictionary.js';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [path, word] of flat(value, `${prefix}${key}.`)) found.set(path, word);
  }
  return found;
}
const placeholders = (word: string): string[] =>
  [...word.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

const chinese = flat(zhongwen);
const anglo = flat(english);

describe('the two languages', () => {
  it('have the same keys', () => {
    expect(chinese.size).toBeGreaterThan(400);
    expect([...anglo.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('have the same placeholders in every word', () => {
    const unequal = [...chinese].filter(
      ([key, word]) => placeholders(word).join() !== placeholders(anglo.get(key) ?? '').join(),
    );
    expect(unequal).toEqual([]);
  });

  it('leave no word empty and no Chinese in English but for the language switch', () => {
    expect([...chinese, ...anglo].filter(([, word]) => word.trim() === '')).toEqual([]);
    expect([...anglo].filter(([key, word]) => /\p{Script=Han}/u.test(word) && key !== 'page.language')).toEqual([]);
  });

  it('write Chinese sentences with Chinese punctuation', () => {
    expect([...chinese].filter(([, word]) => /\p{Script=Han}[,;:?!()]/u.test(word))).toEqual([]);
  });
});

/** Acts that change nothing of a matter: reading, and what is only seen. */
const onlySeen = /^(?:read|export|reveal|know)-/;

const slugs: [string, readonly string[]][] = [
  ['act', statute.acts.filter((act) => !onlySeen.test(act))],
  [
    'act',
    [statute.claimMachine, statute.suggestionMachine, statute.accusationMachine].flatMap((machine) =>
      machine.rows.map((row) => row.command),
    ),
  ],
  ['state', [...statute.claimStates, ...statute.suggestionStates, ...statute.accusationStates]],
  ['state', ['received', 'passed-on', 'confirmed'].map((status) => status.replace('-', '_'))],
  ['clock', statute.timeLimitIds.map((id) => statute.timeLimit(id).slug)],
  ['length', statute.timeLimitIds.map((id) => statute.timeLimit(id).length.unit)],
  ['task', statute.taskActs],
  ['warning', ['warn', 'due-today', 'overdue', 'risk-reminder-draft', 'accountability-proposal-draft']],
  ['measure', ['legal', 'internal']],
  ['closing', Object.keys(statute.closingReasons)],
  ['kind', [...Object.keys(statute.matterKinds), ...contracts.kinds]],
  ['channel', [...Object.keys(statute.channels), ...contracts.channels]],
  ['purpose', [...Object.keys(statute.purposes), ...contracts.purposes]],
  ['urgency', [...Object.keys(statute.urgencyLevels), ...contracts.urgencies]],
  ['visitForm', contracts.visitForms],
  ['category', statute.categorySlugs],
  ['path', [...statute.pathQuestions.map(({ path }) => path), 'P_PET', 'P_MED']],
  ['paperName', Object.keys(statute.documentKinds)],
  ['role', statute.roles],
  ['tier', contracts.tiers],
  ['unitKind', contracts.unitKinds],
];

describe('every slug has its word', () => {
  it.each(slugs)('of %s', (group, members) => {
    expect(members.length).toBeGreaterThan(0);
    expect(members.filter((slug) => !chinese.has(`${group}.${slug}`))).toEqual([]);
  });

  it('of problems: a title and a detail that differ, in both languages', () => {
    expect(contracts.problemCodes.length).toBeGreaterThan(50);
    for (const code of contracts.problemCodes) {
      for (const language of [chinese, anglo]) {
        const [title, detail] = [language.get(`problem.${code}.title`), language.get(`problem.${code}.detail`)];
        expect([code, title, detail]).toEqual([code, expect.any(String), expect.any(String)]);
        expect(detail).not.toBe(title);
      }
    }
  });

  it('and no problem has words without a code', () => {
    expect(Object.keys(zhongwen.problem).filter((code) => !contracts.isProblemCode(code))).toEqual([]);
  });
});

describe('looking up', () => {
  it('puts values into the word and changes nothing in them', () => {
    const values = { unit: '甲县<b>信访局 {{officer}} $t(page.slogan)', officer: '王一' };
    expect(words('zh-CN')('timeline.officer-named', values)).toBe(`由${values.unit}的王一负责。`);
  });

  it('keeps the languages apart, whoever asked last', () => {
    const [zh, en] = [words('zh-CN'), words('en')];
    expect([zh('state.registered'), en('state.registered'), zh('state.registered')]).toEqual([
      '已登记',
      'Registered',
      '已登记',
    ]);
  });

  it('gives back the slug when it has no name', () => {
    expect(nameOf('zh-CN', 'state', 'lost')).toBe('lost');
    expect(hasWord('state.lost')).toBe(false);
    expect([hasWord('state'), hasWord('state.constructor.name')]).toEqual([false, false]);
  });

  it('names the clock of a statute rule', () => {
    expect(clockName('zh-CN', 'TL-06')).toBe('办理期限');
    expect(clockName('en', 'TL-10.1')).toBe('Time for the national tier to pass it down');
    expect(clockName('en', 'TL-99')).toBe('TL-99');
  });
});

describe('what a time limit rests on', () => {
  it.each([
    ['R22', '《信访工作条例》第二十二条', 'Regulations on Petition Work, Art. 22'],
    ['R23 ¶3', '《信访工作条例》第二十三条第三款', 'Regulations on Petition Work, Art. 23 ¶ 3'],
    [
      'R22(3); SD42 ¶2',
      '《信访工作条例》第二十二条第（三）项、《山东省信访条例》第四十二条第二款',
      /Art\. 22 \(3\) and Shandong/,
    ],
    ['R35; T34', '《信访工作条例》第三十五条', 'Regulations on Petition Work, Art. 35'],
    ['CPL250', '《民事诉讼法》第二百五十条', 'Civil Procedure Law, Art. 250'],
    ['ML33; CPL205', '《人民调解法》第三十三条、《民事诉讼法》第二百零五条', /Mediation Law, Art\. 33/],
    ['ARL20', '《行政复议法》第二十条', /Art\. 20$/],
    ['LDA9', '《劳动争议调解仲裁法》第九条', /Art\. 9$/],
    ['R110', '《信访工作条例》第一百一十条', /Art\. 110$/],
    ['SAT22', '《信访事项办理群众满意度评价工作办法（试行）》', /Satisfaction/],
    ['MED02-33', '《人民调解工作若干规定》第三十三条', /Art\. 33$/],
    ['ARL20-21', '《行政复议法》第二十条至第二十一条', /Arts\. 20 to 21$/],
    ['ARL31, 88', '《行政复议法》第三十一条和第八十八条', /Arts\. 31 and 88$/],
    ['T10', 'T10', 'T10'],
  ])('%s is named by text and article', (source, zh, en) => {
    expect(lawName('zh-CN', source)).toBe(zh);
    expect(lawName('en', source)).toMatch(
      typeof en === 'string' ? new RegExp(`^${en.replace(/[.()]/g, '\\$&')}$`) : en,
    );
  });

  it('names the source of every period that a petitioner is shown; the rhythm of the office itself is shown to none', () => {
    const kept = statute.timeLimitIds
      .map((id) => statute.timeLimit(id))
      .filter(({ holder, article }) => holder !== 'informational' && !/^(?:S\d|PIPL)/.test(article));
    const bare = kept.map(({ article }) => article).filter((article) => lawName('zh-CN', article) === article);
    expect(bare).toEqual([]);
  });
});

describe('the detail of a refusal', () => {
  const values = { current: 4, acts: 'accept,open-handling,lost', at: '2026-03-02T01:30:00.000Z' };

  it('tells what was done since the version that the reader saw, by its name', () => {
    expect(problemDetail('zh-CN', 'stale-version', values)).toBe(
      '这期间已经：受理、开始办理、lost（最后一次在2026年3月2日 09:30）。您的修改没有保存。请先看最新内容，再决定怎么改。',
    );
    expect(problemDetail('en', 'stale-version', values)).toMatch(
      /^Done meanwhile: accepted, handling opened, lost \(the last at 2 March 2026, 09:30\)\. /,
    );
  });

  it('is the plain one where nothing is told, and of every other refusal', () => {
    expect(problemDetail('en', 'stale-version', { current: 4 })).toBe(words('en')('problem.stale-version.detail'));
    expect(problemDetail('zh-CN', 'unit-closed', values)).toBe(words('zh-CN')('problem.unit-closed.detail'));
  });
});

describe('the language of a request', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['en-US,en;q=0.9', 'en'],
    ['fr, en;q=0.5', 'en'],
    ['fr', 'zh-CN'],
    ['zh;q=0.4, en;q=0.8', 'en'],
    ['en;q=0, zh', 'zh-CN'],
    ['*', 'zh-CN'],
    ['enx', 'zh-CN'],
    ['EN-gb', 'en'],
    [`${'x,'.repeat(100_000)}en`, 'zh-CN'],
  ])('of %.20j is %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});
