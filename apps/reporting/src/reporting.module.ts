import { Module } from '@nestjs/common';
import { ClockMessages } from './clock/clock.messages.js';
import { ClockService } from './clock/clock.service.js';
import { LedgerMessages } from './ledger/ledger.messages.js';
import { LedgerService } from './ledger/ledger.service.js';
import { LineJobs } from './line/line.jobs.js';
import { LineMessages } from './line/line.messages.js';
import { LineService } from './line/line.service.js';
import { TimelineMessages } from './timeline/timeline.messages.js';
import { TimelineService } from './timeline/timeline.service.js';

@Module({
  providers: [
    // doors in: events of others, then requests
    LineMessages,
    ClockMessages,
    TimelineMessages,
    LedgerMessages,
    // what they do
    LineService,
    ClockService,
    TimelineService,
    LedgerService,
    LineJobs,
  ],
})
export class ReportingModule {}
