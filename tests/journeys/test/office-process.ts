import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JetStreamApiError, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';
import { lines, type RequestContract, type ServiceName, services } from '@huiyin/contracts';
import { type LocalServices, startLocalServices } from '@huiyin/local-services';
import { type Actor, ActorTokens, Bus, LocalLine, natsAccounts, NatsLine, streamOf } from '@huiyin/messaging';
import { allServices } from '@huiyin/office';
import { makeSecrets, migrate, provision, secretsFrom } from '@huiyin/service';
import { eventually } from '@huiyin/testing';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * The product as an office runs it: one process with every service, beside PostgreSQL, NATS and Redis of its own, whose folder and
 * whose every written line a test may search. Nothing of it is shared with another test.
 */
export class OfficeProcess {
  /** Every line that the process wrote. */
  readonly log: string[] = [];
  url = '';
  healthUrl = '';
  #child: ChildProcess | undefined;
  readonly #lines: NatsLine[] = [];
  #connection: NatsConnection | undefined;
  #streams: Promise<JetStreamManager> | undefined;

  private constructor(
    readonly local: LocalServices,
    readonly adminUrl: string,
    /** Looks past row-level security. */
    readonly admin: pg.Client,
    readonly secretsFolder: string,
    readonly secret: (name: string) => string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<OfficeProcess> {
    const secretsFolder = mkdtempSync(join(tmpdir(), 'huiyin-secrets-'));
    makeSecrets(secretsFolder);
    const secret = secretsFrom(secretsFolder);
    const local = await startLocalServices({
      root,
      mode: 'test',
      env: { ...process.env, DATABASE_URL: '', NATS_URL: '', REDIS_URL: '' },
      isDurable: false,
      accountsConf: natsAccounts((user) => secret(`nats-${user}`)),
    });
    try {
      const adminUrl = await provision(local.databaseUrl, (role) => secret(`db-${role}`));
      for (const service of allServices) await migrate(adminUrl, service.name, service.migrations);
      const admin = new pg.Client({ connectionString: adminUrl });
      await admin.connect();
      const office = new OfficeProcess(local, adminUrl, admin, secretsFolder, secret);
      await office.#spawn(env);
      return office;
    } catch (error) {
      await local.stop();
      throw error;
    }
  }

  async #spawn(env: Record<string, string>): Promise<void> {
    const database = new URL(this.adminUrl);
    mkdirSync(this.filesFolder, { recursive: true });
    const child = spawn(process.execPath, [join(root, 'apps/office/dist/main.js')], {
      env: {
        ...process.env,
        HUIYIN_DATABASE: `postgres://${database.host}${database.pathname}`,
        HUIYIN_NATS: this.local.natsUrl,
        HUIYIN_SECRETS: this.secretsFolder,
        HUIYIN_FILES: this.filesFolder,
        HUIYIN_MODE: 'test',
        HUIYIN_PUBLIC_URL: 'http://localhost',
        HUIYIN_LIMIT_WRONG_CODES: '1000000',
        HUIYIN_LOG: 'trace',
        PORT: '0',
        REDIS_URL: this.local.redisUrl ?? '',
        DATABASE_URL: '',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let rest = '';
    const heard = (bytes: Buffer) => {
      const whole = (rest + bytes.toString()).split('\n');
      rest = whole.pop() ?? '';
      this.log.push(...whole);
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    const said = (what: string) =>
      eventually(async () => {
        if (child.exitCode !== null) throw new Error(`the office ended: ${this.log.slice(-5).join('\n')}`);
        return this.log.find((line) => line.includes(`"what":"${what}"`));
      }, 60_000);
    const { port } = JSON.parse(await said('listening')) as { port: number };
    this.url = `http://127.0.0.1:${port}`;
    const { healthPort } = JSON.parse(await said('started')) as { healthPort: number };
    this.healthUrl = `http://127.0.0.1:${healthPort}`;
    await eventually(async () => (await fetch(`${this.healthUrl}/health/ready`)).ok, 30_000);
  }

  get filesFolder(): string {
    return join(this.local.folder, 'files');
  }

  async rows<R extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.admin.query(text, values)).rows as R[];
  }

  /** The bus as one service's keys open it; a hijacked service has no more than this. */
  async bus(service: ServiceName): Promise<Bus> {
    const user = { url: this.local.natsUrl, user: service, password: this.secret(`nats-${service}`) };
    const line = new NatsLine(user, () => undefined);
    this.#lines.push(line);
    line.start();
    await eventually(async () => line.current() !== undefined);
    return new Bus({
      service,
      tokens: this.tokens(service),
      local: new LocalLine(),
      nats: () => line.current(),
      admit: async () => undefined,
      report: (error) => console.error(error),
    });
  }

  tokens(service: ServiceName): ActorTokens {
    return new ActorTokens(
      service,
      this.secret(`token-${service}.pem`),
      JSON.parse(this.secret('token-public.json')) as Record<string, string>,
    );
  }

  /** Waits until all that was told was heard and all papers are set: outboxes empty, every reader at the end of every stream, twice the same. */
  async quiet(): Promise<void> {
    let before = '';
    await eventually(async () => {
      const now = await this.#standing();
      const isSame = now !== undefined && now === before;
      before = now ?? '';
      return isSame;
    }, 60_000);
  }

  /** How far the streams are; undefined while something is still on its way. */
  async #standing(): Promise<string | undefined> {
    const outboxes = services
      .filter((service) => service !== 'gateway')
      .map((s) => `select 1 from ${s}.outbox where sent_at is null`);
    const papers = ['intake', 'assignment'].map((s) => `select 1 from ${s}.paper where rendered_at is null`);
    if ((await this.rows([...outboxes, ...papers].join(' union all '))).length > 0) return undefined;
    this.#streams ??= this.#look();
    const manager = await this.#streams;
    const ends: string[] = [];
    for (const reader of services) {
      for (const owner of lines[reader].reads) {
        const info = await manager.consumers.info(streamOf(owner), reader).catch(notBegun);
        if (info === undefined || info.num_pending + info.num_ack_pending > 0) return undefined;
        ends.push(`${reader} ${owner} ${info.delivered.stream_seq}`);
      }
    }
    return ends.join();
  }

  async #look(): Promise<JetStreamManager> {
    const user = { user: 'workbench', pass: this.secret('nats-workbench'), inboxPrefix: '_INBOX.workbench' };
    this.#connection = await connect({ servers: this.local.natsUrl, ...user });
    return jetstreamManager(this.#connection, { checkAPI: false });
  }

  async stop(): Promise<void> {
    for (const line of this.#lines) await line.stop();
    await this.#connection?.close();
    await this.admin.end();
    const child = this.#child;
    if (child !== undefined && child.exitCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    await this.local.stop();
    rmSync(this.secretsFolder, { recursive: true, force: true });
  }
}

/** Right after the start there may be no stream yet, or no reader of it. @throws every other failure. */
function notBegun(error: unknown): undefined {
  if (error instanceof JetStreamApiError && error.status === 404) return undefined;
  throw error;
}

/** Asks over a bus as somebody; gives the answer or the code of the refusal. */
export async function asked<I extends object, O extends object>(
  bus: Bus,
  contract: RequestContract<I, O>,
  input: object,
  actor: Actor | undefined,
  reason?: string,
): Promise<{ ok?: O; code?: string }> {
  try {
    const options = { ...(actor === undefined ? {} : { for: actor }), reason, idempotencyKey: randomUUID() };
    return { ok: await bus.ask(contract, input as I, options) };
  } catch (error) {
    return { code: (error as { code?: string }).code ?? String(error) };
  }
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
