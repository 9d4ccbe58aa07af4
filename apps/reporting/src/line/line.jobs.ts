import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Database, LOG, ownScope } from '@huiyin/service';

/** Milliseconds. A day of the law ends at midnight; the ledger's filter may lag behind it by this much, what it shows does not. */
const every = 15_000;

/** Marks the lines whose last lawful day is over, so that the ledger finds them by an index. */
@Injectable()
export class LineJobs implements OnModuleInit, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(LOG) private readonly log: { warn(entry: object): void },
  ) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => {
      this.#running = this.markLate().catch((error: unknown) => this.log.warn({ error, what: 'marking late matters' }));
    }, every);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Several copies of the service may do it at once: who is locked is skipped, and marked by the other. */
  async markLate(): Promise<void> {
    await this.database.inScope(ownScope('late matters'), (manager) =>
      manager.query(
        `update reporting.matter_line set is_late = true where matter_id in (
           select matter_id from reporting.matter_line
           where is_open and not is_late and legal_due_at is not null and legal_due_at <= now() limit 5000 for update skip locked)`,
      ),
    );
  }
}
