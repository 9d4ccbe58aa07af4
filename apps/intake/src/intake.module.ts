import { Module } from '@nestjs/common';
import { type KeyRing, PersonalData, SETTINGS, type Settings } from '@huiyin/service';
import { AttachmentSweep } from './attachment/attachment.jobs.js';
import { AttachmentMessages } from './attachment/attachment.messages.js';
import { AttachmentService } from './attachment/attachment.service.js';
import { MatterMessages } from './matter/matter.messages.js';
import { MatterReading } from './matter/matter.reading.js';
import { MatterSealing } from './matter/matter-sealing.js';
import { MatterService } from './matter/matter.service.js';
import { ProposalMessages, RegisteredSubmissions } from './proposal/proposal.messages.js';
import { ProposalService } from './proposal/proposal.service.js';
import { AccusationService } from './sealed/accusation.service.js';
import { SealedStore } from './sealed/sealed-store.js';
import { OpeningService } from './submission/opening.service.js';
import { QueryCodes } from './submission/query-code.js';
import { ReceiptParts } from './submission/receipt-parts.js';
import { RegistrationBatch } from './submission/registration.batch.js';
import { RegistrationParts } from './submission/registration-parts.js';
import { RegistrationService } from './submission/registration.service.js';
import { SubmissionMessages } from './submission/submission.messages.js';
import { SuccessionSweep } from './succession/succession.jobs.js';
import { OrganisationChanges } from './succession/succession.messages.js';
import { SuccessionService } from './succession/succession.service.js';

@Module({
  providers: [
    {
      provide: PersonalData,
      inject: [SETTINGS],
      useFactory: (settings: Settings) =>
        new PersonalData(
          JSON.parse(settings.secret('personal-data-ring')) as KeyRing,
          Buffer.from(settings.secret('blind-index-key'), 'base64'),
          settings.site,
        ),
    },
    {
      provide: QueryCodes,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new QueryCodes(settings.secret('query-code-key')),
    },
    // submission: register, receipt, open
    RegistrationService,
    RegistrationBatch,
    RegistrationParts,
    OpeningService,
    ReceiptParts,
    SubmissionMessages,
    // matter: triage and reading
    MatterService,
    MatterSealing,
    MatterReading,
    MatterMessages,
    // proposal: earlier submissions that look alike
    ProposalService,
    ProposalMessages,
    RegisteredSubmissions,
    // attachment
    AttachmentService,
    AttachmentMessages,
    AttachmentSweep,
    // sealed: the other side of the wall
    SealedStore,
    AccusationService,
    // succession: units and officials that go
    SuccessionService,
    OrganisationChanges,
    SuccessionSweep,
  ],
})
export class IntakeModule {}
