import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Milliseconds: before a fallen process is started again, and how long an orderly end may take. */
const restartAfter = 300;
const patience = 28_000;

/** MiB of the youngest objects: most of what a request makes is gone before a small nursery would have been full and copied. */
const youngMiB = 32;

export interface SupervisedOptions {
  readonly name: string;
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  /** Hears of every new life of the process. */
  readonly started: (pid: number) => void;
}

/** A process that is started again whenever it falls, until it is told to stop. */
export class Supervised {
  #child: ChildProcess | undefined;
  #isStopping = false;
  #lastWords = '';

  constructor(private readonly options: SupervisedOptions) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when the process says that it started. @throws Error with its last words when it ends before that. */
  async start(): Promise<void> {
    const child = this.#launch();
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', () => reject(new Error(this.#lastWords || `${this.options.name} ended before it was ready`)));
    });
    child.on('exit', () => void this.#fell());
  }

  /** SIGTERM, and after its patience SIGKILL. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.kill('SIGTERM');
    await once(child, 'exit');
    clearTimeout(timer);
  }

  #launch(): ChildProcess {
    const { name, script, env, log, started } = this.options;
    // Detached: Ctrl-C in a terminal reaches only the supervisor, which ends things in order.
    const execArgv = [...process.execArgv, `--max-semi-space-size=${youngMiB}`];
    const child = fork(script, { env, execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
    this.#child = child;
    const hear = (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        // Node ends an uncaught error with its stack and its own version: the sentence that says what is wrong comes before.
        if (!/^(?:\s+at |Node\.js v)/.test(line)) this.#lastWords = sentenceOf(line);
        log(`${name}: ${line}`);
      }
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    if (child.pid !== undefined) started(child.pid);
    return child;
  }

  async #fell(): Promise<void> {
    while (!this.#isStopping) {
      this.options.log(`${this.options.name} ended and is started again`);
      await new Promise((resolve) => setTimeout(resolve, restartAfter));
      if (this.#isStopping) return;
      try {
        await this.start();
        return;
      } catch (error) {
        this.options.log(`${this.options.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

/** The sentence of a JSON log line, or the line itself. */
function sentenceOf(line: string): string {
  try {
    const entry = JSON.parse(line) as { what?: string; msg?: string; error?: { message?: string } };
    return entry.error?.message ?? entry.what ?? entry.msg ?? line;
  } catch {
    return line;
  }
}
