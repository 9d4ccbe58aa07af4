import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SoleWorker } from '@huiyin/messaging';
import { Database, faults, LOG, SETTINGS, type Settings } from '@huiyin/service';
import { defaultCalendar } from '@huiyin/statute';
import { Recounts } from '../clock/recount.service.js';
import { AlarmQueue } from './alarm.queue.js';
import { Alarms } from './alarm.service.js';

/** Milliseconds between two sweeps (a step is late by at most this when Redis is away), and how far ahead alarms are armed. */
const sweepEvery = 30_000;
const armAhead = 48 * 3_600_000;
/** Alarms armed by one sweep; what does not fit is nearer next time, and the sweep itself is always there. */
const armAtMost = 2_000;

interface Log {
  info(line: object): void;
  warn(line: object): void;
}

/** The two timers of the service: alarms to the second by Redis, and a sweep that needs nothing but PostgreSQL. */
@Injectable()
export class AlarmJobs implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sole: SoleWorker;
  readonly #calendar = defaultCalendar();
  #queue: AlarmQueue | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(
    database: Database,
    private readonly alarms: Alarms,
    private readonly recounts: Recounts,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.#sole = new SoleWorker(database.connection, 'accountability/sweep');
  }

  onApplicationBootstrap(): void {
    const { redisUrl, site } = this.settings;
    const report = (error: unknown, what: string) => this.log.warn({ error, what });
    if (redisUrl === undefined)
      this.log.info({ what: `no Redis: the sweep alone fires clock steps, every ${sweepEvery} ms` });
    else this.#queue = new AlarmQueue({ redisUrl, site, ring: (clockId) => this.alarms.ring(clockId), report });
    this.#timer = setInterval(() => void this.sweep(), sweepEvery);
    void this.sweep();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
    await this.#queue?.close();
    await this.#sole.release();
  }

  /** Counts again what a newly published year moves, fires what is due and arms what comes next; of several copies one does it. Joins a sweep that is under way. */
  async sweep(): Promise<void> {
    this.#sweeping ??= this.#sweepOnce().finally(() => (this.#sweeping = undefined));
    await this.#sweeping;
  }

  async #sweepOnce(): Promise<void> {
    try {
      if (!(await this.#sole.isMine())) return;
      await this.recounts.recountBy(this.#calendar);
      await this.alarms.fireAll();
      if (this.#queue !== undefined) await this.#arm(this.#queue);
    } catch (error) {
      faults.inc({ service: 'accountability' });
      this.log.warn({ error, what: 'sweep of clock steps' });
    }
  }

  async #arm(queue: AlarmQueue): Promise<void> {
    const waiting = await this.alarms.waiting(armAhead, armAtMost);
    if (waiting.length === 0) return;
    await queue.arm(waiting).catch((error: unknown) => this.log.warn({ error, what: 'arming alarms' }));
  }
}
