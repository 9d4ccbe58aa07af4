interface Waiting<Life> {
  readonly life: Life;
  readonly on: () => void;
  readonly off: (error: Error) => void;
}

/**
 * Lives that go on together: each gives one order, then all wait until everything has come to rest and was looked at. So one look is
 * enough for all, and whatever they do meanwhile they do at once.
 */
export class Rounds<Life> {
  #waiting: Waiting<Life>[] = [];

  constructor(
    /** How many still live. */
    private left: number,
    /** Looks at these; gives what is wrong with each of which something is. */
    private readonly look: (lives: readonly Life[]) => Promise<ReadonlyMap<Life, string>>,
  ) {}

  /** @throws Error with what is wrong. */
  arrive(life: Life): Promise<void> {
    return new Promise((on, off) => {
      this.#waiting.push({ life, on, off });
      this.#goOn();
    });
  }

  leave(): void {
    this.left--;
    this.#goOn();
  }

  #goOn(): void {
    if (this.left === 0 || this.#waiting.length < this.left) return;
    const round = this.#waiting;
    this.#waiting = [];
    this.look(round.map(({ life }) => life)).then(
      (wrong) => {
        for (const { life, on, off } of round) {
          const what = wrong.get(life);
          if (what === undefined) on();
          else off(new Error(what));
        }
      },
      (error: unknown) => {
        for (const { off } of round) off(error as Error);
      },
    );
  }
}
