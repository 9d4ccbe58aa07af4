import { type Check, isOpen, offenders } from './check.js';

export const responsibleUnit: Check = {
  name: 'responsible-unit',
  claim: 'every open matter has one responsible unit that exists',
  run: ({ sql }) =>
    offenders(
      sql,
      `select m.id from intake.matter m
        where ${isOpen('m')} and not exists (select 1 from organisation.unit u where u.id = m.responsible_unit)`,
    ),
};

export const noMatterOrphaned: Check = {
  name: 'no-matter-orphaned',
  claim: 'no open matter is left at a closed unit',
  run: ({ sql }) =>
    offenders(
      sql,
      `select m.id from intake.matter m join organisation.unit u on u.id = m.responsible_unit
        where ${isOpen('m')} and u.standing <> 'open'`,
    ),
};
