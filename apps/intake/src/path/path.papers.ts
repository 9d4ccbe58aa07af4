import { type GuideToPath, type RefuseConcluded } from '@huiyin/contracts';
import { isTimeLimitId, timeLimit } from '@huiyin/statute';
import { clockName, hasWord, nameOf, words } from '@huiyin/words';
import { dayOf, type Draft, type Issue } from '../paper/intake-papers.js';

const locale = 'zh-CN';
const say = words(locale);

interface Signing {
  readonly officer: string;
  readonly officePhone: string;
}

/** F-09: where to go, with what, and by when (R31). */
export function guidancePaper(
  order: GuideToPath,
  rules: readonly string[],
  issue: Issue,
  { officer, officePhone }: Signing,
  authorityPhone: string | undefined,
): Draft<'F-09'> {
  const limits = rules.map(limitText).join('；');
  return {
    kind: 'F-09',
    values: {
      matter: issue.facts.title,
      receivedOn: dayOf(issue.facts.receivedAt),
      reason: order.reason,
      path: nameOf(locale, 'path', issue.facts.path ?? ''),
      authority: order.authority,
      authorityAddress: order.address,
      ...(authorityPhone === undefined ? {} : { authorityPhone }),
      citizenTimeLimit: limits === '' ? say('handOver.citizenLimitByLaw') : limits,
      officer,
      officePhone,
    },
    lists: { neededPapers: order.neededPapers.map((name, nth) => ({ no: String(nth + 1), name })) },
    isForPetitioner: true,
    signatories: [{ role: say('handOver.officer'), name: officer, at: issue.at.toISOString() }],
  };
}

/** F-06 in its second meaning: what was concluded is not accepted again (R36 ¶3). Two persons sign. */
export function refusalPaper(
  order: RefuseConcluded,
  issue: Issue,
  signing: Signing & { readonly first: string; readonly firstAt: string },
): Draft<'F-06'> {
  const { officer, officePhone, first, firstAt } = signing;
  return {
    kind: 'F-06',
    word: '不再受',
    values: {
      matter: issue.facts.title,
      receivedOn: dayOf(issue.facts.receivedAt),
      received: say('handOver.received'),
      decision: say('handOver.noLongerAccepted'),
      ground: order.reasons,
      article: order.legalGround,
      path: nameOf(locale, 'path', issue.facts.path ?? 'P_PET'),
      procedure: say('handOver.concludedProcedure'),
      rightPlace: order.rightPlace,
      remedy: say('handOver.remedy'),
      officer: first,
      officePhone,
    },
    lists: {},
    isForPetitioner: true,
    signatories: [
      { role: say('handOver.officer'), name: first, at: firstAt },
      { role: say('handOver.head'), name: officer, at: issue.at.toISOString() },
    ],
  };
}

function limitText(rule: string): string {
  if (!isTimeLimitId(rule)) return rule;
  const { length } = timeLimit(rule);
  const key = `length.${length.unit}`;
  const text = hasWord(key) ? say(key, { number: length.count ?? 0 }) : '';
  return say('handOver.citizenLimit', { clock: clockName(locale, rule), length: text });
}
