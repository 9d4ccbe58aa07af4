import { Module } from '@nestjs/common';
import { ClockMessages } from './clock/clock.messages.js';
import { ClockService } from './clock/clock.service.js';
import { HandlingMessages } from './handling/handling.messages.js';
import { HandlingService } from './handling/handling.service.js';
import { LedgerMessages } from './ledger/ledger.messages.js';
import { LedgerService } from './ledger/ledger.service.js';
import { LineJobs } from './line/line.jobs.js';
import { LineMessages } from './line/line.messages.js';
import { LineService } from './line/line.service.js';
import { QueueMessages } from './queue/queue.messages.js';
import { QueueService } from './queue/queue.service.js';
import { SupervisionService } from './supervision/supervision.service.js';
import { Signals } from './task/signals.service.js';
import { TaskService } from './task/task.service.js';
import { TimelineMessages } from './timeline/timeline.messages.js';
import { TimelineService } from './timeline/timeline.service.js';
import { WarningService } from './warning/warning.service.js';

@Module({
  providers: [
    // doors in: events of others, then requests
    LineMessages,
    HandlingMessages,
    ClockMessages,
    TimelineMessages,
    LedgerMessages,
    QueueMessages,
    // what they do
    LineService,
    HandlingService,
    ClockService,
    TaskService,
    WarningService,
    SupervisionService,
    Signals,
    TimelineService,
    LedgerService,
    QueueService,
    LineJobs,
  ],
})
export class ReportingModule {}
