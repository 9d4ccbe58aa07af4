import { type DynamicModule, type INestApplicationContext, Module, type Provider, type Type } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { type EntityManager } from 'typeorm';
import { assignmentEventsSince, type EventContract, intakeEventsSince, type ServiceName } from '@huiyin/contracts';
import {
  ActorTokens,
  Bus,
  EventReader,
  LocalLine,
  NatsLine,
  Relay,
  SoleWorker,
  type EventHandling,
} from '@huiyin/messaging';
import { appendAudit, auditOf } from './audit.js';
import { AuditSealer } from './audit-chain.js';
import { Authorities } from './authorities.js';
import { Changes } from './changes.js';
import { Cursors } from './cursor.js';
import { Database } from './database.js';
import { bindRequests, eventHandlings } from './handlers.js';
import { type Readiness } from './health.js';
import { logFor, NestLog } from './logger.js';
import { faults, gauge, requestSeconds } from './metrics.js';
import { type MigrationClass } from './migrate.js';
import { ownScope } from './scope.js';
import { LOG, NUDGE, SETTINGS } from './tokens.js';
import { type Settings } from './settings.js';
import { UnitDirectory } from './unit-directory.js';

/** What an app exports: its name, its module, its tables and its migrations. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type | DynamicModule;
  readonly tables: readonly Function[];
  readonly migrations: readonly MigrationClass[];
  /** Makes the Nest application where a plain context is not enough (the gateway's HTTP). */
  readonly create?: (root: Type | DynamicModule, log: NestLog) => Promise<INestApplicationContext>;
  /** Runs when everything inside stands, before the service counts as started. @returns what to close first at the end. */
  readonly opened?: (app: INestApplicationContext) => Promise<() => Promise<void>>;
}

export interface RunningService {
  readonly name: ServiceName;
  readonly app: INestApplicationContext;
  readonly database: Database;
  readonly bus: Bus;
  readonly relay: Relay;
  readonly readiness: Readiness;
  /** Ready = false, doors, readers, relay, NATS, pools: in this order. */
  stop(): Promise<void>;
}

/** Starts one service, waiting for PostgreSQL if it must; `local` joins it to the others in the same process. */
export async function startService(
  definition: ServiceDefinition,
  settings: Settings,
  local = new LocalLine(),
): Promise<RunningService> {
  const { name } = definition;
  const log = logFor(name);
  const report = (error: unknown, what: string) => {
    faults.inc({ service: name });
    log.error({ error, what });
  };
  const database = new Database(
    settings,
    { user: `hy_${name}`, password: settings.secret(`db-hy_${name}`), schema: name },
    [...definition.tables],
  );
  await database.open((error) => log.warn({ error, what: 'waiting for PostgreSQL' }));

  const nats = new NatsLine({ url: settings.nats.url, user: name, password: settings.secret(`nats-${name}`) }, (what) =>
    log.warn({ what }),
  );
  const tokens = new ActorTokens(
    name,
    settings.secret(`token-${name}.pem`),
    JSON.parse(settings.secret('token-public.json')) as Record<string, string>,
  );
  const authorities: Authorities = new Authorities(name, () => bus);
  const bus: Bus = new Bus({
    service: name,
    tokens,
    local,
    nats: () => nats.current(),
    observe: (contract, seconds, outcome) => requestSeconds.observe({ contract, outcome }, seconds),
    report,
    admit: async (contract, call) => {
      try {
        await authorities.admit(contract, call);
      } catch (error) {
        await writeRefusal(database, settings, name, contract.act, call, error).catch((fault: unknown) =>
          report(fault, 'audit of a refusal'),
        );
        throw error;
      }
    },
  });
  const relay = new Relay({
    service: name,
    sql: database,
    line: nats,
    lock: new SoleWorker(database.connection, `${name}/relay`),
    report,
  });
  const sealer = new AuditSealer({
    schema: name,
    site: settings.site,
    sql: database,
    lock: new SoleWorker(database.connection, `${name}/sealer`),
    keyPem: settings.secret(`audit-${name}.pem`),
    report,
  });
  const units = new UnitDirectory(() => bus);
  const nudge = () => relay.nudge();

  const root = rootModule(definition, [
    { provide: SETTINGS, useValue: settings },
    { provide: LOG, useValue: log },
    { provide: NUDGE, useValue: nudge },
    { provide: Database, useValue: database },
    { provide: Bus, useValue: bus },
    { provide: Authorities, useValue: authorities },
    { provide: UnitDirectory, useValue: units },
    { provide: Cursors, useValue: new Cursors(settings.secret('cursor')) },
    { provide: Changes, useValue: new Changes(database, name, settings.site, nudge) },
  ]);
  const nestLog = new NestLog(log);
  const app = await (definition.create?.(root, nestLog) ??
    NestFactory.createApplicationContext(root, { logger: nestLog, abortOnError: false }));
  await app.init();

  const discovery = app.get(DiscoveryService, { strict: false });
  bindRequests(discovery, bus, name);
  const readers = eventHandlings(discovery).map((handling) =>
    readerOf(handling, { name, nats, database, bus, nudge, report }),
  );
  nats.onConnect((connection) => bus.attach(connection));
  nats.onLost(() => bus.lost());
  nats.start();
  units.start();
  relay.start();
  sealer.start();
  for (const reader of readers) reader.start();
  const close = await definition.opened?.(app);
  countWhatWaits(name, database);
  const housekeeping = setInterval(
    () => void forgetOldKeys(name, database).catch((error: unknown) => report(error, 'housekeeping')),
    600_000,
  );

  let isStopping = false;
  return {
    name,
    app,
    database,
    bus,
    relay,
    readiness: async () => readinessOf(isStopping, name, database, nats, units, local),
    stop: async () => {
      if (isStopping) return;
      isStopping = true;
      await close?.();
      clearInterval(housekeeping);
      units.stop();
      await Promise.all(readers.map((reader) => reader.stop()));
      await app.close();
      await relay.stop();
      await sealer.stop();
      await nats.stop();
      await database.close();
    },
  };
}

function rootModule(definition: ServiceDefinition, providers: Provider[]): DynamicModule {
  class ServiceRoot {}
  Module({})(ServiceRoot);
  class ServiceParts {}
  Module({})(ServiceParts);
  const parts: DynamicModule = {
    module: ServiceParts,
    global: true,
    providers,
    exports: providers.map((p) => (p as { provide: symbol }).provide),
  };
  return { module: ServiceRoot, imports: [parts, DiscoveryModule, definition.module] };
}

interface ReaderParts {
  name: ServiceName;
  nats: NatsLine;
  database: Database;
  bus: Bus;
  nudge: () => void;
  report: (error: unknown, what: string) => void;
}

function readerOf(handling: EventHandling<EntityManager>, parts: ReaderParts): EventReader<EntityManager> {
  const { name, nats, database, bus, nudge, report } = parts;
  return new EventReader<EntityManager>({
    service: name,
    line: nats,
    handling: handling as EventHandling<EntityManager> & { contracts: readonly EventContract[] },
    inTransaction: (work) => database.inPreparedScope(ownScope(`events of ${handling.owner}`), work),
    missing: (matterId, afterVersion) =>
      bus.ask(handling.owner === 'assignment' ? assignmentEventsSince : intakeEventsSince, { matterId, afterVersion }),
    afterCommit: nudge,
    report,
  });
}

async function writeRefusal(
  database: Database,
  settings: Settings,
  schema: string,
  act: string | undefined,
  call: Parameters<typeof auditOf>[0],
  error: unknown,
): Promise<void> {
  const code = error instanceof Error ? error.message : 'fault';
  await appendAudit(database, schema, settings.site, [
    { ...auditOf(call), act: act ?? 'unknown', outcome: `refused:${code}` },
  ]);
}

/** Idempotency keys and their answers are kept a day; months of the outbox are made ahead. */
async function forgetOldKeys(name: ServiceName, database: Database): Promise<void> {
  await database.query(`delete from ${name}.idempotency where at < now() - interval '24 hours'`);
  await database.query(`select ${name}.ensure_outbox_months(2)`);
}

function countWhatWaits(name: ServiceName, database: Database): void {
  const count = (text: string) => async () => ((await database.query(text)) as [{ n: number }])[0].n;
  gauge(
    'huiyin_outbox_unsent',
    'Events not yet stored by JetStream',
    name,
    count(`select count(*)::int as n from ${name}.outbox where sent_at is null`),
  );
  gauge(
    'huiyin_dead_letters',
    'Events dead or parked',
    name,
    count(`select count(*)::int as n from ${name}.dead_letter where standing in ('dead','parked','replay')`),
  );
}

async function readinessOf(
  isStopping: boolean,
  name: string,
  database: Database,
  nats: NatsLine,
  units: UnitDirectory,
  local: LocalLine,
): Promise<Record<string, string>> {
  const amiss: Record<string, string> = {};
  if (isStopping) amiss[`${name}.stopping`] = 'yes';
  if (!(await database.isAnswering())) amiss[`${name}.database`] = 'away';
  const isAlone = !local.has('organisation') || !local.has('intake');
  if (isAlone && nats.current() === undefined) amiss[`${name}.bus`] = 'away';
  if (!units.isKnown) amiss[`${name}.directory`] = 'unknown';
  return amiss;
}
