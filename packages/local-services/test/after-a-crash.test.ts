import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../src/running-process.js';
import { PrivateCheckout, rows } from './private-checkout.js';

let checkout: PrivateCheckout;
beforeEach(() => (checkout = PrivateCheckout.make()));
afterEach(() => checkout.remove());

test('servers whose starter was killed are adopted by the next start and stopped with it', async () => {
  const other = await checkout.startElsewhere('start');
  await other.kill();
  expect(other.pids.map(isRunning)).toEqual([true, true, true]);

  const services = await checkout.start();
  const { owned } = services;
  const adopted = [owned.postgres, owned.nats, owned.redis];
  expect(adopted.map((server) => [server?.pid, server?.adopted])).toEqual(other.pids.map((pid) => [pid, true]));
  await services.stop();
  expect(other.pids.map(isRunning)).toEqual([false, false, false]);
});

test('an adopted NATS takes the users of the new start', async () => {
  const other = await checkout.startElsewhere('start');
  await other.kill();
  const accountsConf = 'accounts { HUIYIN { jetstream: enabled, users: [ { user: a, password: s1 } ] } }';
  const { natsUrl, owned } = await checkout.start({ accountsConf });
  expect(owned.nats?.adopted).toBe(true);
  const { connect } = await import('@nats-io/transport-node');
  const bus = await connect({ servers: natsUrl, user: 'a', pass: 's1' });
  expect(bus.info?.auth_required).toBe(true);
  await bus.close();
});

test('a second start is refused while the first one lives', async () => {
  const other = await checkout.startElsewhere('start');
  await expect(checkout.start()).rejects.toMatchObject({ code: 'already-running' });
  expect(other.pids.map(isRunning)).toEqual([true, true, true]);
  await other.kill();
  await checkout.start();
});

test('each server comes back with its data on the same address after kill -9', async () => {
  const { databaseUrl, owned } = await checkout.start();
  await rows(databaseUrl, 'create table kept as select 1 as n');
  for (const server of [owned.postgres, owned.nats, owned.redis]) {
    const pid = server?.pid;
    await server?.kill('SIGKILL');
    expect(server?.isRunning).toBe(false);
    await server?.start();
    expect(server?.isRunning).toBe(true);
    expect(server?.pid).not.toBe(pid);
  }
  expect(await rows(databaseUrl, 'select n from kept')).toEqual([{ n: 1 }]);
});

test('a lock file that names another program of today does not keep PostgreSQL from starting', async () => {
  const first = await checkout.start();
  const dataDir = first.owned.postgres?.dataDir ?? '';
  await first.stop();
  writeFileSync(join(dataDir, 'postmaster.pid'), `${process.ppid}\n${dataDir}\n0\n5432\n`);
  const second = await checkout.start();
  expect(second.owned.postgres?.adopted).toBe(false);
});

test('what a killed test run left is stopped and removed by the next one', async () => {
  const other = await checkout.startElsewhere('test');
  await other.kill();
  const next = await checkout.start({ mode: 'test', isDurable: false });
  expect(other.pids.map(isRunning)).toEqual([false, false, false]);
  expect(existsSync(other.folder)).toBe(false);
  await next.stop();
  expect(readdirSync(join(checkout.root, '.local'))).toEqual([]);
});
