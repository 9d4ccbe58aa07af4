import { type Books } from './books.js';
import { type Model } from './model.js';

/** Numbers thrown beforehand, from which an order takes its particulars, so that a life can be replayed and shrunk. */
export class Dice {
  #at = 0;
  constructor(
    private readonly numbers: readonly number[],
    /** Whether somebody means to do what is not allowed. */
    readonly isMischief: boolean,
  ) {}

  below(limit: number): number {
    const number = this.numbers[this.#at++ % this.numbers.length] ?? 0;
    return limit <= 0 ? 0 : number % limit;
  }

  one<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)];
  }

  /** The right one, or for mischief now and then any of these. */
  right<T>(right: T, any: readonly T[]): T {
    const isWrong = this.isMischief && this.below(3) === 0;
    return isWrong ? (this.one(any) ?? right) : right;
  }

  often(outOf: number): boolean {
    return this.below(outOf) > 0;
  }
}

/** One kind of order: what the model says of it, and the real rule that it is given to. */
export interface Act<Order> {
  readonly name: string;
  /** How much it is preferred where it is allowed: what moves a matter on is. */
  readonly weight: number;
  /** Undefined where there is nothing that the order could be about. */
  readonly order: (m: Model, dice: Dice) => Order | undefined;
  /** Codes of everything that speaks against it; none: it must be done. */
  readonly refusals: (m: Model, order: Order) => string[];
  readonly done: (m: Model, order: Order) => void;
  readonly real: (books: Books, order: Order) => void;
}

/** An act whose order only it knows. */
export interface AnyAct {
  readonly name: string;
  readonly weight: number;
  readonly prepare: (m: Model, dice: Dice) => Prepared | undefined;
}
export interface Prepared {
  readonly text: string;
  /** The particulars, for a door of the running product. */
  readonly order: unknown;
  readonly refusals: string[];
  readonly done: () => void;
  readonly real: (books: Books) => void;
}

export function act<Order>(given: Act<Order>): AnyAct {
  const { name, weight } = given;
  return {
    name,
    weight,
    prepare: (m, dice) => {
      const order = given.order(m, dice);
      if (order === undefined) return undefined;
      const text = `${name} ${JSON.stringify(order)}`;
      const refusals = given.refusals(m, order);
      return { text, order, refusals, done: () => given.done(m, order), real: (books) => given.real(books, order) };
    },
  };
}

/** A refusal where a condition holds. */
export const when = (holds: boolean, code: string): string[] => (holds ? [code] : []);
