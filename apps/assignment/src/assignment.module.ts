import { Module } from '@nestjs/common';
import { addresseeOf } from '@huiyin/contracts';
import { Bus, serviceActor } from '@huiyin/messaging';
import { Papers } from '@huiyin/papers';
import { Database, type KeyRing, LOG, SETTINGS, type Settings, succeedingBy } from '@huiyin/service';
import { type Logger } from 'pino';
import { AcceptanceMessages } from './acceptance/acceptance.messages.js';
import { ArchiveMessages } from './archive/archive.messages.js';
import { DisputeMessages } from './dispute/dispute.messages.js';
import { Disputes } from './dispute/dispute.service.js';
import { ClockSteps } from './evaluation/clock-steps.messages.js';
import { EvaluationMessages } from './evaluation/evaluation.messages.js';
import { Evaluations } from './evaluation/evaluation.service.js';
import { Windows } from './evaluation/window.service.js';
import { ExtensionMessages } from './extension/extension.messages.js';
import { Files } from './file/file.service.js';
import { IntakeMoves } from './file/intake.messages.js';
import { HandlingMessages } from './handling/handling.messages.js';
import { Officials } from './handling/officials.js';
import { ClosingReports } from './opinion/closing-report.service.js';
import { Drafts } from './opinion/draft.service.js';
import { Executions } from './opinion/execution.service.js';
import { Issuing } from './opinion/issuing.service.js';
import { NextHigher } from './opinion/next-higher.js';
import { OpinionMessages } from './opinion/opinion.messages.js';
import { OpinionReading } from './opinion/opinion.reading.js';
import { Serving } from './opinion/serving.service.js';
import { Corrections } from './papers/correction.service.js';
import { HandlingPapers } from './papers/handling-papers.js';
import { PaperMessages } from './papers/paper.messages.js';
import { ReadingMessages } from './reading/reading.messages.js';
import { Reading } from './reading/reading.service.js';
import { RecordMessages } from './records/record.messages.js';
import { RecusalMessages } from './recusal/recusal.messages.js';
import { BarredFiles } from './succession/barred-files.js';
import { HandOnMessages } from './succession/hand-on.messages.js';
import { SuccessionService } from './succession/succession.service.js';
import { SuggestionMessages } from './suggestion/suggestion.messages.js';
import { UrgencyMessages } from './urgency/urgency.messages.js';

@Module({
  providers: [
    // file: how it opens, and every order on it
    Files,
    IntakeMoves,
    // papers: numbers, files, wording, corrections
    {
      provide: Papers,
      inject: [SETTINGS, Database, Bus, LOG],
      useFactory: papersOf,
    },
    HandlingPapers,
    Corrections,
    PaperMessages,
    // acceptance, handling, records, extension, recusal
    Officials,
    AcceptanceMessages,
    HandlingMessages,
    RecordMessages,
    ExtensionMessages,
    RecusalMessages,
    // opinion: draft, issue, serve, execute, report
    OpinionReading,
    NextHigher,
    Drafts,
    Issuing,
    Serving,
    Executions,
    ClosingReports,
    OpinionMessages,
    // evaluation, and the windows of the petitioner
    Evaluations,
    EvaluationMessages,
    Windows,
    ClockSteps,
    // the petitioner's word that it was not carried out
    Disputes,
    DisputeMessages,
    // the urgent report of whoever has the matter
    UrgencyMessages,
    // suggestion and the end of a file
    SuggestionMessages,
    ArchiveMessages,
    // reading
    Reading,
    ReadingMessages,
    // succession: units and officials that go
    BarredFiles,
    HandOnMessages,
    ...succeedingBy(SuccessionService),
  ],
})
export class AssignmentModule {}

function papersOf(settings: Settings, database: Database, bus: Bus, log: Logger): Papers {
  const by = serviceActor('assignment', 'papers');
  return new Papers({
    service: 'assignment',
    site: settings.site,
    database,
    ring: JSON.parse(settings.secret('papers-ring-assignment')) as KeyRing,
    addresseeOf: async (matterId) => {
      const { name, address } = await bus.ask(addresseeOf, { matterId }, { for: by });
      return name === undefined ? undefined : { name, ...(address === undefined ? {} : { address }) };
    },
    trackingAddress: `${settings.publicUrl.replace(/\/$/, '')}/track`,
    report: (error, what) => log.error({ error, what }),
  });
}
