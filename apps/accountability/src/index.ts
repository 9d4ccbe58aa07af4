import { type ServiceDefinition } from '@huiyin/service';
import { AccountabilityModule } from './accountability.module.js';
import { FirstTables1764000000000 } from './migrations/1764000000000-first-tables.js';

export const accountabilityService: ServiceDefinition = {
  name: 'accountability',
  module: AccountabilityModule,
  // Written and read set by set in SQL, a batch at a time: no entity is loaded one by one.
  tables: [],
  migrations: [FirstTables1764000000000],
};
