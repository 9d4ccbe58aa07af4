import { accountabilityService } from '@huiyin/accountability';
import { assignmentService } from '@huiyin/assignment';
import { gatewayService } from '@huiyin/gateway';
import { intakeService } from '@huiyin/intake';
import { organisationService } from '@huiyin/organisation';
import { reportingService } from '@huiyin/reporting';
import { type ServiceDefinition } from '@huiyin/service';

/** Every service, in the order in which they start; the door opens last and closes first. */
export const allServices: readonly ServiceDefinition[] = [
  organisationService,
  intakeService,
  assignmentService,
  accountabilityService,
  reportingService,
  gatewayService,
];
