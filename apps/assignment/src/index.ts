import { IssuedPaper } from '@huiyin/papers';
import { type ServiceDefinition } from '@huiyin/service';
import { assignmentMigrations } from './assignment.migrations.js';
import { AssignmentModule } from './assignment.module.js';
import { disputeEntities } from './dispute/dispute.table.js';
import { Evaluation } from './evaluation/evaluation.table.js';
import { HandlingFile } from './file/file.table.js';
import { opinionEntities } from './opinion/opinion.table.js';
import { HandlingRecord } from './records/record.table.js';

export const assignmentService: ServiceDefinition = {
  name: 'assignment',
  module: AssignmentModule,
  tables: [HandlingFile, HandlingRecord, ...opinionEntities, ...disputeEntities, Evaluation, IssuedPaper],
  migrations: assignmentMigrations,
};
