import { Worker } from 'node:worker_threads';
import { type PaperContent } from './paper.content.js';
import { PaperRefused, type RefusalCode } from './paper.refused.js';
import { type PaperTemplate } from './paper.template.js';
import { type ReceiptInput } from './receipt.js';

export type PaperFormat = 'pdf' | 'docx';

export interface PaperRenderer {
  /** Renders F-01 away from the event loop. Rejects with `RendererBusy` when too many wait, else with what went wrong. */
  renderReceipt(input: ReceiptInput): Promise<Buffer>;
  /**
   * Renders a paper of any other kind; the same content and template always make the same bytes. Rejects with `RendererBusy`, with
   * `PaperRefused` for what no paper can be made of, with an Error for days that are none.
   */
  renderPaper(content: PaperContent, template: PaperTemplate, format: PaperFormat): Promise<Buffer>;
  /** Stops the thread; what still waits is rejected. */
  close(): Promise<void>;
}

/** What the thread is asked for. */
export type Order =
  | { readonly what: 'receipt'; readonly input: ReceiptInput }
  | {
      readonly what: 'paper';
      readonly content: PaperContent;
      readonly template: PaperTemplate;
      readonly format: PaperFormat;
    };

/** An error as it passes between threads, where it loses its class. */
export type Failure = { readonly message: string } | { readonly refused: RefusalCode; readonly placeholder: string };

/** Too many papers wait already: the caller answers "try again in a while". */
export class RendererBusy extends Error {
  override readonly name = 'RendererBusy';
}

interface Waiting {
  resolve(file: Buffer): void;
  reject(error: Error): void;
}
type Answer = { id: number; file: Uint8Array } | { id: number; failure: Failure };

const errorOf = (failure: Failure): Error =>
  'refused' in failure ? new PaperRefused(failure.refused, failure.placeholder) : new Error(failure.message);

const defaults = { idleMs: 60_000, maxWaiting: 200, niceness: 0 };

class ThreadRenderer implements PaperRenderer {
  private worker?: Worker;
  private idle?: NodeJS.Timeout;
  private lastId = 0;
  private isClosed = false;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly limits: typeof defaults) {}

  renderReceipt(input: ReceiptInput): Promise<Buffer> {
    return this.render({ what: 'receipt', input });
  }

  renderPaper(content: PaperContent, template: PaperTemplate, format: PaperFormat): Promise<Buffer> {
    return this.render({ what: 'paper', content, template, format });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.stop('the renderer was closed');
  }

  private render(order: Order): Promise<Buffer> {
    if (this.isClosed) return Promise.reject(new Error('the renderer is closed'));
    if (this.waiting.size >= this.limits.maxWaiting) return Promise.reject(new RendererBusy('too many papers wait'));
    clearTimeout(this.idle);
    this.worker ??= this.start();
    this.worker.ref();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      try {
        this.worker?.postMessage({ id, order });
      } catch (error) {
        this.waiting.delete(id);
        this.restWhenIdle();
        reject(error as Error);
      }
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./paper.worker.js', import.meta.url), {
      name: 'papers',
      workerData: { niceness: this.limits.niceness },
      // Rendering leaves much short-lived garbage, so the young generation stays small. A limit on the old one would have V8 collect
      // it all the time: a DOCX then takes thrice the work, for 60 MB.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
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
    if ('failure' in answer) asked?.reject(errorOf(answer.failure));
    else asked?.resolve(Buffer.from(answer.file.buffer, answer.file.byteOffset, answer.file.byteLength));
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
 * @param limits `idleMs` in milliseconds; `maxWaiting` papers, the one being rendered included; `niceness` of the thread alone, 0 to
 *   19 as the operating system counts it: at 15 a busy service is not slowed by what it renders beside.
 */
export function paperRenderer(limits: Partial<typeof defaults> = {}): PaperRenderer {
  return new ThreadRenderer({ ...defaults, ...limits });
}
