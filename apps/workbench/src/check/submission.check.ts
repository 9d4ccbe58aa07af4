import { type Check, inTurn, offenders, together } from './check.js';

export const submissionWhole: Check = {
  name: 'submission-whole',
  claim: 'every submission has a matter and a petitioner, and every matter a submission',
  run: ({ sql }) =>
    offenders(
      sql,
      `select s.id from intake.submission s
        where not exists (select 1 from intake.matter m where m.id = s.matter_id)
           or not exists (select 1 from intake.petitioner p where p.id = s.petitioner_id)
       union all
       select m.id from intake.matter m where not exists (select 1 from intake.submission s where s.matter_id = m.id)`,
    ),
};

export const numberUnique: Check = {
  name: 'number-unique',
  claim: 'no submission number was given twice',
  run: async ({ sql }) =>
    together([
      await offenders(
        sql,
        'select submission_no as id from intake.submission group by submission_no having count(*) > 1',
      ),
      await offenders(
        sql,
        'select submission_no as id from sealed.accusation group by submission_no having count(*) > 1',
      ),
    ]),
};

const receipts = (schema: string) =>
  `select key, convert_from(answer, 'UTF8')::jsonb ->> 'submissionNo' as submission_no from ${schema}.idempotency
    where answer is not null and convert_from(answer, 'UTF8')::jsonb ? 'registeredAt'`;

export const acknowledgedIsKept: Check = {
  name: 'acknowledged-is-kept',
  claim: 'every receipt that was given names a submission that is there, and no two keys share one',
  run: async ({ sql }) =>
    together([
      await offenders(
        sql,
        `select r.submission_no as id from (${receipts('intake')} union all ${receipts('sealed')}) as r
          where not exists (select 1 from intake.submission s where s.submission_no = r.submission_no)
            and not exists (select 1 from sealed.accusation a where a.submission_no = r.submission_no)`,
      ),
      await offenders(
        sql,
        `select submission_no as id from (${receipts('intake')} union all ${receipts('sealed')}) as r
          group by submission_no having count(*) > 1`,
      ),
    ]),
};

export const keysAnswered: Check = {
  name: 'keys-answered',
  claim: 'no idempotency key was taken and left without an answer',
  async run({ sql, schemasWith }) {
    return inTurn(await schemasWith('idempotency'), (schema) =>
      offenders(sql, `select '${schema} ' || key as id from ${schema}.idempotency where answer is null`),
    );
  },
};
