import { type Turn } from '../../walk/life.js';

/** A number of lanes for a while; a lane walks one life after another. */
export interface Phase {
  readonly lanes: number;
  readonly seconds: number;
}

/** What the load generator is told to do with lives. */
export interface LivesOrder {
  readonly url: string;
  /** `executed`: a claim to its closing. `suggestion`: the six steps of the shortest life, read and found at its end. */
  readonly turn: Extract<Turn, 'executed' | 'suggestion'>;
  /** Seconds before the first phase, with its lanes, in which nothing is counted: lives in every stage are then under way. */
  readonly warmSeconds: number;
  /** One after another, without a pause. */
  readonly phases: readonly Phase[];
  /** Seconds that one window of the figures is long. */
  readonly windowSeconds: number;
}

/** Milliseconds of the answers that carried a step out. */
export interface StepTimes {
  readonly step: string;
  readonly times: number;
  readonly p50: number;
  readonly p99: number;
}

/** What happened in one window; `at` is the second at which it began, counted from the first phase. */
export interface LivesWindow {
  readonly at: number;
  readonly lanes: number;
  readonly lives: number;
  readonly steps: number;
  readonly p99: number;
}

export interface LivesResult {
  readonly seconds: number;
  /** Lives that ended while it was counted. */
  readonly lives: number;
  readonly livesPerSecond: number;
  readonly stepsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly steps: readonly StepTimes[];
  readonly windows: readonly LivesWindow[];
  /** Tries that came before the message from the other book, or at a shut door, by step. */
  readonly notYet: Readonly<Record<string, number>>;
  /** Steps refused for good, by what was answered; each ends its life. */
  readonly refused: Readonly<Record<string, number>>;
}
