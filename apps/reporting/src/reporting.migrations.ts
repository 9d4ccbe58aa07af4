import { migration, tablesEveryServiceHas } from '@huiyin/service';
import { clockTable } from './clock/clock.table.js';
import { lineIndexes, lineTables } from './line/line.table.js';
import { stepTable } from './timeline/timeline.table.js';

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
];
