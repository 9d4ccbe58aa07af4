import { Module } from '@nestjs/common';
import { type KeyRing, PersonalData, SETTINGS, type Settings, succeedingBy } from '@huiyin/service';
import { AttachmentSweep } from './attachment/attachment.jobs.js';
import { AttachmentMessages } from './attachment/attachment.messages.js';
import { AttachmentService } from './attachment/attachment.service.js';
import { FindingMessages } from './finding/finding.messages.js';
import { FindingService } from './finding/finding.service.js';
import { SubjectWords } from './finding/subject-words.js';
import { Conversation } from './hand-over/conversation.js';
import { HandOverMessages, LapsedObjections } from './hand-over/hand-over.messages.js';
import { HandOverReading } from './hand-over/hand-over.reading.js';
import { HandOverService } from './hand-over/hand-over.service.js';
import { MatterLookup } from './hand-over/matter-facts.js';
import { OfferService } from './hand-over/offer.service.js';
import { OwnEvents } from './hand-over/own-events.messages.js';
import { RecipientBook } from './hand-over/recipient-book.js';
import { Recipients } from './hand-over/recipients.js';
import { RulingService } from './hand-over/ruling.service.js';
import { SenderBook } from './hand-over/sender-book.js';
import { DecisionService } from './matter/decision.service.js';
import { PendingDecisions } from './matter/pending-decisions.js';
import { HandlingMirror } from './matter/handling-mirror.js';
import { MatterMessages } from './matter/matter.messages.js';
import { MatterReading } from './matter/matter.reading.js';
import { MatterSealing } from './matter/matter-sealing.js';
import { MatterService } from './matter/matter.service.js';
import { AddresseeService } from './paper/addressee.service.js';
import { IntakePapers } from './paper/intake-papers.js';
import { PaperMessages } from './paper/paper.messages.js';
import { PaperService } from './paper/paper.service.js';
import { papersOfIntake } from './paper/papers.provider.js';
import { PathMessages } from './path/path.messages.js';
import { PathService } from './path/path.service.js';
import { RefusalService } from './path/refusal.service.js';
import { ProposalMessages } from './proposal/proposal.messages.js';
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
import { BarredHeirs } from './succession/barred-heirs.js';
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
    DecisionService,
    PendingDecisions,
    HandlingMirror,
    // hand-over: the conversation of two offices, a book for each
    HandOverService,
    OfferService,
    RulingService,
    HandOverReading,
    MatterLookup,
    Recipients,
    SenderBook,
    RecipientBook,
    Conversation,
    HandOverMessages,
    LapsedObjections,
    OwnEvents,
    // path: statutory paths outside the petition procedure
    PathService,
    RefusalService,
    PathMessages,
    // finding: by words of the subject
    FindingService,
    SubjectWords,
    FindingMessages,
    // paper: what is issued, to whom, in which words
    papersOfIntake,
    IntakePapers,
    PaperService,
    AddresseeService,
    PaperMessages,
    // proposal: earlier submissions that look alike
    ProposalService,
    ProposalMessages,
    // attachment
    AttachmentService,
    AttachmentMessages,
    AttachmentSweep,
    // sealed: the other side of the wall
    SealedStore,
    AccusationService,
    // succession: units and officials that go
    BarredHeirs,
    ...succeedingBy(SuccessionService),
  ],
})
export class IntakeModule {}
