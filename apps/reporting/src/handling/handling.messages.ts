import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { handlingMoved, type HandlingMoved } from '@huiyin/contracts';
import { type Delivered, type EventHandling } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { Signals } from '../task/signals.service.js';
import { handlingEffectsOf } from './handling.rules.js';
import { HandlingService } from './handling.service.js';

@ReadsEvents()
@Injectable()
export class HandlingMessages implements EventHandling<EntityManager> {
  readonly owner = 'assignment';
  readonly contracts = [handlingMoved];

  constructor(
    private readonly handlings: HandlingService,
    private readonly signals: Signals,
  ) {}

  versionsOf(matterIds: readonly string[], tx: EntityManager): Promise<ReadonlyMap<string, number>> {
    return this.handlings.versionsOf(matterIds, tx);
  }

  mattersNotReady(batch: readonly Delivered[], tx: EntityManager): Promise<ReadonlySet<string>> {
    return this.handlings.notReady(
      batch.map(({ payload }) => payload as HandlingMoved),
      tx,
    );
  }

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    await this.handlings.apply(handlingEffectsOf(batch), tx);
  }

  committed(): void {
    this.signals.send();
  }
}
