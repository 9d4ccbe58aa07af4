import { setTimeout as sleep } from 'node:timers/promises';
import { type Receipt } from '@huiyin/contracts';
import { signedIn } from '../bench/sign-in.js';
import { type Chance } from './chance.js';
import { nextPetition, type Petition } from './petition-kinds.js';

export interface Acknowledged extends Petition {
  readonly receipt: Receipt;
  /** Name of the fault during which the receipt came. */
  readonly during: string;
}

const lanes = 6;
/** Milliseconds: between two petitions of a lane, before a refused one is sent again, and for one answer. */
const pace = { between: 20, again: 150, answer: 12_000 } as const;
const clerk = 'township1';

/** People who send petitions all the while and never give one up: each is sent under its key until there is a receipt. */
export class Sender {
  readonly acknowledged: Acknowledged[] = [];
  /** Instant at which the last petition that was acknowledged had been sent, `performance.now()`. */
  lastSentAt = 0;
  #during = '';
  #refused: Record<string, number> = {};
  #isRunning = false;
  #lanes: Promise<void>[] = [];
  #clerk: Record<string, string> | undefined;

  constructor(
    private readonly gatewayUrl: string,
    private readonly chance: Chance,
  ) {}

  start(during: string): void {
    this.#during = during;
    this.#refused = {};
    this.#isRunning = true;
    this.#lanes = Array.from({ length: lanes }, () => this.#lane());
  }

  /** Stops once everything that was begun is acknowledged. @returns outcomes other than a receipt, by status or error, with their number */
  async stop(): Promise<Record<string, number>> {
    this.#isRunning = false;
    await Promise.all(this.#lanes);
    return this.#refused;
  }

  /** Sends one again as it was. @throws Error when it is refused */
  async again(petition: Petition): Promise<Receipt> {
    const answer = await this.#send(petition);
    if (answer.status !== 201) throw new Error(`a repeat under the same key was answered with ${answer.status}`);
    return (await answer.json()) as Receipt;
  }

  async #lane(): Promise<void> {
    while (this.#isRunning) {
      await this.#untilAcknowledged(nextPetition(this.chance, this.acknowledged));
      await sleep(pace.between);
    }
  }

  async #untilAcknowledged(petition: Petition): Promise<void> {
    for (;;) {
      const sentAt = performance.now();
      const outcome = await this.#try(petition);
      if (typeof outcome === 'object') {
        this.acknowledged.push({ ...petition, receipt: outcome, during: this.#during });
        this.lastSentAt = Math.max(this.lastSentAt, sentAt);
        return;
      }
      this.#refused[outcome] = (this.#refused[outcome] ?? 0) + 1;
      await sleep(pace.again);
    }
  }

  async #try(petition: Petition): Promise<Receipt | string> {
    try {
      const answer = await this.#send(petition);
      if (answer.status === 201) return (await answer.json()) as Receipt;
      const { code } = (await answer.json()) as { code?: string };
      return `${answer.status} ${code ?? ''}`.trim();
    } catch (error) {
      const { name, cause } = error as { name: string; cause?: { code?: string } };
      return cause?.code ?? name;
    }
  }

  async #send(petition: Petition): Promise<Response> {
    const who = petition.kind === 'letter' ? (this.#clerk ??= await signedIn(this.gatewayUrl, clerk)) : {};
    return fetch(`${this.gatewayUrl}/api/v1/petitions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': petition.key, ...who },
      body: petition.body,
      signal: AbortSignal.timeout(pace.answer),
    });
  }
}
