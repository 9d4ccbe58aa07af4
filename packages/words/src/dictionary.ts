import { actEn } from './act.en.js';
import { actZh } from './act.zh.js';
import { clockEn, clockStateEn, lengthEn } from './clock.en.js';
import { clockStateZh, clockZh, lengthZh } from './clock.zh.js';
import { consoleEn } from './console.en.js';
import { consoleZh } from './console.zh.js';
import { handOverEn } from './hand-over.en.js';
import { handOverZh } from './hand-over.zh.js';
import { citationEn, lawEn } from './law.en.js';
import { citationZh, lawZh } from './law.zh.js';
import * as matterEn from './matter.en.js';
import * as matterZh from './matter.zh.js';
import { roleEn, tierEn, unitKindEn } from './office.en.js';
import { roleZh, tierZh, unitKindZh } from './office.zh.js';
import { opinionEn } from './opinion.en.js';
import { opinionZh } from './opinion.zh.js';
import { pageActEn, pageNextEn } from './page-act.en.js';
import { pageActZh, pageNextZh } from './page-act.zh.js';
import { pageEn } from './page.en.js';
import { pageZh } from './page.zh.js';
import { paperEn, paperNameEn } from './paper.en.js';
import { paperNameZh, paperZh } from './paper.zh.js';
import { problemEn } from './problem.en.js';
import { problemZh } from './problem.zh.js';
import { measureEn, stateEn, taskEn, warningEn } from './state.en.js';
import { measureZh, stateZh, taskZh, warningZh } from './state.zh.js';
import { timelineEn } from './timeline.en.js';
import { timelineZh } from './timeline.zh.js';
import { type DottedKeys, type InEnglish } from './word-keys.js';

export const zhongwen = {
  problem: problemZh,
  act: actZh,
  state: stateZh,
  task: taskZh,
  warning: warningZh,
  measure: measureZh,
  clock: clockZh,
  clockState: clockStateZh,
  length: lengthZh,
  law: lawZh,
  citation: citationZh,
  channel: matterZh.channelZh,
  purpose: matterZh.purposeZh,
  kind: matterZh.kindZh,
  urgency: matterZh.urgencyZh,
  visitForm: matterZh.visitFormZh,
  category: matterZh.categoryZh,
  path: matterZh.pathZh,
  closing: matterZh.closingZh,
  role: roleZh,
  tier: tierZh,
  unitKind: unitKindZh,
  timeline: timelineZh,
  opinion: opinionZh,
  page: pageZh,
  pageNext: pageNextZh,
  pageAct: pageActZh,
  console: consoleZh,
  paperName: paperNameZh,
  paper: paperZh,
  handOver: handOverZh,
} as const;

export const english: InEnglish<typeof zhongwen> = {
  problem: problemEn,
  act: actEn,
  state: stateEn,
  task: taskEn,
  warning: warningEn,
  measure: measureEn,
  clock: clockEn,
  clockState: clockStateEn,
  length: lengthEn,
  law: lawEn,
  citation: citationEn,
  channel: matterEn.channelEn,
  purpose: matterEn.purposeEn,
  kind: matterEn.kindEn,
  urgency: matterEn.urgencyEn,
  visitForm: matterEn.visitFormEn,
  category: matterEn.categoryEn,
  path: matterEn.pathEn,
  closing: matterEn.closingEn,
  role: roleEn,
  tier: tierEn,
  unitKind: unitKindEn,
  timeline: timelineEn,
  opinion: opinionEn,
  page: pageEn,
  pageNext: pageNextEn,
  pageAct: pageActEn,
  console: consoleEn,
  paperName: paperNameEn,
  paper: paperEn,
  handOver: handOverEn,
};

export type WordKey = DottedKeys<typeof zhongwen>;

type Tree = { readonly [key: string]: string | Tree };

function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

/** Every dotted key there is a word for. */
export const wordKeys: ReadonlySet<string> = new Set(keysOf(zhongwen));

/** The words of the papers by language. */
export const paperWords = { 'zh-CN': paperZh, en: paperEn } as const;
