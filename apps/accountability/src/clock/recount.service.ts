import { Inject, Injectable } from '@nestjs/common';
import { Database, NUDGE, ownScope } from '@huiyin/service';
import { type WorkingDayCalendar } from '@huiyin/statute';
import { recounted } from './clock.rules.js';
import { Clocks } from './clock.service.js';
import { datesBy } from './dates.rules.js';

/** Clocks in one transaction. */
const recountedTogether = 500;
const scope = ownScope('clock-recount');

/** CNT-8, decision 0018: once the working days of a year are known, what was counted without them is counted again. */
@Injectable()
export class Recounts {
  constructor(
    private readonly database: Database,
    private readonly clocks: Clocks,
    @Inject(NUDGE) private readonly nudge: () => void,
  ) {}

  /**
   * Counts every open clock again that is provisional in a year which this calendar knows; each with an entry in its ledger, and told.
   * Clocks that another worker holds wait for the next time. @returns how many.
   */
  async recountBy(calendar: WorkingDayCalendar): Promise<number> {
    const count = datesBy(calendar);
    const years = (await this.#years()).filter((year) => calendar.isPublished(year));
    let all = 0;
    for (let some = recountedTogether; years.length > 0 && some === recountedTogether; all += some) {
      some = await this.database.inScope(scope, async (manager, now) => {
        const rows = (await manager.query(
          `select id from accountability.clock where provisional_in = any($1::int[]) and standing <> 'stopped'
            order by id limit ${recountedTogether} for update skip locked`,
          [years],
        )) as { id: string }[];
        const clocks = await this.clocks.lock(
          manager,
          rows.map(({ id }) => id),
        );
        await this.clocks.save(
          manager,
          clocks.map((clock) => ({ clock: recounted(clock, now.toISOString(), count), stored: clock.entries.length })),
        );
        return clocks.length;
      });
    }
    if (all > 0) this.nudge();
    return all;
  }

  #years(): Promise<number[]> {
    return this.database.inScope(scope, async (manager) => {
      const rows = (await manager.query(
        `select distinct provisional_in as year from accountability.clock
          where provisional_in is not null and standing <> 'stopped'`,
      )) as { year: number }[];
      return rows.map(({ year }) => year);
    });
  }
}
