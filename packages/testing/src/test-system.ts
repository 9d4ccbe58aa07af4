import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type RequestContract, type ServiceName, services as allServices } from '@huiyin/contracts';
import { type LocalServices, startLocalServices } from '@huiyin/local-services';
import { type Actor, ActorTokens, Bus, LocalLine, natsAccounts, NatsLine } from '@huiyin/messaging';
import {
  makeSecrets,
  migrate,
  provision,
  type RunningService,
  secretsFrom,
  type ServiceDefinition,
  type Settings,
  startService,
} from '@huiyin/service';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export interface TestSystemOptions {
  /** The services under test. Neighbours that are not among them are answered by the test, by contract. */
  readonly services: readonly ServiceDefinition[];
  /** True: every service has its own line, so that everything crosses NATS, as in separate processes. */
  readonly isApart?: boolean;
  /** True: a PostgreSQL of its own, even where DATABASE_URL names one, for tests that kill it. */
  readonly hasOwnPostgres?: boolean;
  /** Answers requests of a service that is not under test. */
  readonly neighbours?: (as: (service: ServiceName) => Bus) => void;
}

interface AskOptions {
  readonly key?: string;
}

/** A system of real servers: an own database in a real PostgreSQL, an own NATS, Redis. */
export class TestSystem {
  private constructor(
    readonly local: LocalServices,
    readonly adminUrl: string,
    /** Reads and writes everything, past row-level security: for looking at what really stands in the database. */
    readonly admin: pg.Client,
    readonly settings: (service: ServiceName) => Settings,
    readonly running: ReadonlyMap<string, RunningService>,
    private readonly gate: Bus,
    private readonly closing: () => Promise<void>,
  ) {}

  static async start(options: TestSystemOptions): Promise<TestSystem> {
    const { secretsFolder, filesFolder, remove } = folders(
      options.hasOwnPostgres === true ? undefined : process.env['DATABASE_URL'],
    );
    const secret = secretsFrom(secretsFolder);
    const local = await startLocalServices({
      root,
      mode: 'test',
      env: { ...process.env, NATS_URL: '', ...(options.hasOwnPostgres === true ? { DATABASE_URL: '' } : {}) },
      isDurable: false,
      accountsConf: natsAccounts((u) => secret(`nats-${u}`)),
    });
    const databaseName = `hy_test_${randomBytes(6).toString('hex')}`;
    const adminUrl = await provision(local.databaseUrl, (role) => secret(`db-${role}`), databaseName);
    for (const service of options.services) await migrate(adminUrl, service.name, service.migrations);
    const settings = (service: ServiceName): Settings => {
      const url = new URL(adminUrl);
      return {
        service,
        mode: 'test',
        site: `t${databaseName.slice(-6)}`,
        database: { host: url.hostname, port: Number(url.port), name: databaseName },
        nats: { url: local.natsUrl },
        redisUrl: local.redisUrl,
        publicUrl: 'http://localhost',
        secret,
        filesFolder,
      };
    };
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    const shared = new LocalLine();
    const buses = neighbourBuses(options, settings, shared);
    options.neighbours?.((service) => buses.bus(service));
    const running = new Map<string, RunningService>();
    for (const service of options.services) {
      running.set(
        service.name,
        await startService(service, settings(service.name), options.isApart ? new LocalLine() : shared),
      );
    }
    const gate = running.get('gateway')?.bus ?? buses.bus('gateway');
    const closing = async () => {
      for (const service of [...running.values()].reverse()) await service.stop();
      await buses.close();
      await admin.end();
      const cleaner = new pg.Client({ connectionString: local.databaseUrl });
      await cleaner.connect();
      await cleaner.query(`drop database if exists ${databaseName} with (force)`);
      await cleaner.end();
      await local.stop();
      remove();
    };
    return new TestSystem(local, adminUrl, admin, settings, running, gate, closing);
  }

  /** Asks as somebody, through the gateway's signature, as every call from outside comes. A write gets a new idempotency key unless told. */
  async ask<I extends object, O extends object>(
    contract: RequestContract<I, O>,
    input: object,
    actor: Actor,
    options: AskOptions = {},
  ): Promise<O> {
    return this.gate.ask(contract, input as I, {
      for: actor,
      requestId: randomUUID(),
      idempotencyKey: options.key ?? randomUUID(),
    });
  }

  service(name: ServiceName): RunningService {
    const service = this.running.get(name);
    if (service === undefined) throw new Error(`${name} is not part of this test`);
    return service;
  }

  /** Rows as they stand, past every policy. */
  async rows<R extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.admin.query(text, values)).rows as R[];
  }

  async stop(): Promise<void> {
    await this.closing();
  }
}

function folders(databaseUrl: string | undefined) {
  // Secrets outlive one test: roles belong to the PostgreSQL cluster, which many tests share.
  const cluster = Buffer.from(databaseUrl ?? 'own')
    .toString('hex')
    .slice(-16);
  const secretsFolder = join(root, '.local', `test-secrets-${databaseUrl === undefined ? randomUUID() : cluster}`);
  mkdirSync(dirname(secretsFolder), { recursive: true });
  makeSecrets(secretsFolder);
  const filesFolder = mkdtempSync(join(tmpdir(), 'huiyin-files-'));
  return {
    secretsFolder,
    filesFolder,
    remove: () => {
      rmSync(filesFolder, { recursive: true, force: true });
      if (databaseUrl === undefined) rmSync(secretsFolder, { recursive: true, force: true });
    },
  };
}

function neighbourBuses(options: TestSystemOptions, settings: (service: ServiceName) => Settings, shared: LocalLine) {
  const made = new Map<ServiceName, { bus: Bus; nats: NatsLine | undefined }>();
  const make = (service: ServiceName) => {
    const own = settings(service);
    const nats = options.isApart
      ? new NatsLine({ url: own.nats.url, user: service, password: own.secret(`nats-${service}`) }, () => undefined)
      : undefined;
    const bus = new Bus({
      service,
      tokens: new ActorTokens(
        service,
        own.secret(`token-${service}.pem`),
        JSON.parse(own.secret('token-public.json')) as Record<string, string>,
      ),
      local: options.isApart ? new LocalLine() : shared,
      nats: () => nats?.current(),
      admit: async () => undefined,
      report: (error) => console.error(error),
    });
    // Handlers are registered right after this in the same turn, before the connection can be made.
    nats?.onConnect((connection) => bus.attach(connection));
    nats?.onLost(() => bus.lost());
    nats?.start();
    return { bus, nats };
  };
  const known = new Set(options.services.map((s) => s.name));
  return {
    bus(service: ServiceName): Bus {
      if (known.has(service)) throw new Error(`${service} is under test; it answers for itself`);
      if (!allServices.includes(service)) throw new Error(`no service ${service}`);
      const entry = made.get(service) ?? make(service);
      made.set(service, entry);
      return entry.bus;
    },
    async close(): Promise<void> {
      for (const { nats } of made.values()) await nats?.stop();
    },
  };
}
