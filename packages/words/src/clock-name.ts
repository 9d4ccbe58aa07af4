import { type Locale } from '@huiyin/contracts';
import { isTimeLimitId, timeLimit } from '@huiyin/statute';
import { nameOf } from './words.js';

/** The name of the clock of a statute rule such as `TL-01`; the rule itself when the statute does not know it. */
export function clockName(locale: Locale, rule: string): string {
  return isTimeLimitId(rule) ? nameOf(locale, 'clock', timeLimit(rule).slug) : rule;
}
