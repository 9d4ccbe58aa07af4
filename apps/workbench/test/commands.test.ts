import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventedRows, writeJsonLines } from './messages.js';
import { WholeOffice } from './whole-office.js';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
let office: WholeOffice;
let local: string;
beforeAll(async () => {
  office = await WholeOffice.open();
  local = office.installation.localFolder;
  const { gatewayUrl, adminUrl, natsUrl, secretsFolder } = office.installation;
  writeFileSync(join(local, 'running.json'), JSON.stringify({ gatewayUrl, adminUrl, natsUrl, secretsFolder }));
}, 120_000);
afterAll(() => office.close());

/** Runs a command as built, beside the running installation. */
async function run(
  name: string,
  args: readonly string[],
  where = local,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [join(dist, `${name}.js`), ...args, '--local', where]);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text };
}

const reportOf = (name: string) => JSON.parse(readFileSync(join(local, 'reports', `${name}.json`), 'utf8')) as object;

test('each command finds what npm start noted, prints its figures and writes them down', async () => {
  const file = writeJsonLines(join(local, 'all.jsonl'), inventedRows);
  const replayed = await run('replay', [file, '--concurrency', '4']);
  expect(replayed.text).toContain('全部一致 / All equal');
  expect(replayed.code).toBe(0);
  expect(reportOf('replay')).toMatchObject({ receipts: 6, holds: true });

  const verified = await run('verify', []);
  expect(verified.text).toMatch(/^ok {5}responsible-unit/m);
  expect(verified.code).toBe(0);
  expect(reportOf('verify')).toMatchObject({ holds: true });

  const witness = join(local, 'witness.json');
  const audited = await run('audit-verify', ['--export-witness', witness]);
  expect(audited).toMatchObject({ code: 0, text: expect.stringMatching(/^ok {5}intake: \d+ rows sealed/m) as string });
  expect(reportOf('audit-verify')).toMatchObject({ holds: true });
  expect((await run('audit-verify', ['--witness', witness])).code).toBe(0);

  expect(await run('deadletter', ['list'])).toEqual({ code: 0, text: 'No dead letters.\n' });
});

test('what does not hold ends a command with 1', async () => {
  await office.system.rows(
    `insert into reporting.dead_letter (consumer, event_id, name, reason, deliveries, standing)
     values ('intake>reporting', null, 'intake.matter-classified.v1', 'planted', 5, 'dead')`,
  );
  const verified = await run('verify', []);
  expect(verified.code).toBe(1);
  expect(verified.text).toMatch(/^FOUND {2}no-dead-letters/m);

  const [id] = /reporting\/\d+/.exec((await run('deadletter', ['list'])).text) ?? [''];
  const silent = await run('deadletter', ['drop', id]);
  expect(silent).toMatchObject({ code: 1, text: expect.stringContaining('Say why') as string });
  expect((await run('deadletter', ['drop', id, '--reason', 'planted by a test'])).code).toBe(0);
  expect((await run('verify', [])).code).toBe(0);
});

test.each(['replay', 'verify', 'audit-verify', 'deadletter'])(
  '%s says in one sentence that nothing runs',
  async (name) => {
    const nowhere = mkdtempSync(join(tmpdir(), 'huiyin-nowhere-'));
    try {
      const file = writeJsonLines(join(nowhere, 'all.jsonl'), inventedRows);
      const { code, text } = await run(name, name === 'replay' ? [file] : [], nowhere);
      expect(code).toBe(1);
      expect(text).toMatch(/^Huiyin does not run here: .*\n$/);
      const stopped = {
        gatewayUrl: 'http://127.0.0.1:9',
        adminUrl: 'postgres://x@127.0.0.1:9/huiyin',
        natsUrl: 'nats://127.0.0.1:9',
      };
      writeFileSync(join(nowhere, 'running.json'), JSON.stringify({ ...stopped, secretsFolder: local }));
      const fallen = await run(name, name === 'replay' ? [file] : [], nowhere);
      expect(fallen.code).toBe(1);
      expect(fallen.text.trim().split('\n')).toHaveLength(1);
      expect(existsSync(join(nowhere, 'reports'))).toBe(false);
    } finally {
      rmSync(nowhere, { recursive: true, force: true });
    }
  },
);

test('a wrong option is named', async () => {
  expect(await run('verify', ['--fast'])).toMatchObject({
    code: 1,
    text: expect.stringContaining("'--fast'") as string,
  });
  const { code, text } = await run('replay', ['x.jsonl', '--limit', 'many']);
  expect(code).toBe(1);
  expect(text).toContain('--limit takes a number');
});
