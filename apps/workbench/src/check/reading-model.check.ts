import { type Check, isOpen, offenders } from './check.js';

export const readingLine: Check = {
  name: 'reading-line',
  claim: 'the reading model has every matter as intake has it: version, state, unit, officer, open or not',
  run: ({ sql }) =>
    offenders(
      sql,
      `select coalesce(m.id, l.matter_id) as id from intake.matter m full join reporting.matter_line l on l.matter_id = m.id
        where (m.version, m.state, m.responsible_unit, m.officer_id, ${isOpen('m')})
              is distinct from (l.version, l.state, l.responsible_unit, l.officer_id, l.is_open)`,
    ),
};

export const readingClock: Check = {
  name: 'reading-clock',
  claim: 'the reading model has every clock as accountability has it: version, standing, dates',
  run: ({ sql }) =>
    offenders(
      sql,
      `select coalesce(c.id, k.clock_id) as id
         from accountability.clock c full join reporting.clock_line k on k.matter_id = c.matter_id and k.clock_id = c.id
        where (c.clock_version, c.standing, c.rule, c.legal_due_on, c.internal_due_on)
              is distinct from (k.clock_version, k.standing, k.rule, k.legal_due_on, k.internal_due_on)`,
    ),
};

export const shownDate: Check = {
  name: 'shown-date',
  claim: 'the line of an open matter shows the date of its running main clock',
  run: ({ sql }) =>
    offenders(
      sql,
      `select l.matter_id as id from reporting.matter_line l
         join accountability.clock c on c.matter_id = l.matter_id and c.is_main and c.standing = 'running'
        where l.is_open and (l.clock_rule, l.legal_due_on) is distinct from (c.rule, c.legal_due_on)`,
    ),
};
