import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { UnitDirectory } from '@huiyin/service';
import { RecipientBook } from '../hand-over/recipient-book.js';
import { Recipients } from '../hand-over/recipients.js';
import { SenderBook } from '../hand-over/sender-book.js';
import { type Matter } from '../matter/matter.table.js';
import { subtreeOf } from '../sealed/exclusion.rules.js';
import { SealedStore } from '../sealed/sealed-store.js';
import { barred, type Barring } from './barring.rules.js';

/** Matters looked at in one go. */
const batchSize = 500;

/** R24 ¶2, R30 ¶3, D.9: whoever goes on in the place of an accused unit is accused as it was, and nothing of the matter stays or goes there. */
@Injectable()
export class BarredHeirs {
  constructor(
    private readonly units: UnitDirectory,
    private readonly recipients: Recipients,
    private readonly sealed: SealedStore,
    private readonly sender: SenderBook,
    private readonly recipient: RecipientBook,
  ) {}

  /**
   * Bars the heir of `endedUnit` wherever that one was accused, and takes from the heir, and from what the heir would inherit, whatever
   * accuses it. Again and again without harm. @returns how many matters changed.
   */
  async bar(sql: EntityManager, endedUnit: number, heirId: number): Promise<number> {
    const below = subtreeOf(this.units.all(), heirId);
    const lineage = this.recipients.lineage(heirId);
    await this.sealed.barHeirs(endedUnit, below);
    await sql.query(
      `update intake.matter set accused_units = array_append(accused_units, $2::int)
        where accused_units <> '{}' and accused_units @> array[$1::int] and not accused_units @> array[$2::int]`,
      [endedUnit, heirId],
    );
    const readers = [...below, endedUnit];
    await this.#unseen(sql, lineage, readers);
    return this.#withdrawn(sql, lineage, readers, (matter) => this.#barringOf(matter, endedUnit, heirId));
  }

  /** Of what assignment keeps it says itself who answers and who reads; until that is heard nobody barred reads it here. */
  async #unseen(sql: EntityManager, lineage: readonly number[], readers: readonly number[]): Promise<void> {
    await sql.query(
      `update intake.matter set seen_by = array(select unit from unnest(seen_by) unit where unit <> all($2::int[]))
        where accused_units <> '{}' and accused_units && $1::int[] and seen_by && $2::int[] and kept_by = 'assignment'
          and not seen_by <@ $2::int[]`,
      [lineage, readers],
    );
  }

  async #withdrawn(
    sql: EntityManager,
    lineage: readonly number[],
    readers: readonly number[],
    barringOf: (matter: Matter) => Barring,
  ): Promise<number> {
    const now = this.recipients.now();
    let total = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = (await sql.query(
        `select id from intake.matter where accused_units <> '{}' and accused_units && $1::int[] and seen_by && $2::int[]
          and kept_by = 'intake' and id > $3 order by id limit ${batchSize}`,
        [lineage, readers, after],
      )) as { id: string }[];
      const ids = rows.map(({ id }) => id);
      total += await this.sender.apply(
        sql,
        ids.map((matterId) => ({
          matterId,
          rule: (matter, offer) => barred(matter, offer, barringOf(matter), this.recipients.offices, now),
        })),
      );
      if (ids.length > 0) await this.recipient.takenBack(sql, ids, now);
      const last = ids.at(-1);
      if (last === undefined || ids.length < batchSize) return total;
      after = last;
    }
  }

  #barringOf({ accusedUnits }: Matter, endedUnit: number, heirId: number): Barring {
    const accused = new Set(accusedUnits);
    const isBarred = (unit: number) =>
      accused.has(unit) || this.recipients.lineage(unit === endedUnit ? heirId : unit).some((one) => accused.has(one));
    return { isBarred, bureauAbove: (unit) => this.recipients.bureauAbove(unit, (one) => !isBarred(one)) };
  }
}
