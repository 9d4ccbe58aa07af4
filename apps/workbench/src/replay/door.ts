import { setTimeout as rest } from 'node:timers/promises';
import { Pool } from 'undici';
import { type Receipt, type RegisterSubmission } from '@huiyin/contracts';
import { challengePath, proofFor } from './proof-of-work.js';

const petitions = '/api/v1/petitions';
/** Milliseconds: between tries (growing), and for one answer. */
const pause = { first: 200, most: 5_000, answer: 20_000 };

export interface Given {
  readonly key: string;
  readonly petition: RegisterSubmission;
}

/** How one petition fared. `ms`: of the try that was answered with a receipt. */
export type Outcome =
  | { readonly receipt: Receipt; readonly ms: number; readonly retries: number }
  | { readonly refused: string; readonly retries: number };

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
  readonly ms: number;
}

/** The public door of an installation, over connections that are kept. */
export class Door {
  readonly #pool: Pool;

  /** `patienceMs`: for how long one petition is tried again while the door is shut, before it counts as an error. */
  constructor(
    gatewayUrl: string,
    connections: number,
    private readonly patienceMs: number,
  ) {
    this.#pool = new Pool(new URL(gatewayUrl).origin, { connections, pipelining: 1, connectTimeout: 5_000 });
  }

  /**
   * Sends a petition until the door has decided on it. A broken line, 429 and 5xx are tried again under the same key: if the first try
   * did arrive, the receipt is the same.
   */
  async register(given: Given): Promise<Outcome> {
    const until = Date.now() + this.patienceMs;
    let proof: string | undefined;
    let wait = pause.first;
    for (let retries = 0; ; retries++) {
      const answer = await this.#try(given, proof).catch(lineFault);
      const receipt = receiptIn(answer);
      if (receipt !== undefined) return { receipt, ms: answer.ms, retries };
      if (answer.status === 428 && proof === undefined) {
        proof = await this.#proof().catch(() => undefined);
        if (proof !== undefined) continue;
      }
      // A proof serves once: where the first arrived and its answer was lost, the next try is asked for another.
      proof = undefined;
      if (!isPassing(answer) || Date.now() > until) return { refused: reasonIn(answer), retries };
      await rest(answer.retryAfterMs ?? wait * (0.5 + Math.random()));
      wait = Math.min(2 * wait, pause.most);
    }
  }

  async #try({ key, petition }: Given, proof: string | undefined): Promise<Answer> {
    const asked = performance.now();
    const response = await this.#pool.request({
      method: 'POST',
      path: petitions,
      // The door refuses what another site's page might have sent; a command is nobody's page.
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        'sec-fetch-site': 'same-origin',
      },
      body: JSON.stringify(proof === undefined ? petition : { ...petition, altcha: proof }),
      headersTimeout: pause.answer,
      bodyTimeout: pause.answer,
    });
    const text = await response.body.text();
    const ms = performance.now() - asked;
    return {
      status: response.statusCode,
      body: jsonIn(text),
      retryAfterMs: retryAfter(response.headers['retry-after']),
      ms,
    };
  }

  async #proof(): Promise<string | undefined> {
    const response = await this.#pool.request({ method: 'GET', path: challengePath });
    return proofFor(jsonIn(await response.body.text()));
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}

function lineFault(error: unknown): Answer {
  const { code, message } = error as { code?: string; message: string };
  return { status: 0, body: { code: code ?? message }, retryAfterMs: undefined, ms: 0 };
}

function isPassing({ status, body }: Answer): boolean {
  if (status === 0 || status === 429 || status === 428 || status >= 500) return true;
  return (body as { code?: string } | undefined)?.code === 'proof-of-work-invalid';
}

function receiptIn({ status, body }: Answer): Receipt | undefined {
  const receipt = body as Receipt | undefined;
  return status >= 200 && status < 300 && typeof receipt?.submissionNo === 'string' ? receipt : undefined;
}

function reasonIn({ status, body }: Answer): string {
  const { code } = (body ?? {}) as { code?: string };
  return code ?? `status ${status}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds or a date (RFC 9110, 10.2.3), in milliseconds; at most a minute. */
function retryAfter(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 60_000);
}
