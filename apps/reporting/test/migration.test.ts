import { migrate } from '@huiyin/service';
import { TestSystem } from '@huiyin/testing';
import { reportingMigrations } from '../src/reporting.migrations.js';
import { firstOfficer } from './life.js';

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start({ services: [] });
});
afterAll(() => system.stop());

it('gives matters told before there were tasks what is owed on them, and their units sight of them', async () => {
  await migrate(system.adminUrl, 'reporting', reportingMigrations.slice(0, 1));
  const line = (n: number, state: string, isOpen: boolean, kind: string | null) =>
    system.rows(
      `with line as (
         insert into reporting.matter_line (matter_id, version, submission_no, state, is_open, matter_kind, channel, urgency, responsible_unit,
           unit_name, officer_id, officer_name, received_at, registered_at)
         values (gen_random_uuid(), 1, 'N' || $1::int, $2, $3, $4, 'online', 'ordinary', $1, '某局', $5, '某甲', now(), now()) returning matter_id)
       insert into reporting.clock_line (matter_id, clock_id, clock_version, rule, standing, started_at, legal_due_on, legal_due_at)
       select matter_id, gen_random_uuid(), 1, 'TL-01', 'running', now(), '2026-12-09', '2026-12-09T16:00:00Z' from line`,
      [n, state, isOpen, kind, firstOfficer],
    );
  await line(1, 'registered', true, null);
  await line(2, 'triaged', true, 'claim');
  await line(3, 'triaged', true, 'suggestion');
  await line(4, 'linked_to_existing', false, null);
  await migrate(system.adminUrl, 'reporting', reportingMigrations);
  expect(
    await system.rows(
      `select l.seen_by, t.act, t.unit_id, t.officer_id, t.clock_rule, t.due_on::text from reporting.matter_line l
       left join reporting.task t using (matter_id) order by l.responsible_unit`,
    ),
  ).toEqual([
    ...['classify', 'forward', 'refer-for-study'].map((act, i) => ({
      seen_by: [i + 1],
      act,
      unit_id: i + 1,
      officer_id: firstOfficer,
      clock_rule: 'TL-01',
      due_on: '2026-12-09',
    })),
    { seen_by: [4], act: null, unit_id: null, officer_id: null, clock_rule: null, due_on: null },
  ]);
});
