import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { clocksChanged, clockStepReached } from '@huiyin/contracts';
import { type Delivered, type EventHandling } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { LineService } from '../line/line.service.js';
import { citizenSteps, latestClocks } from './clock.rules.js';
import { ClockService } from './clock.service.js';

@ReadsEvents()
@Injectable()
export class ClockMessages implements EventHandling<EntityManager> {
  readonly owner = 'accountability';
  readonly contracts = [clocksChanged, clockStepReached];

  constructor(
    private readonly clocks: ClockService,
    private readonly lines: LineService,
  ) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    await this.clocks.apply(latestClocks(batch), citizenSteps(batch), tx);
  }

  committed(): void {
    this.lines.signal();
  }
}
