import { IssuedPaper } from '@huiyin/papers';
import { type ServiceDefinition } from '@huiyin/service';
import { intakeMigrations } from './intake.migrations.js';
import { IntakeModule } from './intake.module.js';
import { Classification } from './matter/classification.table.js';
import { HandOver, HandOverAnswer } from './hand-over/hand-over.table.js';
import { Offer } from './hand-over/offer.table.js';
import { Matter } from './matter/matter.table.js';
import { Guidance } from './path/guidance.table.js';

export const intakeService: ServiceDefinition = {
  name: 'intake',
  module: IntakeModule,
  tables: [Matter, Classification, HandOver, HandOverAnswer, Offer, Guidance, IssuedPaper],
  migrations: intakeMigrations,
};
export { registrationStatement, type RegistrationRows } from './submission/registration.statement.js';
// For the workbench, which makes rows as this service would.
export { sealPerson } from './petitioner/petitioner.cells.js';
export { factsDigest } from './proposal/likeness.rules.js';
export { QueryCodes } from './submission/query-code.js';
export { newSubmissionNo } from './submission/submission-number.js';
