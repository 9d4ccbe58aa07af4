import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SoleWorker } from '@huiyin/messaging';
import { Database, LOG, NUDGE, ownScope } from '@huiyin/service';
import { type Logger } from 'pino';
import { SuccessionService } from './succession.service.js';

/** Milliseconds between looks for files that a closed unit or a departed officer still holds. */
const every = 10_000;

@Injectable()
export class SuccessionSweep implements OnModuleInit, OnModuleDestroy {
  readonly #lock: SoleWorker;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly succession: SuccessionService,
    @Inject(NUDGE) private readonly nudge: () => void,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.#lock = new SoleWorker(database.connection, 'assignment/succession');
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#sweep().catch((error: unknown) => this.log.warn({ error, what: 'succession sweep' }));
    }, every);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await this.#lock.release();
  }

  async #sweep(): Promise<void> {
    if (!(await this.#lock.isMine())) return;
    const moved = await this.database.inScope(ownScope('succession sweep'), (manager) =>
      this.succession.sweep(manager),
    );
    if (moved > 0) this.nudge();
  }
}
