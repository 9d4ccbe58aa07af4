import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SoleWorker } from '@huiyin/messaging';
import { Database, LOG } from '@huiyin/service';
import { type Logger } from 'pino';
import { AttachmentService } from './attachment.service.js';

/** Milliseconds between looks for uploads that never became part of a submission. */
const every = 600_000;

/** Uploads that nobody used within a day are deleted, with their bytes (L-21: no longer than needed). */
@Injectable()
export class AttachmentSweep implements OnModuleInit, OnModuleDestroy {
  readonly #lock: SoleWorker;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    database: Database,
    private readonly attachments: AttachmentService,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.#lock = new SoleWorker(database.connection, 'intake/attachments');
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => {
      void this.#sweep().catch((error: unknown) => this.log.warn({ error, what: 'attachment sweep' }));
    }, every);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#lock.release();
  }

  async #sweep(): Promise<void> {
    if (await this.#lock.isMine()) await this.attachments.forgetUnused();
  }
}
