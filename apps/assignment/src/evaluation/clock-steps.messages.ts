import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { clockStepReached } from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { type WindowOver, Windows } from './window.service.js';

/** Hears that a window of the petitioner is over. Warnings of other clocks are not for this service. */
@ReadsEvents()
@Injectable()
export class ClockSteps implements EventHandling<EntityManager> {
  readonly owner = 'accountability';
  readonly contracts = [clockStepReached];

  constructor(private readonly windows: Windows) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    await this.windows.over(tx, batch.flatMap(windowOf));
  }
}

function windowOf(event: Delivered): WindowOver[] {
  if (!isOf(event, clockStepReached)) return [];
  const { matterId, rule, stepKind, at } = event.payload;
  if (stepKind !== 'window-over' || (rule !== 'TL-13' && rule !== 'TL-23')) return [];
  return [{ eventId: event.eventId, matterId, rule, since: new Date(at) }];
}
