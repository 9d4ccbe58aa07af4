import { type Check, isOpen, offenders } from './check.js';

// Where the unit itself is gone or closed, that is what is wrong, and another check says so.
export const namedOfficer: Check = {
  name: 'named-officer',
  claim: 'the officer of every open matter is enabled and holds a post, or deputises, in its unit',
  run: ({ sql }) =>
    offenders(
      sql,
      `select m.id from intake.matter m join organisation.unit u on u.id = m.responsible_unit and u.standing = 'open'
        where ${isOpen('m')} and not exists (
          select 1 from organisation.held_post h join organisation.official o on o.id = h.official_id and o.is_enabled
           where h.official_id = m.officer_id and h.unit_id = m.responsible_unit)`,
    ),
};
