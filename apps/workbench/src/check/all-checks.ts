import { auditWhole } from './audit.check.js';
import { type Check } from './check.js';
import { inboxEqualsEvents, noDeadLetters, outboxDrained } from './delivery.check.js';
import { duty } from './duty.check.js';
import { namedOfficer } from './named-officer.check.js';
import { dutiesApart } from './duties.check.js';
import { everyRequestAnswered, heardFirst, papersThere } from './handling.check.js';
import { gaplessNumbers, papersRendered, papersUnchanged } from './paper.check.js';
import { keeperMirrored, lawfulClosing, lawfulTransitions, oneOpenOffer } from './path.check.js';
import { readingClock, readingLine, shownDate } from './reading-model.check.js';
import { noMatterOrphaned, responsibleUnit } from './responsible-unit.check.js';
import { clockDuty, noIdleClock, runningClock } from './running-clock.check.js';
import { accusationApart, accusationHeld } from './sealed.check.js';
import { acknowledgedIsKept, keysAnswered, numberUnique, submissionWhole } from './submission.check.js';
import { tasksOwed } from './tasks.check.js';

/** Every check, in the order in which they are told: first what the citizen is promised. */
export const allChecks: readonly Check[] = [
  responsibleUnit,
  noMatterOrphaned,
  namedOfficer,
  runningClock,
  clockDuty,
  noIdleClock,
  duty,
  keeperMirrored,
  oneOpenOffer,
  lawfulTransitions,
  lawfulClosing,
  heardFirst,
  everyRequestAnswered,
  dutiesApart,
  papersThere,
  gaplessNumbers,
  papersUnchanged,
  papersRendered,
  readingLine,
  readingClock,
  shownDate,
  tasksOwed,
  submissionWhole,
  numberUnique,
  acknowledgedIsKept,
  keysAnswered,
  accusationHeld,
  accusationApart,
  outboxDrained,
  inboxEqualsEvents,
  noDeadLetters,
  auditWhole,
];
