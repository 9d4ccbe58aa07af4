import { type Check, isOpen, offenders } from './check.js';

export const runningClock: Check = {
  name: 'running-clock',
  claim: 'every open matter has exactly one running main clock',
  run: ({ sql }) =>
    offenders(
      sql,
      `select m.id from intake.matter m where ${isOpen('m')} and 1 <> (
         select count(*) from accountability.clock c where c.matter_id = m.id and c.is_main and c.standing = 'running')`,
    ),
};

export const clockDuty: Check = {
  name: 'clock-duty',
  claim: 'the running main clock names the unit and the officer of its matter',
  run: ({ sql }) =>
    offenders(
      sql,
      `select c.id from accountability.clock c join intake.matter m on m.id = c.matter_id
        where c.is_main and c.standing = 'running' and ${isOpen('m')}
          and (c.responsible_unit, c.officer_id) is distinct from (m.responsible_unit, m.officer_id)`,
    ),
};

export const noIdleClock: Check = {
  name: 'no-idle-clock',
  claim:
    'no clock runs for a matter that ended or is gone, but for the report, the evaluation and the dispute that come after the end',
  run: ({ sql }) =>
    offenders(
      sql,
      `select c.id from accountability.clock c where c.standing <> 'stopped' and c.rule not in ('TL-12', 'TL-22', 'TL-23', 'TL-51', 'TL-52')
          and not exists (select 1 from intake.matter m where m.id = c.matter_id and ${isOpen('m')})`,
    ),
};
