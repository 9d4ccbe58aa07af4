import { statSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import { runningServices } from '../src/index.js';
import { PrivateCheckout, rows } from './private-checkout.js';

const accountsConf = `
accounts {
  HUIYIN { jetstream: enabled, users: [ { user: setup, password: s1, permissions { publish: ["$JS.API.>", "kept.>"], subscribe: ["_INBOX.>"] } } ] }
  SYS { users: [ { user: sys, password: s2 } ] }
}
system_account: SYS`;

let checkout: PrivateCheckout;
beforeEach(() => (checkout = PrivateCheckout.make()));
afterEach(() => checkout.remove());

test('a row, an event and a key are found again after a clean stop, on the same ports', async () => {
  const first = await checkout.start({ accountsConf });
  await rows(first.databaseUrl, "create table kept as select '张三' as name");
  const bus = await connect({ servers: first.natsUrl, user: 'setup', pass: 's1' });
  await bus.request(
    '$JS.API.STREAM.CREATE.KEPT',
    JSON.stringify({ name: 'KEPT', subjects: ['kept.>'], storage: 'file' }),
  );
  await bus.request('kept.one', 'hello');
  await bus.close();
  const alarms = new Redis(first.redisUrl ?? '');
  await alarms.set('kept', 'yes');
  alarms.disconnect();
  await first.stop();

  const second = await checkout.start({ accountsConf });
  expect([second.databaseUrl, second.natsUrl, second.redisUrl]).toEqual([
    first.databaseUrl,
    first.natsUrl,
    first.redisUrl,
  ]);
  expect(await rows(second.databaseUrl, 'select name from kept')).toEqual([{ name: '张三' }]);
  const again = await connect({ servers: second.natsUrl, user: 'setup', pass: 's1' });
  const info = (await again.request('$JS.API.STREAM.INFO.KEPT')).json<{ state: { messages: number } }>();
  await again.close();
  expect(info.state.messages).toBe(1);
  const alarmsAgain = new Redis(second.redisUrl ?? '');
  expect(await alarmsAgain.get('kept')).toBe('yes');
  alarmsAgain.disconnect();
});

test('PostgreSQL is durable, silent about people, sorts by pinyin and sees Chinese in trigrams', async () => {
  const { databaseUrl } = await checkout.start();
  const settings = await rows(
    databaseUrl,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums',
     'jit', 'log_error_verbosity', 'log_parameter_max_length', 'log_statement', 'listen_addresses', 'password_encryption')`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    jit: 'off',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_statement: 'none',
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
  });
  const names = await rows(databaseUrl, "select n from unnest(array['赵','王','阿','张','李']) n order by n");
  expect(names.map(({ n }) => n)).toEqual(['阿', '李', '王', '张', '赵']);
  await rows(databaseUrl, 'create extension pg_trgm');
  expect(await rows(databaseUrl, "select cardinality(show_trgm('信访事项')) as n")).toEqual([{ n: 5 }]);
});

test('nobody signs in without the password, and secrets and configurations are for this user alone', async () => {
  const { databaseUrl, redisUrl, folder } = await checkout.start();
  await expect(rows(databaseUrl.replace(/:s[0-9a-f]+@/, ':guess@'), 'select 1')).rejects.toThrow(
    /password authentication failed/,
  );
  const stranger = new Redis((redisUrl ?? '').replace(/:s[0-9a-f]+@/, ''));
  stranger.on('error', () => undefined);
  await expect(stranger.get('x')).rejects.toThrow(/NOAUTH/);
  stranger.disconnect();
  const modes = ['secrets/postgres', 'secrets/redis', 'nats.conf', 'redis.conf', 'running.json', 'log/postgres.log'];
  expect(modes.map((file) => (statSync(join(folder, file)).mode & 0o777).toString(8))).toEqual(modes.map(() => '600'));
});

test('NATS refuses a user without a name when accounts are given, and users can be changed by the next start', async () => {
  const first = await checkout.start({ accountsConf });
  await expect(connect({ servers: first.natsUrl, maxReconnectAttempts: 0 })).rejects.toThrow(/authorization/i);
  await first.stop();
  const second = await checkout.start({ accountsConf: accountsConf.replace('password: s1', 'password: s3') });
  await expect(
    connect({ servers: second.natsUrl, user: 'setup', pass: 's1', maxReconnectAttempts: 0 }),
  ).rejects.toThrow(/authorization/i);
  await (await connect({ servers: second.natsUrl, user: 'setup', pass: 's3' })).close();
});

test('tools beside a running installation learn its addresses, and none after it stopped', async () => {
  const services = await checkout.start();
  expect(runningServices(checkout.root)).toEqual({
    databaseUrl: services.databaseUrl,
    databaseSocket: services.databaseSocket,
    natsUrl: services.natsUrl,
    natsMonitorUrl: services.natsMonitorUrl,
    redisUrl: services.redisUrl,
  });
  await services.stop();
  expect(runningServices(checkout.root)).toBeUndefined();
});
