import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { outsidePath } from '../src/postgres-program.js';
import { PrivateCheckout, refusal, rows } from './private-checkout.js';

// What only root can set up: `jest.config.mjs` runs this file for nobody else.

let checkout: PrivateCheckout;
beforeEach(() => (checkout = PrivateCheckout.make()));
afterEach(() => checkout.remove());

test('a checkout that PostgreSQL’s user cannot enter keeps its database under /var/tmp', async () => {
  chmodSync(checkout.root, 0o700);
  const first = await checkout.start();
  expect(first.owned.postgres?.dataDir).toBe(join(outsidePath(checkout.root), 'start/postgres'));
  await rows(first.databaseUrl, 'create table kept as select 1 as n');
  await first.stop();
  const second = await checkout.start();
  expect(await rows(second.databaseUrl, 'select n from kept')).toEqual([{ n: 1 }]);
});

test('a full disk is told as a full disk', async () => {
  const disk = join(checkout.root, '.local');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=711', 'tmpfs', disk]);
  try {
    const error = await refusal(checkout.start());
    expect(error.code).toBe('disk-full');
    expect(error.message).toMatch(/is full; free some space/);
  } finally {
    execFileSync('umount', [disk]);
  }
});
