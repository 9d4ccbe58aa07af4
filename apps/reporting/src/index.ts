import { type ServiceDefinition } from '@huiyin/service';
import { reportingMigrations } from './reporting.migrations.js';
import { ReportingModule } from './reporting.module.js';

/** The read models: rebuilt from the streams of intake and accountability, never a book of record. */
export const reportingService: ServiceDefinition = {
  name: 'reporting',
  module: ReportingModule,
  // Read in sets by SQL; no row is ever loaded, changed and saved, so there is nothing to map.
  tables: [],
  migrations: reportingMigrations,
};
