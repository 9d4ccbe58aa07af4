import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { Pool } from 'undici';

/** Every demo account's password and step-up word; production mode refuses both. */
const demoPassword = 'huiyin-demo-2026';
const demoCode = 'demo';
/** Milliseconds after which a head proves the second factor again, well inside the window; and for one answer. */
const proveEvery = 200_000;
const answerWithin = 20_000;

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly ms: number;
}

export interface Sending {
  /** Version for `If-Match`. */
  readonly version?: number;
  /** Kept over retries of one order. */
  readonly key?: string;
}

interface Session {
  token: string;
  steppedUpAt: number;
}

/** The door let nobody in: what it answered. */
class SignInRefused extends Error {
  override readonly name = 'SignInRefused';

  constructor(
    username: string,
    readonly answer: Answer,
  ) {
    super(`${username} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

/** Demo officials at the public door, each with a session of their own; `undefined` stands for a citizen. */
export class Officials {
  readonly #pool: Pool;
  readonly #sessions = new Map<string, Promise<Session>>();

  constructor(gatewayUrl: string, connections: number) {
    this.#pool = new Pool(new URL(gatewayUrl).origin, { connections, pipelining: 1, connectTimeout: 5_000 });
  }

  /** Sends one request. @returns the answer; that of the sign-in where it was refused. @throws what the line throws. */
  async send(
    username: string | undefined,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    sending: Sending = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' };
    if (username !== undefined) {
      const session = await this.#session(username).catch(refusedSignIn);
      if (session instanceof SignInRefused) return session.answer;
      headers['authorization'] = `Bearer ${session.token}`;
    }
    if (method === 'POST') {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = sending.key ?? randomUUID();
    }
    if (sending.version !== undefined) headers['if-match'] = `"${sending.version}"`;
    return this.#ask(method, `/api/v1${path}`, headers, body);
  }

  /** The file of a paper, or what was answered instead. */
  async bytes(username: string, path: string): Promise<{ status: number; bytes: Buffer }> {
    const { token } = await this.#session(username);
    const answer = await this.#pool.request({
      method: 'GET',
      path: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.statusCode, bytes: Buffer.from(await answer.body.arrayBuffer()) };
  }

  /** Forgets a session, so that the next request signs in anew: the gateway may have been replaced. */
  forget(username: string | undefined): void {
    if (username !== undefined) this.#sessions.delete(username);
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #session(username: string): Promise<Session> {
    const known = this.#sessions.get(username) ?? this.#begin(username);
    this.#sessions.set(username, known);
    known.catch(() => this.#sessions.delete(username));
    const session = await known;
    if (session.steppedUpAt === 0 || Date.now() - session.steppedUpAt <= proveEvery) return session;
    const renewed = this.#proved(session.token);
    this.#sessions.set(username, renewed);
    renewed.catch(() => this.#sessions.delete(username));
    return renewed;
  }

  /** Signs in, trying again for a while: many officials sign in at once, and passwords are hashed slowly. */
  async #begin(username: string): Promise<Session> {
    for (let tries = 0; ; tries++) {
      const answer = await this.#ask(
        'POST',
        '/api/v1/sessions',
        { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        { username, password: demoPassword },
      );
      const { token } = answer.body;
      if (typeof token === 'string') return this.#proved(token);
      if (tries === 20) throw new SignInRefused(username, answer);
      await rest(500);
    }
  }

  async #proved(token: string): Promise<Session> {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    };
    const answer = await this.#ask('POST', '/api/v1/sessions/current/step-up', headers, { code: demoCode });
    const renewed = answer.body['token'];
    if (typeof renewed !== 'string') return { token, steppedUpAt: 0 };
    return { token: renewed, steppedUpAt: Date.now() };
  }

  async #ask(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object): Promise<Answer> {
    const asked = performance.now();
    const answer = await this.#pool.request({
      method,
      path,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      headersTimeout: answerWithin,
      bodyTimeout: answerWithin,
    });
    const text = await answer.body.text();
    const ms = performance.now() - asked;
    return { status: answer.statusCode, body: jsonIn(text), headers: answer.headers, ms };
  }
}

function refusedSignIn(error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error;
  throw error;
}

function jsonIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
