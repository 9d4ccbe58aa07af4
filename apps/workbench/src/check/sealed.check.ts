import { type Check, offenders } from './check.js';

export const accusationHeld: Check = {
  name: 'accusation-held',
  claim: 'every sealed accusation has an open discipline organ, a cleared officer there and a due date',
  run: ({ sql }) =>
    offenders(
      sql,
      `select a.id from sealed.accusation a where a.due_on is null or not exists (
         select 1 from organisation.unit u
           join organisation.held_post h on h.unit_id = u.id and h.official_id = a.officer_id
           join organisation.official o on o.id = h.official_id and o.is_enabled and o.has_accusation_clearance
          where u.id = a.receiving_unit and u.standing = 'open' and u.kind = 'discipline-organ')`,
    ),
};

export const accusationApart: Check = {
  name: 'accusation-apart',
  claim: 'nothing of a sealed accusation stands on the ordinary side',
  run: ({ sql }) =>
    offenders(
      sql,
      `select a.id from sealed.accusation a
        where exists (select 1 from intake.submission s where s.submission_no = a.submission_no)
           or exists (select 1 from reporting.matter_line l where l.submission_no = a.submission_no)`,
    ),
};
