import { randomUUID } from 'node:crypto';
import { accusationApart, accusationHeld } from '../src/check/sealed.check.js';
import { acknowledgedIsKept, keysAnswered, numberUnique, submissionWhole } from '../src/check/submission.check.js';
import { auditWhole } from '../src/check/audit.check.js';
import { clockDuty, noIdleClock, runningClock } from '../src/check/running-clock.check.js';
import { duty } from '../src/check/duty.check.js';
import { inboxEqualsEvents, noDeadLetters } from '../src/check/delivery.check.js';
import { namedOfficer } from '../src/check/named-officer.check.js';
import { noMatterOrphaned, responsibleUnit } from '../src/check/responsible-unit.check.js';
import { type Fault } from './planted-fault.js';
import { faultsOfThePath } from './planted-path-faults.js';
import { readingClock, readingLine, shownDate } from '../src/check/reading-model.check.js';

const everyUnitOfMatter = (unit: string) => `
  update intake.matter set responsible_unit = ${unit} where id = '$matter';
  update accountability.clock set responsible_unit = ${unit} where matter_id = '$matter';
  update accountability.matter_duty set responsible_unit = ${unit} where matter_id = '$matter';
  update reporting.matter_line set responsible_unit = ${unit} where matter_id = '$matter';
  update reporting.task set unit_id = ${unit} where matter_id = '$matter'`;
const lostKey = randomUUID();

const faultsAtTheDoor: readonly Fault[] = [
  {
    what: 'a matter whose unit does not exist',
    check: responsibleUnit,
    plant: everyUnitOfMatter('9999'),
    mend: everyUnitOfMatter('2'),
  },
  {
    what: 'a matter left at a unit that was closed',
    check: noMatterOrphaned,
    plant: `update organisation.unit set standing = 'closed', successor_id = 24 where id = 2`,
    mend: `update organisation.unit set standing = 'open', successor_id = null where id = 2`,
  },
  {
    what: 'an officer who was disabled',
    check: namedOfficer,
    plant: `update organisation.official set is_enabled = false where id = (select officer_id from intake.matter where id = '$matter')`,
    mend: `update organisation.official set is_enabled = true`,
  },
  {
    what: 'an officer whose post in the unit ended',
    check: namedOfficer,
    plant: `update organisation.post set ended_at = now() where official_id = (select officer_id from intake.matter where id = '$matter')`,
    mend: `update organisation.post set ended_at = null`,
  },
  {
    what: 'a clock that stopped though its matter is open',
    check: runningClock,
    plant: `update accountability.clock set standing = 'stopped', stopped_at = now(), next_step_at = null where matter_id = '$matter';
      update reporting.clock_line set standing = 'stopped' where matter_id = '$matter'`,
    mend: `update accountability.clock set standing = 'running', stopped_at = null where matter_id = '$matter';
      update reporting.clock_line set standing = 'running' where matter_id = '$matter'`,
  },
  {
    what: 'a clock that is gone',
    check: runningClock,
    plant: `create table public.kept as select * from accountability.clock where matter_id = '$matter';
      create table public.kept_line as select * from reporting.clock_line where matter_id = '$matter';
      delete from accountability.clock where matter_id = '$matter'; delete from reporting.clock_line where matter_id = '$matter'`,
    mend: `insert into accountability.clock select * from public.kept; insert into reporting.clock_line select * from public.kept_line;
      drop table public.kept, public.kept_line`,
  },
  {
    what: 'a clock that names another officer',
    check: clockDuty,
    plant: `update accountability.clock set officer_id = gen_random_uuid() where matter_id = '$matter'`,
    mend: `update accountability.clock set officer_id = (select officer_id from intake.matter where id = '$matter') where matter_id = '$matter'`,
  },
  {
    what: 'a clock that runs for a matter which is gone',
    check: noIdleClock,
    plant: `create table public.kept as select * from accountability.clock where matter_id = '$matter';
      update public.kept set id = '${lostKey}', matter_id = '${lostKey}'; insert into accountability.clock select * from public.kept;
      create table public.kept_line as select * from reporting.clock_line where matter_id = '$matter';
      update public.kept_line set clock_id = '${lostKey}', matter_id = '${lostKey}'; insert into reporting.clock_line select * from public.kept_line`,
    mend: `delete from accountability.clock where id = '${lostKey}'; delete from reporting.clock_line where clock_id = '${lostKey}';
      drop table public.kept, public.kept_line`,
  },
  {
    what: 'a duty that is a version behind',
    check: duty,
    plant: `update accountability.matter_duty set version = 0 where matter_id = '$matter'`,
    mend: `update accountability.matter_duty set version = 1 where matter_id = '$matter'`,
  },
  {
    what: 'a line that shows another state',
    check: readingLine,
    plant: `update reporting.matter_line set state = 'triaged' where matter_id = '$matter'`,
    mend: `update reporting.matter_line set state = 'registered' where matter_id = '$matter'`,
  },
  {
    what: 'a clock that the reading model has with another date',
    check: readingClock,
    plant: `update reporting.clock_line set legal_due_on = legal_due_on + 1 where matter_id = '$matter'`,
    mend: `update reporting.clock_line set legal_due_on = legal_due_on - 1 where matter_id = '$matter'`,
  },
  {
    what: 'a line that shows another date than its clock',
    check: shownDate,
    plant: `update reporting.matter_line set legal_due_on = legal_due_on + 1 where matter_id = '$matter'`,
    mend: `update reporting.matter_line set legal_due_on = legal_due_on - 1 where matter_id = '$matter'`,
  },
  {
    what: 'a submission without its petitioner',
    check: submissionWhole,
    plant: `create table public.kept as select p.* from intake.petitioner p join intake.submission s on s.petitioner_id = p.id where s.matter_id = '$matter';
      delete from intake.petitioner where id in (select id from public.kept)`,
    mend: `insert into intake.petitioner select * from public.kept; drop table public.kept`,
  },
  {
    what: 'a number that was given twice',
    check: numberUnique,
    plant: `drop index intake.submission_no;
      create table public.kept as select * from intake.submission where matter_id = '$matter';
      update public.kept set id = '${lostKey}'; insert into intake.submission select * from public.kept`,
    mend: `delete from intake.submission where id = '${lostKey}'; drop table public.kept;
      create unique index submission_no on intake.submission (submission_no)`,
  },
  {
    what: 'a receipt whose submission is lost',
    check: acknowledgedIsKept,
    plant: `insert into intake.idempotency (actor, key, request, answer) values ('anonymous:', '${lostKey}', '',
      convert_to('{"submissionNo":"999901202611241000000000","registeredAt":"2026-11-24T00:00:00Z"}', 'UTF8'))`,
    mend: `delete from intake.idempotency where key = '${lostKey}'`,
  },
  {
    what: 'a key that was taken and never answered',
    check: keysAnswered,
    plant: `insert into intake.idempotency (actor, key, request) values ('anonymous:', '${lostKey}', '')`,
    mend: `delete from intake.idempotency where key = '${lostKey}'`,
  },
  {
    what: 'a sealed accusation that nobody cleared answers for',
    check: accusationHeld,
    plant: `update sealed.accusation set officer_id = gen_random_uuid()`,
    mend: `update sealed.accusation set officer_id = (select official_id from organisation.duty_officer d where d.unit_id = receiving_unit)`,
  },
  {
    what: 'the number of a sealed accusation on the ordinary side',
    check: accusationApart,
    plant: `insert into sealed.accusation select '${lostKey}', s.submission_no, a.status, a.receiving_unit, a.officer_id, a.received_on, a.due_on,
        a.excluded_units, a.excluded_officials, a.content_sender, a.content, a.identity_sender, a.identity, null
      from sealed.accusation a, intake.submission s where s.matter_id = '$matter'`,
    mend: `delete from sealed.accusation where id = '${lostKey}'`,
  },
  {
    what: 'an event that no reader took',
    check: inboxEqualsEvents,
    plant: `create table public.kept as select * from reporting.inbox where consumer = 'intake>reporting' limit 1;
      delete from reporting.inbox i using public.kept k where i.consumer = k.consumer and i.event_id = k.event_id`,
    mend: `insert into reporting.inbox select * from public.kept; drop table public.kept`,
  },
  {
    what: 'an inbox row for an event that was never sent',
    check: inboxEqualsEvents,
    plant: `insert into reporting.inbox (consumer, event_id) values ('intake>reporting', '${lostKey}')`,
    mend: `delete from reporting.inbox where event_id = '${lostKey}'`,
  },
  {
    what: 'a dead letter',
    check: noDeadLetters,
    plant: `insert into reporting.dead_letter (consumer, event_id, name, reason, deliveries, standing)
      values ('intake>reporting', '${lostKey}', 'intake.matter-classified.v1', 'planted', 5, 'dead')`,
    mend: `delete from reporting.dead_letter where event_id = '${lostKey}'`,
  },
  {
    what: 'an audit row that was rewritten',
    check: auditWhole,
    plant: `update intake.audit set actor = 'official:' || actor where entry = (select min(entry) from intake.audit)`,
    mend: `update intake.audit set actor = substr(actor, 10) where entry = (select min(entry) from intake.audit)`,
  },
];

export const faults: readonly Fault[] = [...faultsAtTheDoor, ...faultsOfThePath];
