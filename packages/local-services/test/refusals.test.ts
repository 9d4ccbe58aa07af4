import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findPgbench, startLocalServices } from '../src/index.js';
import { PrivateCheckout, refusal, rows } from './private-checkout.js';

let checkout: PrivateCheckout;
beforeEach(() => (checkout = PrivateCheckout.make()));
afterEach(() => checkout.remove());

test('the servers named by the environment are used and none is started', async () => {
  const { databaseUrl, natsUrl, redisUrl } = await checkout.start();
  const other = PrivateCheckout.make();
  const env = { DATABASE_URL: databaseUrl, NATS_URL: natsUrl, REDIS_URL: redisUrl };
  const used = await other.start({ env });
  expect(used).toMatchObject({ databaseUrl, natsUrl, redisUrl });
  expect(Object.values(used.owned).filter(Boolean)).toEqual([]);
  await other.remove();
  expect(await rows(databaseUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test.each([
  ['DATABASE_URL', 'postgresql://huiyin:secret@127.0.0.1:9/huiyin', 'postgres-unreachable'],
  ['NATS_URL', 'nats://user:secret@127.0.0.1:9', 'nats-unreachable'],
  ['REDIS_URL', 'redis://:secret@127.0.0.1:9', 'redis-unreachable'],
])('an address in %s where nothing answers is refused without telling its password', async (name, url, code) => {
  const error = await refusal(checkout.start({ env: { [name]: url } }));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(new RegExp(`^${name} is set, but no .* answers at .*127\\.0\\.0\\.1:9.*ECONNREFUSED`));
  expect(error.message).not.toContain('secret');
});

test('an address in NATS_URL that belongs to something else is refused', async () => {
  const { redisUrl, databaseUrl } = await checkout.start();
  const web = createServer((socket) => socket.resume().end('HTTP/1.1 200 OK\r\n')).listen(0, '127.0.0.1');
  await new Promise((resolve) => web.once('listening', resolve));
  const { port } = web.address() as { port: number };
  const other = PrivateCheckout.make();
  const env = { NATS_URL: `nats://127.0.0.1:${port}`, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl };
  expect((await refusal(other.start({ env }))).message).toMatch(/does not speak NATS/);
  web.close();
  await other.remove();
});

test('a fixed port that another program uses is refused', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  const error = await refusal(checkout.start({ ports: { postgres: port } }));
  expect(error).toMatchObject({
    code: 'port-in-use',
    message: `Port ${port}, asked for postgres, is used by another program.`,
  });
  taken.close();
});

test('a remembered port that was taken meanwhile is replaced', async () => {
  const first = await checkout.start();
  await first.stop();
  const port = first.owned.postgres?.port ?? 0;
  const taken = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const second = await checkout.start();
  expect(second.owned.postgres?.port).not.toBe(port);
  taken.close();
});

describe('a database folder that cannot be used', () => {
  async function stoppedDataDir(): Promise<string> {
    const services = await checkout.start();
    await services.stop();
    return services.owned.postgres?.dataDir ?? '';
  }

  test('made by another major version is refused and left alone', async () => {
    const dataDir = await stoppedDataDir();
    writeFileSync(join(dataDir, 'PG_VERSION'), '16\n');
    const error = await refusal(checkout.start());
    expect(error.code).toBe('database-broken');
    expect(error.message).toContain('was made by PostgreSQL 16, not 17');
    expect(readFileSync(join(dataDir, 'PG_VERSION'), 'utf8')).toBe('16\n');
  });

  test('with its control file gone is refused with the words of PostgreSQL', async () => {
    rmSync(join(await stoppedDataDir(), 'global/pg_control'));
    const error = await refusal(checkout.start());
    expect(error.code).toBe('database-broken');
    expect(error.message).toMatch(/does not start: .*(pg_control|database system)/);
  });

  test('holding something else is refused and left alone', async () => {
    mkdirSync(join(checkout.root, '.local/postgres'), { recursive: true });
    chmodSync(join(checkout.root, '.local'), 0o711);
    writeFileSync(join(checkout.root, '.local/postgres/thesis.txt'), 'years of work');
    expect((await refusal(checkout.start())).message).toContain('holds no PostgreSQL database');
    expect(readFileSync(join(checkout.root, '.local/postgres/thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('whose password file was lost is refused at once', async () => {
    await stoppedDataDir();
    rmSync(join(checkout.root, '.local/secrets/postgres'));
    const from = performance.now();
    expect((await refusal(checkout.start())).message).toMatch(/lets nobody in: its password/);
    expect(performance.now() - from).toBeLessThan(10_000);
  });
});

test('a JetStream folder that is a file is refused with one sentence', async () => {
  const services = await checkout.start();
  await services.stop();
  const store = join(services.owned.nats?.dataDir ?? '', 'jetstream');
  rmSync(store, { recursive: true, force: true });
  writeFileSync(store, 'not a folder');
  expect((await refusal(checkout.start())).code).toBe('nats-broken');
});

describe('on a machine without programs to download or run', () => {
  const kept = { ...process.env };
  beforeEach(() => {
    process.env['PATH'] = join(checkout.root, 'nothing');
    process.env['XDG_CACHE_HOME'] = join(checkout.root, 'cache');
  });
  afterEach(() => {
    delete process.env['XDG_CACHE_HOME'];
    Object.assign(process.env, kept);
  });

  test('a missing NATS is told with ways out', async () => {
    const env = { DATABASE_URL: (await elsewhere()).databaseUrl };
    const error = await refusal(checkout.start({ env }));
    expect(error.code).toBe('binary-missing');
    expect(error.message).toMatch(/brew install nats-server.*NATS_URL.*docker compose/);
  });

  test('a missing Redis costs one line, not the start', async () => {
    const { databaseUrl, natsUrl } = await elsewhere();
    const lines: string[] = [];
    const services = await checkout.start({
      env: { DATABASE_URL: databaseUrl, NATS_URL: natsUrl },
      log: (line) => lines.push(line),
    });
    expect(services.redisUrl).toBeUndefined();
    expect(lines).toEqual(['No Redis on this machine: timers are kept in PostgreSQL instead.']);
  });

  const others: PrivateCheckout[] = [];
  afterEach(() => Promise.all(others.splice(0).map((other) => other.remove())));
  async function elsewhere(): Promise<{ databaseUrl: string; natsUrl: string }> {
    const here = { PATH: process.env['PATH'], XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] };
    process.env['PATH'] = kept['PATH'];
    process.env['XDG_CACHE_HOME'] = kept['XDG_CACHE_HOME'] ?? '';
    const other = PrivateCheckout.make();
    others.push(other);
    const services = await other.start();
    Object.assign(process.env, here);
    return services;
  }
});

test('fsync can be switched off for throw-away tests only', async () => {
  await expect(startLocalServices({ root: checkout.root, mode: 'start', isDurable: false })).rejects.toThrow(
    /throw-away/,
  );
});

test('pgbench is found and runs', async () => {
  const { path, env } = await findPgbench({ root: checkout.root });
  expect(execFileSync(path, ['--version'], { env, encoding: 'utf8' })).toMatch(/^pgbench \(PostgreSQL\) \d+/);
});
