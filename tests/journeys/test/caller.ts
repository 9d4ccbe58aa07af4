import { randomUUID } from 'node:crypto';

export const demoPassword = 'huiyin-demo-2026';

/** Everything that came back: a leak in a header is a leak. */
export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly whole: string;
}

/** Somebody at the door: nobody known, or an official with a session; an auditor may say why. */
export class Caller {
  private constructor(
    private readonly url: string,
    readonly token: string | undefined,
    private readonly reason: string | undefined,
  ) {}

  static anonymous(url: string): Caller {
    return new Caller(url, undefined, undefined);
  }

  /** Signs in and proves the second factor, so that no refusal hides behind a missing step. */
  static async signedIn(url: string, username: string, password = demoPassword, reason?: string): Promise<Caller> {
    const opened = await new Caller(url, undefined, undefined).post('/sessions', { username, password });
    const { token } = jsonIn<{ token?: string }>(opened);
    if (token === undefined) throw new Error(`${username} was not let in: ${opened.body}`);
    const stepped = await new Caller(url, token, undefined).post('/sessions/current/step-up', { code: 'demo' });
    return new Caller(url, jsonIn<{ token?: string }>(stepped).token ?? token, reason);
  }

  /** At the same door with this session. */
  as(token: string): Caller {
    return new Caller(this.url, token, this.reason);
  }

  /** The same session, with a reason given for looking. */
  because(reason: string): Caller {
    return new Caller(this.url, this.token, reason);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Heard> {
    return this.send('GET', `/api/v1${path}`, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Heard> {
    return this.send('POST', `/api/v1${path}`, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    });
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Heard> {
    const headers = { ...this.#own(), ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(this.url + path, { ...init, method, headers });
    const got = Object.fromEntries(response.headers);
    const body = Buffer.from(await response.arrayBuffer()).toString();
    return { status: response.status, headers: got, body, whole: `${response.status} ${JSON.stringify(got)} ${body}` };
  }

  #own(): Record<string, string> {
    return {
      ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      ...(this.reason === undefined ? {} : { reason: encodeURIComponent(this.reason) }),
    };
  }
}

/** What an answer holds is known to whoever asked. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function jsonIn<T>(heard: Heard): T {
  return JSON.parse(heard.body) as T;
}

export function codeIn(heard: Heard): string | undefined {
  if (!heard.headers['content-type']?.startsWith('application/problem+json')) return undefined;
  return jsonIn<{ code: string }>(heard).code;
}
