import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type PaperRenderer, paperRenderer } from '@huiyin/documents';
import { Bus } from '@huiyin/messaging';
import { LOG, SETTINGS, type Settings, UnitDirectory } from '@huiyin/service';
import { type Logger } from 'pino';
import { AbuseLimits } from './abuse/abuse.limits.js';
import { type Limits, limitsFrom } from './gateway.limits.js';
import { LiveQueues } from './queue/live-queues.js';
import { Sessions } from './session/session.service.js';

/** Everything that a route's work may need, in one place. */
@Injectable()
export class House implements OnModuleInit, OnModuleDestroy {
  readonly limits: Limits;
  readonly abuse: AbuseLimits;
  readonly live: LiveQueues;
  readonly papers: PaperRenderer = paperRenderer();
  /** Requests being answered now. */
  inFlight = 0;

  constructor(
    @Inject(SETTINGS) readonly settings: Settings,
    @Inject(LOG) readonly log: Logger,
    readonly bus: Bus,
    readonly units: UnitDirectory,
    readonly sessions: Sessions,
  ) {
    this.live = new LiveQueues(bus, sessions);
    this.limits = limitsFrom(process.env, settings.mode);
    this.abuse = new AbuseLimits({
      limits: this.limits,
      site: settings.site,
      redisUrl: settings.redisUrl,
      throttleKey: settings.secret('throttle-key'),
      proofKey: settings.secret('proof-of-work-key'),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.abuse.ready();
  }

  async onModuleDestroy(): Promise<void> {
    await this.papers.close();
    await this.abuse.close();
  }
}
