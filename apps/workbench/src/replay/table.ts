import { type Locale } from '@huiyin/contracts';
import { words } from '@huiyin/words';
import { type WalkFigures } from '../walk/walk.js';
import { type ReplayFigures } from './run.js';

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, n]) => `${name} ${n}`);
  return `${sum(counts)}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

function repeats({ repeats: exact, repeatsUnproposed }: ReplayFigures['proposals']): string {
  return `${exact} say what another says word for word, ${exact - repeatsUnproposed} of them proposed`;
}

/** The end of a replay as a table, each line in Chinese and English. */
export function replayTable(figures: ReplayFigures): string {
  const both = (key: 'sent' | 'receipts' | 'proposals' | 'errors' | 'rate') =>
    (['zh-CN', 'en'] satisfies Locale[]).map((locale) => words(locale)(`console.replay.${key}`)).join(' / ');
  const { comparison: c } = figures;
  const lines: [string, string][] = [
    [both('sent'), `${figures.sent}${figures.skipped === 0 ? '' : ` (+ ${figures.skipped} before)`}`],
    [both('receipts'), `${figures.receipts} (${figures.new} new)`],
    [both('proposals'), `${listed(figures.proposals.byLikeness)}; ${repeats(figures.proposals)}`],
    [both('errors'), listed(figures.errors)],
    [both('rate'), `${figures.perSecond} (${figures.seconds} s, ${figures.retries} retries)`],
    ['p50 / p99', `${figures.p50Ms} / ${figures.p99Ms} ms`],
  ];
  const found = `${c.acknowledged} = ${c.database} = ${c.stream} = ${c.reading}`.replaceAll(
    '=',
    c.areEqual ? '=' : '|',
  );
  const heading = 'receipts, database, event stream, reading model';
  return [
    ...lines.map(([name, value]) => `${name}: ${value}`),
    `${heading}: ${found}`,
    verdict(figures),
    ...(figures.walk === undefined ? [] : walkLines(figures.walk)),
  ].join('\n');
}

function walkLines(walk: WalkFigures): string[] {
  const both = (key: 'walked' | 'papers') =>
    (['zh-CN', 'en'] satisfies Locale[]).map((locale) => words(locale)(`console.replay.${key}`)).join(' / ');
  return [
    `${both('walked')}: ${walk.walked} / ${walk.asked} (${listed(walk.byTurn)}); ${listed(walk.states)}; ${walk.seconds} s, ${walk.livesPerSecond}/s`,
    `${both('papers')}: ${walk.papersRendered} / ${walk.papers} (+ ${walk.papersAfterSeconds} s)`,
    ...walk.steps.map(({ step, times, p50Ms, p99Ms }) => `  ${step}: ${times}, p50 / p99 ${p50Ms} / ${p99Ms} ms`),
    ...walk.refused.slice(0, 10).map((why) => `  ${why}`),
  ];
}

function verdict(figures: ReplayFigures): string {
  if (figures.comparison.areEqual && figures.otherReceipt.length === 0 && figures.proposals.repeatsUnproposed === 0)
    return inBoth('equal', '');
  const { lost, sharedNumbers } = figures.comparison;
  const what = [
    lost.length === 0 ? '' : `lost ${lost.join(' ')}`,
    sharedNumbers === 0 ? '' : `${sharedNumbers} numbers given twice`,
    figures.proposals.repeatsUnproposed === 0 ? '' : `${figures.proposals.repeatsUnproposed} repeats not proposed`,
    figures.otherReceipt.length === 0 ? '' : `another receipt for ${figures.otherReceipt.slice(0, 5).join(' ')}`,
  ];
  return inBoth('differs', what.filter((part) => part !== '').join(', ') || 'counts');
}

function inBoth(key: 'equal' | 'differs', what: string): string {
  return `${words('zh-CN')(`console.replay.${key}`, { what })} / ${words('en')(`console.replay.${key}`, { what })}`;
}
