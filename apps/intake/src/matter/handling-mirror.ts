import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { handlingMoved, type HandlingMoved } from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { SubjectWords } from '../finding/subject-words.js';

// The version stays: it counts what intake itself decided, and nothing is told of what was only heard.
const mirror = `with r as (select * from jsonb_to_recordset($1::jsonb)
      as r("matterId" uuid, version int, state text, "unitId" int, "officerId" uuid, "officerName" text, "seenBy" int[])),
    m as (select id, seen_by from intake.matter where id in (select "matterId" from r) order by id for update)
  update intake.matter t set kept_by = 'assignment', handling_version = r.version, state = r.state, responsible_unit = r."unitId",
      officer_id = r."officerId", officer_name = r."officerName", offered_to = null, seen_by = r."seenBy"
    from r join m on m.id = r."matterId" where t.id = m.id and t.handling_version < r.version
    returning t.id, not t.seen_by <@ m.seen_by as is_wider`;

/** What assignment, which keeps the file from the taking on, tells of a matter: here it is only repeated, for linking and reading. */
@ReadsEvents()
@Injectable()
export class HandlingMirror implements EventHandling<EntityManager> {
  readonly owner = 'assignment';
  readonly contracts = [handlingMoved];

  constructor(private readonly words: SubjectWords) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    const latest = new Map<string, HandlingMoved>();
    for (const event of batch) {
      if (!isOf(event, handlingMoved)) continue;
      const { matterId, version } = event.payload;
      if ((latest.get(matterId)?.version ?? 0) < version) latest.set(matterId, event.payload);
    }
    if (latest.size === 0) return;
    const [rows] = (await tx.query(mirror, [JSON.stringify([...latest.values()].map(mirrored))])) as [
      { id: string; is_wider: boolean }[],
      number,
    ];
    await this.words.add(
      tx,
      rows.filter((row) => row.is_wider).map((row) => row.id),
    );
  }
}

function mirrored({ matterId, version, state, unitId, officerId, officerName, seenBy }: HandlingMoved): object {
  return { matterId, version, state, unitId, officerId, officerName, seenBy };
}
