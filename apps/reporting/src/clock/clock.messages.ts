import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { clocksChanged, clockStepReached, supervisionDraftMoved, supervisionMoved } from '@huiyin/contracts';
import { type Delivered, type EventHandling } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { Signals } from '../task/signals.service.js';
import { ClockService } from './clock.service.js';

@ReadsEvents()
@Injectable()
export class ClockMessages implements EventHandling<EntityManager> {
  readonly owner = 'accountability';
  readonly contracts = [clocksChanged, clockStepReached, supervisionMoved, supervisionDraftMoved];

  constructor(
    private readonly clocks: ClockService,
    private readonly signals: Signals,
  ) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    await this.clocks.apply(batch, tx);
  }

  committed(): void {
    this.signals.send();
  }
}
