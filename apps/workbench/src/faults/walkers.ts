import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { inventedPetition } from '../bench/invented-petition.js';
import { bureau, officeFor } from '../walk/cast.js';
import { Life, type Turn, turns } from '../walk/life.js';
import { noAnswer } from '../walk/line-break.js';
import { Officials } from '../walk/officials.js';

/** A matter that officials walked, with every step that the door acknowledged. */
export interface WalkedLife {
  readonly matterId: string;
  readonly submissionNo: string;
  readonly turn: Turn;
  readonly steps: string[];
  /** Where the walker left it; undefined as long as it walks, or where it was refused. */
  end?: string;
  refused?: string;
}

const lanes = 3;
/** Milliseconds. A step is tried for longer than anything here needs to come back. */
const pace = { first: 0, again: 60, patience: 90_000 } as const;
const textLength = 120;

/** Officials who walk matters from the counter to the answer all the while; each order goes under one key until it is carried out. */
export class Walkers {
  readonly lives: WalkedLife[] = [];
  readonly #officials: Officials;
  #place = 0;
  #tries = 0;
  #isRunning = false;
  #lanes: Promise<void>[] = [];

  constructor(gatewayUrl: string) {
    this.#officials = new Officials(gatewayUrl, 2 * lanes);
  }

  start(): void {
    this.#tries = 0;
    this.#isRunning = true;
    this.#lanes = Array.from({ length: lanes }, () => this.#lane());
  }

  /** Stops once every life that was begun has ended. @returns tries that came too early, or to a door that was shut */
  async stop(): Promise<number> {
    this.#isRunning = false;
    await Promise.all(this.#lanes);
    return this.#tries;
  }

  close(): Promise<void> {
    return this.#officials.close();
  }

  async #lane(): Promise<void> {
    while (this.#isRunning) {
      const place = this.#place++;
      const life = await this.#registered(turns[place % turns.length] ?? 'straight');
      this.lives.push(life);
      const plan = { matterId: life.matterId, version: 1, office: officeFor(place), turn: life.turn };
      const ears = { done: (step: string) => void life.steps.push(step), notYet: () => void (this.#tries += 1) };
      try {
        life.end = await new Life(this.#officials, plan, ears, pace).walk();
      } catch (error) {
        life.refused = String(error);
      }
    }
  }

  /** A letter that the counter writes down. */
  async #registered(turn: Turn): Promise<WalkedLife> {
    const purpose = turn === 'suggestion' ? 'opinion' : 'request_decision';
    const petition = { ...inventedPetition(textLength), channel: 'letter', purpose };
    const sending = { key: randomUUID() };
    for (;;) {
      const answer = await this.#officials.send(bureau.intake, 'POST', '/petitions', petition, sending).catch(noAnswer);
      const { matterId, submissionNo } = answer?.body ?? {};
      if (typeof matterId === 'string') return { matterId, submissionNo: String(submissionNo), turn, steps: [] };
      if (answer?.status === 401) this.#officials.forget(bureau.intake);
      this.#tries += 1;
      await rest(10 * pace.again);
    }
  }
}
