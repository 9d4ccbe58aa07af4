import fc from 'fast-check';
import { Problem } from '@huiyin/contracts';
import { type AnyAct, Dice, type Prepared } from './act.js';
import { actsOfChange } from './acts-of-change.js';
import { actsOfHandOver } from './acts-of-hand-over.js';
import { actsOfHandling } from './acts-of-handling.js';
import { actsOfOffice } from './acts-of-office.js';
import { actsOfOfficers } from './acts-of-officers.js';
import { actsOfExecution } from './acts-of-execution.js';
import { actsOfOpinion } from './acts-of-opinion.js';
import { actsOfTriage } from './acts-of-triage.js';
import { type Books } from './books.js';
import { compare } from './comparison.js';
import { type Model } from './model.js';
import { endOf } from './oracle.js';

type Step = fc.Command<Model, Books>;

const orders: readonly AnyAct[] = [
  ...actsOfTriage,
  ...actsOfHandOver,
  ...actsOfOffice,
  ...actsOfOfficers,
  ...actsOfHandling,
  ...actsOfExecution,
  ...actsOfOpinion,
];

/** How often each order was carried out, and each refusal was met. */
export const seen = {
  done: new Map<string, number>(),
  refused: new Map<string, number>(),
  rows: new Map<string, number>(),
  steps: 0,
};
const count = (of: Map<string, number>, key: string) => of.set(key, (of.get(key) ?? 0) + 1);

const codeOf = (error: unknown): string => {
  if (error instanceof Problem) return error.code;
  throw error;
};

const stored = ({ matter, file, offer, held, tasks }: Books) => JSON.stringify({ matter, file, offer, held, tasks });

/** Gives an order to the real rule and to the model: both refuse it and nothing changed, or both carry it out. */
function give(model: Model, books: Books, { refusals, done, real }: Prepared, name: string): void {
  const rowsBefore = books.rows.length;
  const clocksBefore = new Map(books.held.clocks.map((clock) => [clock.clockId, clock.legal.at]));
  if (refusals.length > 0) {
    const before = stored(books);
    let code = 'carried out';
    try {
      real(books);
    } catch (error) {
      code = codeOf(error);
    }
    if (!refusals.includes(code)) throw new Error(`refused with ${refusals.join(' or ')} by the model, but ${code}`);
    if (stored(books) !== before) throw new Error('a refused order changed something');
    count(seen.refused, `${name}: ${code}`);
    return;
  }
  real(books);
  done();
  count(seen.done, name);
  for (const row of books.rows.slice(rowsBefore)) count(seen.rows, row);
  const isExtended = books.rows.slice(rowsBefore).includes('T27.1');
  for (const { clockId, legal } of books.held.clocks) {
    const was = clocksBefore.get(clockId);
    if (was !== undefined && (isExtended ? legal.at < was : legal.at !== was))
      throw new Error(`a date moved by ${name}`);
  }
}

/** The alarms of what is over, and that both agree afterwards. */
function settle(model: Model, books: Books): void {
  const rowsBefore = books.rows.length;
  books.ring();
  model.settle();
  for (const row of books.rows.slice(rowsBefore)) count(seen.rows, row);
  compare(model, books);
}

class Ordered implements Step {
  #text = 'nothing';

  constructor(
    readonly numbers: readonly number[],
    readonly kind: 'onward' | 'mischief' | 'change',
  ) {}

  check(): boolean {
    return true;
  }

  run(model: Model, books: Books): void {
    const dice = new Dice(this.numbers, this.kind === 'mischief');
    const chosen = this.#choose(model, dice);
    if (chosen === undefined) return;
    this.#text = `${this.kind}: ${chosen.prepared.text} at ${new Date(model.now).toISOString()}`;
    model.diary.push(this.#text);
    seen.steps++;
    give(model, books, chosen.prepared, chosen.name);
    // Whoever answers late is told so before the alarm rings.
    if (!model.isAlarmLate) settle(model, books);
  }

  #choose(model: Model, dice: Dice): { name: string; prepared: Prepared } | undefined {
    if (this.kind === 'change') return prepared(actsOfChange[dice.below(actsOfChange.length)], model, dice);
    if (this.kind === 'mischief') return mischiefOf(model, dice);
    const allowed = orders.flatMap((one) => {
      const found = prepared(one, model, dice);
      return found?.prepared.refusals.length === 0 ? Array.from({ length: one.weight }, () => found) : [];
    });
    return dice.one(allowed);
  }

  toString(): string {
    return this.#text;
  }
}

/** Half of it is done at the right time in the wrong way, half at any time. */
function mischiefOf(model: Model, dice: Dice) {
  const anything = prepared(orders[dice.below(orders.length)], model, dice);
  if (dice.below(2) === 0) return anything;
  const wrong = orders
    .flatMap((one) => prepared(one, model, dice) ?? [])
    .filter(({ prepared: { refusals } }) => isSubtle(refusals));
  return dice.one(wrong) ?? anything;
}

function isSubtle(refusals: readonly string[]): boolean {
  return (
    refusals.length > 0 && !refusals.some((code) => ['transition-not-allowed', 'no-decision-pending'].includes(code))
  );
}

function prepared(one: AnyAct | undefined, model: Model, dice: Dice) {
  const found = one?.prepare(model, dice);
  return one === undefined || found === undefined ? undefined : { name: one.name, prepared: found };
}

const day = 86_400_000;

class Waited implements Step {
  #text = 'no time';

  constructor(
    readonly minutes: number,
    readonly edge: number | undefined,
    readonly isAlarmLate: boolean,
  ) {}

  check(): boolean {
    return true;
  }

  run(model: Model, books: Books): void {
    if (model.isAlarmLate) {
      model.isAlarmLate = false;
      settle(model, books);
    }
    const until = this.#until(model);
    if (until <= model.now) return;
    this.#text = `${this.isAlarmLate ? 'unheard ' : ''}until ${new Date(until).toISOString()}`;
    model.diary.push(this.#text);
    model.now = until;
    books.now = until;
    model.isAlarmLate = this.isAlarmLate;
    if (!this.isAlarmLate) settle(model, books);
  }

  /** To the last day of some period or the day after it, or just on. */
  #until({ now, clocks }: Model): number {
    const ends = clocks.filter((clock) => clock.runs && endOf(clock) > now).map(endOf);
    const end = this.edge === undefined ? undefined : ends[this.edge % ends.length];
    if (end === undefined) return now + this.minutes * 60_000;
    return end + ((this.minutes % 3) - 1) * (this.minutes % 2 === 0 ? 1 : day / 2);
  }

  toString(): string {
    return this.#text;
  }
}

const numbers = fc.array(fc.nat({ max: 9_999 }), { minLength: 8, maxLength: 8 });
const onward = numbers.map((thrown) => new Ordered(thrown, 'onward'));
const mischief = numbers.map((thrown) => new Ordered(thrown, 'mischief'));
const change = numbers.map((thrown) => new Ordered(thrown, 'change'));
const waiting = (max: number) =>
  fc
    .tuple(fc.integer({ min: 1, max }), fc.option(fc.nat({ max: 9 })), fc.integer({ min: 0, max: 5 }))
    .map(([minutes, edge, late]) => new Waited(minutes, edge ?? undefined, late === 0));
const shortly = fc.integer({ min: 1, max: 2_000 }).map((minutes) => new Waited(minutes, undefined, false));

/** Mostly what moves a matter on, with delays of minutes to forty days, and among it what must be refused. */
export const lifeOf = fc.commands(
  [onward, mischief, onward, shortly, onward, mischief, onward, change, onward, waiting(60 * 24 * 40)],
  { maxCommands: 90, size: 'max' },
);
