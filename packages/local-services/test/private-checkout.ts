import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { LocalServiceError, type LocalServices, type LocalServicesOptions, startLocalServices } from '../src/index.js';
import { outsidePath } from '../src/postgres-program.js';

/** An empty folder in the place of a checkout; everything started in it ends with `remove`. */
export class PrivateCheckout {
  readonly #running: LocalServices[] = [];

  private constructor(readonly root: string) {}

  static make(mode = 0o755): PrivateCheckout {
    const root = mkdtempSync(join(tmpdir(), 'huiyin-checkout-'));
    chmodSync(root, mode);
    return new PrivateCheckout(root);
  }

  async start(options: Partial<LocalServicesOptions> = {}): Promise<LocalServices> {
    const services = await startLocalServices({ root: this.root, mode: 'start', env: {}, ...options });
    this.#running.push(services);
    return services;
  }

  /** Starts the servers from another process, which lives on until it is killed. */
  async startElsewhere(mode: 'start' | 'test'): Promise<{ kill(): Promise<void>; pids: number[]; folder: string }> {
    const entry = join(import.meta.dirname, '../dist/index.js');
    if (!existsSync(entry)) throw new Error('build this package first: another process needs its dist');
    const code = `
      const { startLocalServices } = await import(${JSON.stringify(entry)});
      const s = await startLocalServices({ root: ${JSON.stringify(this.root)}, mode: '${mode}', env: {} });
      console.log(JSON.stringify({ pids: Object.values(s.owned).map((server) => server.pid), folder: s.folder }));
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const told = JSON.parse(line.toString()) as { pids: number[]; folder: string };
    const kill = async (): Promise<void> => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    return { ...told, kill };
  }

  async remove(): Promise<void> {
    for (const services of this.#running) await services.stop();
    for (const folder of [this.root, outsidePath(this.root)]) rmSync(folder, { recursive: true, force: true });
  }
}

export async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** The refusal of a start: its code, after checking that it is one line and ends like a sentence of use. */
export async function refusal(start: Promise<unknown>): Promise<LocalServiceError> {
  const error = await start.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LocalServiceError)) throw new Error(`expected a LocalServiceError, got ${String(error)}`);
  expect(error.message).not.toContain('\n');
  return error;
}
