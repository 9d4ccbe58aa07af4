import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { directoryChanged, officialReplaced, unitSucceeded } from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { ReadsEvents, UnitDirectory } from '@huiyin/service';
import { SuccessionService } from './succession.service.js';

/** What changes in the organisation and touches open files. */
@ReadsEvents()
@Injectable()
export class OrganisationChanges implements EventHandling<EntityManager> {
  readonly owner = 'organisation';
  readonly contracts = [directoryChanged, unitSucceeded, officialReplaced];

  constructor(
    private readonly succession: SuccessionService,
    private readonly units: UnitDirectory,
  ) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    void this.units.refresh().catch(() => undefined);
    for (const event of batch) {
      if (isOf(event, unitSucceeded)) await this.succession.unitSucceeded(tx, event.payload);
      else if (isOf(event, officialReplaced)) await this.succession.officialReplaced(tx, event.payload);
    }
  }
}
