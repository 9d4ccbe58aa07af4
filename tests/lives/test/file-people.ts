import { type HandlingFile } from '@huiyin/assignment/rules';
import { type Dice, when } from './act.js';
import { type Books } from './books.js';
import { type Model } from './model.js';
import { dayOf, endOf, legalEnd, startOf } from './oracle.js';

export const minute = 60_000;
export const fileOf = (books: Books) => books.file as HandlingFile;
export const nowOf = (books: Books) => new Date(books.now);
/** Nothing is asked of an office that has no file yet. */
export const has = (m: Model): boolean => !m.isKeptByIntake;
export const officersOf = (m: Model) => m.county.all(m.unit, 'dept_officer');
export const headsOf = (m: Model) => m.county.all(m.unit, 'dept_head');
export const stranger = 'nobody-of-this-file';
export const anybody = (m: Model) => [m.officer, m.second ?? stranger, ...officersOf(m), ...headsOf(m), ...m.recused];
export const recusedAct = (m: Model, by: string) => when(m.recused.includes(by), 'officer-recused');
/** Somebody who holds a post here and did not step aside. */
export const fit = (from: readonly string[], m: Model) => from.filter((one) => !m.recused.includes(one));
export const pick = (m: Model, dice: Dice, from: readonly string[]) =>
  dice.right(dice.one(fit(from, m)) ?? stranger, anybody(m));

/** A head who may sign; for mischief anybody. */
export const pickHead = (m: Model, dice: Dice) => dice.right(dice.one(fit(headsOf(m), m)) ?? stranger, anybody(m));

export const pickOf = (m: Model, dice: Dice, from: readonly string[]) =>
  dice.right(dice.one(from) ?? stranger, [...anybody(m), m.pending?.by ?? stranger, m.pending?.about ?? stranger]);

/** T36: a confirmed execution can be disputed for thirty days; a day that may still move ends nothing. */
export const isInsideDisputeWindow = ({ confirmedAt, now }: Model): boolean => {
  if (confirmedAt === undefined) return false;
  const counted = { rule: 'TL-51', startedAt: startOf(dayOf(confirmedAt)), extended: 0 };
  return now < endOf(counted) || !legalEnd(counted).isSure;
};

/** R35, SAT22: thirty days from the service; a day that may still move ends nothing. */
export const isOver = (m: Model) => {
  const counted = { rule: 'TL-13', startedAt: startOf(m.servedOn), extended: 0 };
  return m.now >= endOf(counted) && legalEnd(counted).isSure;
};
