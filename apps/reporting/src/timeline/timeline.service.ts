import { Injectable } from '@nestjs/common';
import { Problem, type Timeline } from '@huiyin/contracts';
import { Database, type Scope } from '@huiyin/service';
import { lineColumns, type MatterLineRow } from '../line/line.table.js';
import { answerableOf, stepsOf } from './timeline.rules.js';
import { type ClockRow, type StepRow } from './timeline.table.js';

interface TimelineRow extends MatterLineRow {
  readonly steps: StepRow[];
  readonly clocks: ClockRow[];
}

@Injectable()
export class TimelineService {
  constructor(private readonly database: Database) {}

  /** @throws Problem `not-found` when the matter is not there or not in scope: the two look alike. */
  async of(matterId: string, scope: Scope): Promise<Timeline> {
    const isPetitioner = scope.matterId !== undefined;
    return this.database.inScope(scope, async (manager, now) => {
      const rows = (await manager.query(
        `select ${lineColumns},
           (select coalesce(jsonb_agg(s order by s.at, length(s.key), s.key), '[]') from reporting.timeline_step s
             where s.matter_id = l.matter_id and not (s.is_internal and $5)) as steps,
           (select coalesce(jsonb_agg(c order by c.started_at, c.clock_id), '[]') from reporting.clock_line c where c.matter_id = l.matter_id) as clocks
         from reporting.matter_line l
         where l.matter_id = $1 and ($2::boolean or l.seen_by && $3::int[] or l.matter_id = $4::uuid)`,
        [matterId, scope.isEverything, scope.units, scope.matterId ?? null, isPetitioner],
      )) as TimelineRow[];
      const [row] = rows;
      if (row === undefined) throw new Problem('not-found');
      return {
        matterId: row.matter_id,
        submissionNo: row.submission_no,
        state: row.state,
        isOpen: row.is_open,
        answerable: answerableOf(row, now),
        steps: stepsOf(row.steps, row.clocks, isPetitioner),
        asOf: now.toISOString(),
      };
    });
  }
}
