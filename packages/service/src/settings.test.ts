import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsFrom } from './settings.js';

const folder = mkdtempSync(join(tmpdir(), 'huiyin-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const whole = {
  HUIYIN_DATABASE: 'postgres://books:5433/huiyin',
  HUIYIN_NATS: 'nats://bus:4222',
  HUIYIN_SECRETS: folder,
};

test.each(['HUIYIN_DATABASE', 'HUIYIN_NATS', 'HUIYIN_SECRETS'])('without %s one sentence says so', (name) => {
  for (const value of [undefined, ''])
    expect(() => settingsFrom({ ...whole, [name]: value }, 'intake')).toThrow(
      `environment variable ${name} is not set`,
    );
});

test('an address that is none is named, without its value', () => {
  const told: unknown[] = [];
  try {
    settingsFrom({ ...whole, HUIYIN_DATABASE: 'books with-password' }, 'intake');
  } catch (error) {
    told.push((error as Error).message, { ...(error as Error) });
  }
  expect(told[0]).toContain('environment variable HUIYIN_DATABASE is not an address');
  expect(JSON.stringify(told)).not.toContain('with-password');
});

test('what is given is taken, the rest has a default', () => {
  expect(settingsFrom({ ...whole, HUIYIN_SITE: 'qinghe', PORT: '9000' }, 'intake')).toMatchObject({
    service: 'intake',
    mode: 'demo',
    site: 'qinghe',
    database: { host: 'books', port: 5433, name: 'huiyin' },
    nats: { url: 'nats://bus:4222' },
    publicUrl: 'http://localhost:9000',
    redisUrl: undefined,
  });
  expect(settingsFrom({ ...whole, NODE_ENV: 'production', HUIYIN_MODE: 'test' }, 'intake').mode).toBe('production');
});

test('a secret is read from its file, trimmed; one that is not there is named', () => {
  writeFileSync(join(folder, 'cursor'), 'word\n');
  writeFileSync(join(folder, 'redis-url'), 'redis://:word@cache:6379\n');
  const settings = settingsFrom({ ...whole, REDIS_URL_FILE: join(folder, 'redis-url') }, 'intake');
  expect(settings.secret('cursor')).toBe('word');
  expect(settings.redisUrl).toBe('redis://:word@cache:6379');
  expect(() => settings.secret('files-key')).toThrow(`secret "files-key" is not in ${folder}`);
});
