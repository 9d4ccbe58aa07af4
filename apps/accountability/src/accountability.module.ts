import { Module, type OnModuleInit } from '@nestjs/common';
import { gauge, succeedingBy } from '@huiyin/service';
import { AlarmJobs } from './alarm/alarm.jobs.js';
import { Alarms } from './alarm/alarm.service.js';
import { ClockMessages } from './clock/clock.messages.js';
import { Clocks } from './clock/clock.service.js';
import { Recounts } from './clock/recount.service.js';
import { DutyBatches } from './duty/duty.batch.js';
import { Duties } from './duty/duty.service.js';
import { HandlingEvents } from './duty/handling.messages.js';
import { IntakeEvents } from './duty/intake.messages.js';
import { DraftRights } from './supervision/draft.rights.js';
import { SupervisionDrafts } from './supervision/draft.service.js';
import { LetterSuccession } from './supervision/letter.succession.js';
import { SupervisionMessages } from './supervision/supervision.messages.js';
import { Supervision } from './supervision/supervision.service.js';

@Module({
  providers: [
    Clocks,
    ClockMessages,
    Recounts,
    Duties,
    DutyBatches,
    IntakeEvents,
    HandlingEvents,
    Supervision,
    DraftRights,
    SupervisionDrafts,
    SupervisionMessages,
    ...succeedingBy(LetterSuccession),
    Alarms,
    AlarmJobs,
  ],
})
export class AccountabilityModule implements OnModuleInit {
  constructor(private readonly duties: Duties) {}

  onModuleInit(): void {
    gauge('huiyin_clocks_overdue', 'Running clocks past their legal date', 'accountability', () =>
      this.duties.overdue(),
    );
    gauge('huiyin_open_without_clock', 'Open matters without a running clock; must be 0', 'accountability', () =>
      this.duties.openWithoutClock(),
    );
  }
}
