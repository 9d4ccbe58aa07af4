import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  matterClassified,
  matterEscalated,
  matterLinked,
  matterMoved,
  matterReassigned,
  matterRemoved,
  submissionRegistered,
} from '@huiyin/contracts';
import { type Delivered, type EventHandling } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { Signals } from '../task/signals.service.js';
import { effectsOf } from './line.rules.js';
import { LineService } from './line.service.js';

@ReadsEvents()
@Injectable()
export class LineMessages implements EventHandling<EntityManager> {
  readonly owner = 'intake';
  readonly contracts = [
    submissionRegistered,
    matterClassified,
    matterLinked,
    matterEscalated,
    matterReassigned,
    matterRemoved,
    matterMoved,
  ];

  constructor(
    private readonly lines: LineService,
    private readonly signals: Signals,
  ) {}

  versionsOf(matterIds: readonly string[], tx: EntityManager): Promise<ReadonlyMap<string, number>> {
    return this.lines.versionsOf(matterIds, tx);
  }

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    await this.lines.apply(effectsOf(batch), tx);
  }

  committed(): void {
    this.signals.send();
  }
}
