import { type ServiceDefinition } from '@huiyin/service';
import { AccountabilityModule } from './accountability.module.js';
import { FirstTables1764000000000 } from './migrations/1764000000000-first-tables.js';
import { PathAndSupervision1764100000000 } from './migrations/1764100000000-path-and-supervision.js';

export const accountabilityService: ServiceDefinition = {
  name: 'accountability',
  module: AccountabilityModule,
  // Written and read set by set in SQL, a batch at a time: no entity is loaded one by one.
  tables: [],
  migrations: [FirstTables1764000000000, PathAndSupervision1764100000000],
};
// For the workbench, which makes rows as this service would.
export { startClock } from './clock/clock.rules.js';
export { entryRowsOf, rowOf } from './clock/clock.rows.js';
export { datesBy } from './clock/dates.rules.js';
export { stepsOf, stepAfter, type Step } from './clock/steps.rules.js';
