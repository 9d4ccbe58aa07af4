import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type LivesOrder, type LivesResult } from './lives/lives-order.js';
import { type LoadOrder, type LoadResult } from './load-order.js';

const script = fileURLToPath(new URL('load.js', import.meta.url));

/** The load generator, warm from its first round on. */
export class LoadProcess {
  readonly #child: ChildProcess = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

  /** @throws Error when the generator ends before it has an answer */
  async run(order: LoadOrder): Promise<LoadResult> {
    return (await this.#told(order)) as LoadResult;
  }

  /** @throws Error when the generator ends before it has an answer */
  async lives(order: LivesOrder): Promise<LivesResult> {
    return (await this.#told(order)) as LivesResult;
  }

  async #told(order: LoadOrder | LivesOrder): Promise<object> {
    const done = new AbortController();
    const heard = once(this.#child, 'message', done).then(([message]) => message as object);
    const ended = once(this.#child, 'exit', done).then(() => {
      throw new Error('the load generator ended');
    });
    ended.catch(() => undefined);
    this.#child.send(order);
    return Promise.race([heard, ended]).finally(() => done.abort());
  }

  end(): void {
    this.#child.disconnect();
  }
}
