import { Injectable } from '@nestjs/common';
import { LeavingService } from '../post/leaving.service.js';
import { type OpenChange } from '../revision/revision.service.js';

interface Deputising {
  readonly deputyId: string;
  readonly unitId: number;
  readonly holderId: string;
}

/** What follows when deputising begins and ends, by hand or by the clock. */
@Injectable()
export class DeputisingService {
  constructor(private readonly leaving: LeavingService) {}

  async begin(change: OpenChange, delegationIds: readonly string[]): Promise<void> {
    const [begun] = (await change.manager.query(
      `update delegation set is_start_noticed = true where id = any($1) returning deputy_id as "deputyId"`,
      [delegationIds],
    )) as [{ deputyId: string }[], number];
    await change.raiseRights(
      begun.map((row) => row.deputyId),
      false,
    );
  }

  /** Work that came to a deputy in a unit where the deputy has no post goes to the holder of the post. */
  async end(change: OpenChange, delegationIds: readonly string[]): Promise<void> {
    const { manager, now } = change;
    const ended = (await manager.query(
      `select d.deputy_id as "deputyId", p.unit_id as "unitId", p.official_id as "holderId"
         from delegation d join post p on p.id = d.post_id and p.ended_at is null
        where d.id = any($1) and d.from_at <= $2`,
      [delegationIds, now],
    )) as Deputising[];
    await manager.query(
      `update delegation set ended_at = least(until_at, greatest($2, from_at)), is_start_noticed = true, is_end_noticed = true
        where id = any($1)`,
      [delegationIds, now],
    );
    for (const { deputyId, unitId, holderId } of ended) await this.leaving.replace(change, unitId, deputyId, holderId);
    await change.raiseRights(
      ended.map((row) => row.deputyId),
      false,
    );
  }

  /** Ends all that an official does for others. */
  async endAllOf(change: OpenChange, deputyId: string): Promise<void> {
    const rows = (await change.manager.query(
      `select id from delegation where deputy_id = $1 and not is_end_noticed and ended_at is null`,
      [deputyId],
    )) as { id: string }[];
    await this.end(
      change,
      rows.map((row) => row.id),
    );
  }
}
