import { type Check, isOpen, offenders } from './check.js';

export const duty: Check = {
  name: 'duty',
  claim: 'accountability knows every matter as intake has it: version, unit, officer, open or not',
  run: ({ sql }) =>
    offenders(
      sql,
      `select coalesce(m.id, d.matter_id) as id
         from intake.matter m full join accountability.matter_duty d on d.matter_id = m.id
        where (m.version, m.responsible_unit, m.officer_id, ${isOpen('m')})
              is distinct from (d.version, d.responsible_unit, d.officer_id, d.is_open)`,
    ),
};
