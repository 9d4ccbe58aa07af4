import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, LOG } from '@huiyin/service';

/** Milliseconds between sweeps of the counts of failures; several copies sweeping at once do no harm. */
const sweepEvery = 600_000;

@Injectable()
export class CredentialJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    @Inject(LOG) private readonly log: { error(what: object): void },
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.sweep().catch((error: unknown) => this.log.error({ error, what: 'sweep of attempts' }));
    }, sweepEvery);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Drops counts that `attempt.rules` would not count any more, those of made-up names above all. */
  async sweep(): Promise<void> {
    await this.database.query(`delete from attempt where failed_at < now() - interval '1 hour' and wait_until < now()`);
  }
}
