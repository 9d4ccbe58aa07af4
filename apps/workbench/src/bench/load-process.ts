import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type LoadOrder, type LoadResult } from './load-order.js';

const script = fileURLToPath(new URL('load.js', import.meta.url));

/** The load generator, warm from its first round on. */
export class LoadProcess {
  readonly #child: ChildProcess = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

  async run(order: LoadOrder): Promise<LoadResult> {
    const result = Promise.race([
      once(this.#child, 'message').then(([message]) => message as LoadResult),
      once(this.#child, 'exit').then(() => {
        throw new Error('the load generator ended');
      }),
    ]);
    this.#child.send(order);
    return result;
  }

  end(): void {
    this.#child.disconnect();
  }
}
