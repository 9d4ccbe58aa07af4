import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { asLocalServiceError, LocalServiceError, messageOf } from './local-service-error.js';
import { isRunning, signal, waitUntilGone } from './running-process.js';

/** How one kind of server is started, asked and stopped. */
export interface ServerRecipe {
  readonly name: 'postgres' | 'nats' | 'redis';
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly logFile: string;
  readonly command: {
    program: string;
    args: string[];
    env?: NodeJS.ProcessEnv;
    uid?: number;
    gid?: number;
    cwd?: string;
  };
  /** Milliseconds until a start counts as failed; recovery after a crash may take long. */
  readonly startLimitMs: number;
  /** Gentle to harsh; each gets `stopLimitMs` before the next one, SIGKILL follows the last. */
  readonly stopSignals: readonly NodeJS.Signals[];
  readonly stopLimitMs: number;
  /** Resolves when the server answers, rejects when it does not yet; with a LocalServiceError when it never will. */
  answers(): Promise<void>;
  /** The error for a server that ended or stayed silent; `log` is what it wrote since this start. */
  explain(log: string): LocalServiceError;
  /** Whether a failed start may be repeated at once, by what the log says. */
  isWorthAnotherTry?(log: string): boolean;
}

/** A server of ours. It is not tied to this process's life: Ctrl-C does not reach it, `stop` does. */
export class OwnedServer {
  #pid: number;
  readonly name: ServerRecipe['name'];
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly logFile: string;

  private constructor(
    private readonly recipe: ServerRecipe,
    pid: number,
    /** True when it was found running, left over from a run that was killed. */
    readonly adopted: boolean,
  ) {
    this.#pid = pid;
    ({ name: this.name, url: this.url, port: this.port, dataDir: this.dataDir, logFile: this.logFile } = recipe);
  }

  static async launch(recipe: ServerRecipe): Promise<OwnedServer> {
    const server = new OwnedServer(recipe, 0, false);
    await server.start();
    return server;
  }

  static adopt(recipe: ServerRecipe, pid: number): OwnedServer {
    return new OwnedServer(recipe, pid, true);
  }

  /** Process id of the running server; a restart changes it. */
  get pid(): number {
    return this.#pid;
  }

  get isRunning(): boolean {
    return this.#pid > 0 && isRunning(this.#pid);
  }

  /** Sends one signal; resolves when the process is gone (at most 30 s). Meant for fault tests. */
  async kill(name: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.isRunning) return;
    signal(this.#pid, name);
    await waitUntilGone(this.#pid, 30_000);
  }

  /** Starts it again on the same port and data; does nothing when it runs. @throws LocalServiceError */
  async start(): Promise<void> {
    if (this.isRunning) return;
    const triesUntil = performance.now() + 10_000;
    for (;;) {
      const logFrom = sizeOf(this.logFile);
      try {
        return await this.startOnce(logFrom);
      } catch (error) {
        const log = readFrom(this.logFile, logFrom);
        if (!this.recipe.isWorthAnotherTry?.(log) || performance.now() > triesUntil) throw error;
        await sleep(200);
      }
    }
  }

  /** Clean stop: gentle signal first, SIGKILL at the end. */
  async stop(): Promise<void> {
    for (const name of this.recipe.stopSignals) {
      if (!this.isRunning) return;
      signal(this.#pid, name);
      if (await waitUntilGone(this.#pid, this.recipe.stopLimitMs)) return;
    }
    await this.kill('SIGKILL');
  }

  private async startOnce(logFrom: number): Promise<void> {
    const ended = this.spawnDetached();
    const deadline = performance.now() + this.recipe.startLimitMs;
    let lastWord = '';
    let refusal: LocalServiceError | undefined;
    while (performance.now() < deadline) {
      const outcome = await Promise.race([
        ended,
        this.recipe.answers().then(
          () => 'answers' as const,
          (error: unknown) => {
            if (error instanceof LocalServiceError) refusal = error;
            lastWord = messageOf(error);
            return 'silent' as const;
          },
        ),
      ]);
      if (outcome === 'answers') return;
      if (outcome === 'ended') throw this.recipe.explain(readFrom(this.logFile, logFrom));
      if (refusal) break;
      await sleep(25);
    }
    await this.kill('SIGKILL');
    throw refusal ?? this.recipe.explain(`${readFrom(this.logFile, logFrom)}\n${lastWord}`);
  }

  private spawnDetached(): Promise<'ended'> {
    const { program, args, ...options } = this.recipe.command;
    try {
      keepLogSmall(this.logFile);
      const log = openSync(this.logFile, 'a', 0o600);
      // Detached: a session of its own, so that Ctrl-C in the terminal does not stop it before the services have drained.
      const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', log, log] });
      closeSync(log);
      child.unref();
      this.#pid = child.pid ?? 0;
      return new Promise((resolve) => {
        child.once('exit', () => resolve('ended'));
        child.once('error', () => resolve('ended'));
      });
    } catch (error) {
      throw asLocalServiceError(error, this.dataDir);
    }
  }
}

const largestLogBytes = 10 * 1024 * 1024;

function keepLogSmall(file: string): void {
  if (sizeOf(file) > largestLogBytes) renameSync(file, `${file}.1`);
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

/** The end of a log, at most 64 KiB of what was written after `from`. */
function readFrom(file: string, from: number): string {
  const size = sizeOf(file);
  const start = Math.max(size < from ? 0 : from, size - 65_536);
  if (size <= start) return '';
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(size - start);
    readSync(handle, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

/** The last line of a log that says something bad, else its last line. */
export function lastBadLine(log: string, bad: RegExp): string {
  const lines = log.split('\n').filter((line) => line.trim());
  return (lines.findLast((line) => bad.test(line)) ?? lines.at(-1) ?? 'it wrote nothing').trim();
}
