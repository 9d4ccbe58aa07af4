import { percentile, rounded } from '../figures.rules.js';
import { type LivesOrder, type LivesResult, type LivesWindow, type Phase, type StepTimes } from './lives-order.js';

interface Heard {
  readonly step: string;
  /** Milliseconds since the first phase began at which the answer came, and that it took. */
  readonly at: number;
  readonly ms: number;
}

/** Counts what happens between the beginning of the first phase and the end of the last; refusals are counted whenever they come. */
export class LivesTally {
  readonly #heard: Heard[] = [];
  readonly #ended: number[] = [];
  readonly #notYet: Record<string, number> = {};
  readonly #refused: Record<string, number> = {};
  readonly #lasts: number;

  constructor(
    private readonly order: LivesOrder,
    /** Milliseconds since the first phase began; negative before it. */
    private readonly now: () => number,
  ) {
    this.#lasts = order.phases.reduce((sum, { seconds }) => sum + seconds, 0) * 1000;
  }

  done(step: string, ms: number): void {
    if (this.#counts) this.#heard.push({ step, at: this.now(), ms });
  }

  notYet(step: string): void {
    if (this.#counts) this.#notYet[step] = (this.#notYet[step] ?? 0) + 1;
  }

  lifeEnded(): void {
    if (this.#counts) this.#ended.push(this.now());
  }

  refused(why: string): void {
    this.#refused[why] = (this.#refused[why] ?? 0) + 1;
  }

  result(): LivesResult {
    const seconds = this.#lasts / 1000;
    const all = sorted(this.#heard);
    return {
      seconds,
      lives: this.#ended.length,
      livesPerSecond: rounded(this.#ended.length / seconds),
      stepsPerSecond: rounded(all.length / seconds),
      p50: rounded(percentile(all, 0.5)),
      p99: rounded(percentile(all, 0.99)),
      steps: this.#steps(),
      windows: this.#windows(),
      notYet: this.#notYet,
      refused: this.#refused,
    };
  }

  get #counts(): boolean {
    return this.now() >= 0 && this.now() < this.#lasts;
  }

  #steps(): StepTimes[] {
    const names = [...new Set(this.#heard.map(({ step }) => step))];
    return names.map((step) => {
      const times = sorted(this.#heard.filter((heard) => heard.step === step));
      return {
        step,
        times: times.length,
        p50: rounded(percentile(times, 0.5)),
        p99: rounded(percentile(times, 0.99)),
      };
    });
  }

  #windows(): LivesWindow[] {
    const length = this.order.windowSeconds * 1000;
    return Array.from({ length: Math.floor(this.#lasts / length) }, (_, nth) => {
      const isIn = (at: number) => Math.floor(at / length) === nth;
      const times = sorted(this.#heard.filter(({ at }) => isIn(at)));
      return {
        at: (nth * length) / 1000,
        lanes: lanesAt(this.order.phases, nth * length),
        lives: this.#ended.filter(isIn).length,
        steps: times.length,
        p99: rounded(percentile(times, 0.99)),
      };
    });
  }
}

/** How many lanes there are `at` milliseconds; those of the first phase before it, none after the last. */
export function lanesAt(phases: readonly Phase[], at: number): number {
  let ends = 0;
  for (const { lanes, seconds } of phases) {
    ends += seconds * 1000;
    if (at < ends) return lanes;
  }
  return 0;
}

function sorted(heard: readonly Heard[]): number[] {
  return heard.map(({ ms }) => ms).toSorted((a, b) => a - b);
}
