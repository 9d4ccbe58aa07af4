import { migration, tablesEveryServiceHas } from '@huiyin/service';
import { clockTable } from './clock/clock.table.js';
import { lineIndexes, lineOfTwoKeepers, lineTables } from './line/line.table.js';
import { supervisionTable } from './supervision/supervision.table.js';
import { tasksOfTriage, taskTable } from './task/task.table.js';
import { internalSteps, stepTable } from './timeline/timeline.table.js';
import { warningTable } from './warning/warning.table.js';

export const reportingMigrations = [
  migration('FirstTables1764000000000', [
    ...tablesEveryServiceHas('reporting'),
    ...lineTables,
    ...lineIndexes,
    ...clockTable,
    ...stepTable,
    'grant select, insert, update, delete on reporting.matter_line, reporting.clock_line, reporting.timeline_step to hy_reporting',
    'grant select, insert on reporting.gone_matter to hy_reporting',
  ]),
  migration('TasksAndHandling1764100000000', [
    // Row-level security is forced on the owner too; what follows is the service's own work.
    `select set_config('hy.all', 'on', true)`,
    ...lineOfTwoKeepers,
    ...internalSteps,
    'alter table reporting.clock_line add column unit_id int, add column officer_id uuid',
    ...taskTable,
    ...warningTable,
    ...supervisionTable,
    ...tasksOfTriage,
    'grant select, insert, update, delete on reporting.task, reporting.warning_line, reporting.supervision_line, reporting.supervision_draft_line to hy_reporting',
  ]),
];
