import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit, type Provider, type Type } from '@nestjs/common';
import {
  directoryChanged,
  officialReplaced,
  type OfficialReplaced,
  unitSucceeded,
  type UnitSucceeded,
} from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf, SoleWorker } from '@huiyin/messaging';
import { type Logger } from 'pino';
import { type EntityManager } from 'typeorm';
import { Database } from './database.js';
import { ReadsEvents } from './handlers.js';
import { ownScope } from './scope.js';
import { type Settings } from './settings.js';
import { LOG, NUDGE, SETTINGS } from './tokens.js';
import { UnitDirectory } from './unit-directory.js';

/** Milliseconds between looks for work that a closed unit or a departed officer still holds. */
const every = 10_000;

/** R24 ¶2: where open work goes when its unit ends or its officer leaves the post. Each service that keeps open work says it for its own. */
export abstract class Succession {
  abstract unitSucceeded(manager: EntityManager, event: UnitSucceeded): Promise<void>;
  abstract officialReplaced(manager: EntityManager, event: OfficialReplaced): Promise<void>;
  /** Moves what crossed with the news: begun for a unit or an officer that had just gone. @returns how many were moved. */
  abstract sweep(manager: EntityManager): Promise<number>;
}

/** What changes in the organisation and touches open work. */
@ReadsEvents()
@Injectable()
class OrganisationChanges implements EventHandling<EntityManager> {
  readonly owner = 'organisation';
  readonly contracts = [directoryChanged, unitSucceeded, officialReplaced];

  constructor(
    private readonly succession: Succession,
    private readonly units: UnitDirectory,
  ) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    this.units.refreshSoon();
    for (const event of batch) {
      if (isOf(event, unitSucceeded)) await this.succession.unitSucceeded(tx, event.payload);
      else if (isOf(event, officialReplaced)) await this.succession.officialReplaced(tx, event.payload);
    }
  }
}

/** Looks again and again for what no news moved; of several copies of a service one does it. */
@Injectable()
class SuccessionSweep implements OnModuleInit, OnModuleDestroy {
  readonly #lock: SoleWorker;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) { service }: Settings,
    private readonly database: Database,
    private readonly succession: Succession,
    @Inject(NUDGE) private readonly nudge: () => void,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.#lock = new SoleWorker(database.connection, `${service}/succession`);
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

/** Providers of a service whose open work follows the organisation: its own succession, and what calls it. */
export function succeedingBy(succession: Type<Succession>): Provider[] {
  return [{ provide: Succession, useClass: succession }, OrganisationChanges, SuccessionSweep];
}
