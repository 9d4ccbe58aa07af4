import { Worker } from 'node:worker_threads';
import { type ReceiptInput } from './receipt.js';

export interface ReceiptRenderer {
  /** Renders F-01 away from the event loop. Rejects with `RendererBusy` when too many wait, else with what went wrong. */
  render(input: ReceiptInput): Promise<Buffer>;
  /** Stops the thread; what still waits is rejected. */
  close(): Promise<void>;
}

/** Too many papers wait already: the caller answers "try again in a while". */
export class RendererBusy extends Error {
  override readonly name = 'RendererBusy';
}

interface Waiting {
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}
type Answer = { id: number; pdf: Uint8Array } | { id: number; failure: string };

const defaults = { idleMs: 60_000, maxWaiting: 200 };

class ThreadRenderer implements ReceiptRenderer {
  private worker?: Worker;
  private idle?: NodeJS.Timeout;
  private lastId = 0;
  private isClosed = false;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly limits: typeof defaults) {}

  render(input: ReceiptInput): Promise<Buffer> {
    if (this.isClosed) return Promise.reject(new Error('the renderer is closed'));
    if (this.waiting.size >= this.limits.maxWaiting) return Promise.reject(new RendererBusy('too many papers wait'));
    clearTimeout(this.idle);
    this.worker ??= this.start();
    this.worker.ref();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      try {
        this.worker?.postMessage({ id, input });
      } catch (error) {
        this.waiting.delete(id);
        this.restWhenIdle();
        reject(error as Error);
      }
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.stop('the renderer was closed');
  }

  private start(): Worker {
    const worker = new Worker(new URL('./receipt.worker.js', import.meta.url), {
      name: 'receipts',
      // Rendering leaves much short-lived garbage; without limits the thread would rather grow than collect it.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 },
    });
    worker.on('message', (answer: Answer) => this.take(answer));
    worker.on('error', (error: Error) => this.lose(worker, error.message));
    worker.on('exit', () => this.lose(worker, 'the rendering thread ended'));
    return worker;
  }

  private take(answer: Answer): void {
    const asked = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    this.restWhenIdle();
    if ('failure' in answer) asked?.reject(new Error(answer.failure));
    else asked?.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength));
  }

  // An idle thread must not keep its process alive, nor its fonts in memory for ever.
  private restWhenIdle(): void {
    if (this.waiting.size > 0) return;
    this.worker?.unref();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.stop('the renderer was idle'), this.limits.idleMs).unref();
  }

  private lose(worker: Worker, why: string): void {
    if (this.worker !== worker) return;
    delete this.worker;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const paper of lost) paper.reject(new Error(why));
  }

  private async stop(why: string): Promise<void> {
    clearTimeout(this.idle);
    const { worker } = this;
    if (worker === undefined) return;
    this.lose(worker, why);
    await worker.terminate();
  }
}

/**
 * One rendering thread, started with the first paper and stopped after a minute without work; a lost thread fails its papers
 * and the next one starts anew.
 * @param limits `idleMs` in milliseconds; `maxWaiting` papers, the one being rendered included.
 */
export function receiptRenderer(limits: Partial<typeof defaults> = {}): ReceiptRenderer {
  return new ThreadRenderer({ ...defaults, ...limits });
}
