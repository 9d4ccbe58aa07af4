import { Injectable } from '@nestjs/common';
import { ledger, type LedgerPage, type LedgerQuery } from '@huiyin/contracts';
import { Cursors, Database, type Scope } from '@huiyin/service';
import { type MatterLineRow } from '../line/line.table.js';
import { cursorName, shownLine, type Units, unitsOf, type Wanted, wantedOf } from './ledger.rules.js';
import { pageQuery, type Place } from './page.rules.js';

const usualLimit = 50;

interface Asked {
  readonly list: string;
  readonly wanted: Wanted;
  readonly units: Units;
  readonly scope: Scope;
  readonly limit: number;
  readonly cursor: string | undefined;
}

@Injectable()
export class LedgerService {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `bad-cursor` for a cursor of another list, filter, actor or scope. */
  async ledger(query: LedgerQuery, scope: Scope): Promise<LedgerPage> {
    return this.#page({
      list: cursorName(ledger.name, query, scope),
      wanted: wantedOf(query),
      units: unitsOf(scope, query.senderUnitId ?? query.unitId),
      scope,
      limit: query.limit ?? usualLimit,
      cursor: query.cursor,
    });
  }

  async #page({ list, wanted, units, scope, limit, cursor }: Asked): Promise<LedgerPage> {
    const after = cursor === undefined ? undefined : (this.cursors.read(list, cursor) as unknown as Place);
    return this.database.inScope(scope, async (manager, now) => {
      const { text, values } = pageQuery(wanted, units, after, limit + 1);
      const rows =
        units.length === 0 ? [] : ((await manager.query(text, [...values])) as (MatterLineRow & { place: string })[]);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        lines: rows.slice(0, limit).map((row) => shownLine(row, now)),
        ...(last === undefined ? {} : { nextCursor: this.cursors.write(list, [last.place, last.matter_id]) }),
        asOf: now.toISOString(),
      };
    });
  }
}
