import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SoleWorker } from '@huiyin/messaging';
import { Database, LOG, ownScope } from '@huiyin/service';
import { Revision } from '../revision/revision.service.js';
import { DeputisingService } from './deputising.service.js';

/** Milliseconds between looks at the clock. Rights follow the clock at each reading; this only tells the others to read again. */
const lookEvery = 5_000;

/** Notices deputising that began or ended since the last look. */
@Injectable()
export class DelegationJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #lock: SoleWorker;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly revision: Revision,
    private readonly deputising: DeputisingService,
    @Inject(LOG) private readonly log: { error(what: object): void },
  ) {
    this.#lock = new SoleWorker(database.connection, 'organisation/deputising');
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#looking = this.look().catch((error: unknown) => this.log.error({ error, what: 'deputising by the clock' }));
    }, lookEvery);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.#lock.release();
  }

  async look(): Promise<void> {
    if (!(await this.#lock.isMine())) return;
    const due = await this.database.inScope(ownScope('deputising'), (manager) => dueOf(manager));
    if (due.length === 0) return;
    // Read again under the organisation's lock: somebody may have ended one by hand meanwhile.
    await this.revision.changeByItself('deputising', async (change) => {
      const rows = await dueOf(change.manager);
      const begun = rows.filter((row) => !row.isOver).map((row) => row.id);
      const over = rows.filter((row) => row.isOver).map((row) => row.id);
      await this.deputising.begin(change, begun);
      await this.deputising.end(change, over);
      for (const { id, isOver } of rows) change.note(`delegation:${id}`, { order: isOver ? 'ended' : 'began' });
    });
  }
}

interface Due {
  readonly id: string;
  readonly isOver: boolean;
}

async function dueOf(manager: { query(sql: string): Promise<unknown> }): Promise<Due[]> {
  return (await manager.query(
    `select id, until_at <= now() as "isOver" from delegation
      where not is_end_noticed and (until_at <= now() or (from_at <= now() and not is_start_noticed))`,
  )) as Due[];
}
