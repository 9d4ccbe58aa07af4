import { Queue, Worker } from 'bullmq';

/** The one kind of alarm there is. It says which clock to look at, never what to do. */
interface ClockAlarm {
  readonly clockId: string;
}

export interface AlarmQueueOptions {
  readonly redisUrl: string;
  /** Installations that share one Redis are told apart by it. */
  readonly site: string;
  readonly ring: (clockId: string) => Promise<unknown>;
  readonly report: (error: unknown, what: string) => void;
}

const queueName = 'clock-steps';
/** Milliseconds that arming may take, and between two complaints about Redis. */
const patience = 3_000;
const complainEvery = 60_000;

/** Delayed jobs in Redis: an alarm clock and no more. All of it may be lost at any moment. */
export class AlarmQueue {
  readonly #queue: Queue<ClockAlarm>;
  readonly #worker: Worker<ClockAlarm>;
  #complainedAt = 0;

  constructor(private readonly options: AlarmQueueOptions) {
    const connection = { url: options.redisUrl, maxRetriesPerRequest: null };
    const prefix = options.site;
    this.#queue = new Queue<ClockAlarm>(queueName, { connection, prefix });
    this.#worker = new Worker<ClockAlarm>(queueName, (job) => options.ring(job.data.clockId), {
      connection,
      prefix,
      concurrency: 4,
    });
    this.#queue.on('error', (error) => this.#complain(error));
    this.#worker.on('error', (error) => this.#complain(error));
  }

  /** Arms alarms; one that is armed already stays as it is. @throws when Redis does not answer in time. */
  async arm(alarms: readonly { clockId: string; at: Date }[], now = Date.now()): Promise<void> {
    const jobs = alarms.map(({ clockId, at }) => ({
      name: 'ring',
      data: { clockId },
      opts: {
        // The instant is part of the name, so that a date that moved has an alarm of its own.
        jobId: `${clockId}-${at.getTime()}`,
        delay: Math.max(0, at.getTime() - now),
        removeOnComplete: true,
        removeOnFail: true,
      },
    }));
    await inTime(this.#queue.addBulk(jobs), 'Redis did not answer');
  }

  /** Lets jobs in hand finish; where Redis is away there is nothing to wait for, and BullMQ would wait for ever. */
  async close(): Promise<void> {
    const isThere = await inTime(this.#queue.waitUntilReady(), 'Redis is away', 500).then(
      () => true,
      () => false,
    );
    const closing = Promise.all([this.#worker.close(!isThere), this.#queue.close()]);
    await inTime(closing, 'Redis did not let go').catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    if (Date.now() - this.#complainedAt < complainEvery) return;
    this.#complainedAt = Date.now();
    this.options.report(error, 'alarms: Redis is away; the sweep fires the steps meanwhile');
  }
}

async function inTime<T>(work: Promise<T>, complaint: string, within = patience): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), within);
  });
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
