import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { filesBelow, type OfficeProcess } from './office-process.js';

/** A place where something could be left behind, and all that stands in it. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every place outside the sealed schema: tables, streams, jobs, log lines, metrics, and files (of PostgreSQL: what it logs). */
export async function placesOf(office: OfficeProcess): Promise<Place[]> {
  await office.quiet();
  return [
    ...(await tables(office)),
    ...(await storedMessages(office)),
    ...(await jobs(office)),
    { name: 'log of the office', bytes: Buffer.from(office.log.join('\n')) },
    { name: 'metrics', bytes: Buffer.from(await metricsOf(office)) },
    ...files(office),
  ];
}

export async function metricsOf(office: OfficeProcess): Promise<string> {
  const doors = [`${office.url}/metrics`, `${office.healthUrl}/metrics`, `${office.healthUrl}/health/ready`];
  const texts = await Promise.all(doors.map(async (door) => (await fetch(door)).text()));
  return texts.join('\n');
}

async function tables(office: OfficeProcess): Promise<Place[]> {
  const known = await office.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('sealed', 'pg_catalog', 'information_schema')`,
  );
  const places: Place[] = [];
  for (const { name } of known) {
    const [row] = await office.rows<{ all: string | null }>(`select string_agg(t::text, E'\\n') as all from ${name} t`);
    places.push({ name: `table ${name}`, bytes: Buffer.from(row?.all ?? '') });
  }
  return places;
}

/** Every stored message of every stream there is, read one by one. */
async function storedMessages(office: OfficeProcess): Promise<Place[]> {
  const overview = await fetch(`${office.local.natsMonitorUrl ?? ''}/jsz?accounts=true&streams=true`);
  const names = [
    ...new Set([...(await overview.text()).matchAll(/"name": "([A-Z_]+)"/g)].map((match) => match[1] ?? '')),
  ];
  const connection = await connect({
    servers: office.local.natsUrl,
    user: 'workbench',
    pass: office.secret('nats-workbench'),
    inboxPrefix: '_INBOX.workbench',
  });
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const places: Place[] = [];
  for (const name of names.filter((known) => known.startsWith('EVENT_') || known === 'SEALED')) {
    const { state } = await manager.streams.info(name);
    for (let seq = state.first_seq; seq <= state.last_seq && seq > 0; seq++) {
      const message = await manager.streams.getMessage(name, { seq });
      if (message === null) continue;
      const head = `${message.subject} ${JSON.stringify([...message.header])} `;
      places.push({ name: `stream ${name} ${seq}`, bytes: Buffer.concat([Buffer.from(head), message.data]) });
    }
  }
  await connection.close();
  return places;
}

/** Every key of Redis as it would be dumped: jobs, counters, answers. */
async function jobs(office: OfficeProcess): Promise<Place[]> {
  const redis = new Redis(office.local.redisUrl ?? '');
  const places: Place[] = [];
  for (const key of await redis.keys('*')) {
    const value = await whole(redis, key, await redis.type(key));
    places.push({ name: `redis ${key}`, bytes: Buffer.from(`${key} ${JSON.stringify(value)}`) });
  }
  redis.disconnect();
  return places;
}

async function whole(redis: Redis, key: string, type: string): Promise<unknown> {
  if (type === 'string') return redis.get(key);
  if (type === 'hash') return redis.hgetall(key);
  if (type === 'list') return redis.lrange(key, 0, -1);
  if (type === 'set') return redis.smembers(key);
  if (type === 'zset') return redis.zrange(key, 0, -1, 'WITHSCORES');
  if (type === 'stream') return redis.xrange(key, '-', '+');
  throw new Error(`${key} is a ${type}`);
}

/** Names and contents of files: uploads, streams and jobs on disk, logs. PostgreSQL's own hold the sealed schema too. */
function files(office: OfficeProcess): Place[] {
  const { folder, owned } = office.local;
  const database = owned.postgres?.dataDir ?? folder;
  return filesBelow(folder)
    .filter((path) => !path.startsWith(database) && !/\.(?:pid|sock|lock)$/.test(path))
    .map((path) => ({
      name: `file ${path.slice(folder.length)}`,
      bytes: Buffer.concat([Buffer.from(path), readFileSync(path)]),
    }));
}
