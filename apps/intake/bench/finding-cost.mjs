/**
 * What a search costs among many matters: milliseconds by kind of word, and the plan of its scan. Run by hand:
 * `npm run build && node bench/finding-cost.mjs [<matters>]`.
 */
import { performance } from 'node:perf_hooks';
import { findMatters } from '@huiyin/contracts';
import { official, system } from './bench-office.mjs';

const [matters = 200_000] = process.argv.slice(2).map(Number);
const rounds = 200;
await seed();
await measure('a word of every fifth subject', official(2), '物业');
await measure('a word of one in twenty thousand', official(2), '彩虹桥');
await measure('two common words that never meet', official(2), '物业 欠薪');
await measure('four characters', official(2), '拖欠工资');
await measure('nothing there', official(2), '月球基地');
await measure('a department that reads one in ten', official(3), '物业');
await measure('a township with twenty villages', official(4), '路灯');
await plan();
await system.stop();

async function seed() {
  const began = performance.now();
  await system.admin.query(`set statement_timeout = 0`);
  await system.admin.query(
    `create table intake.seeding as select gen_random_uuid() as matter_id, gen_random_uuid() as submission_id, gen_random_uuid() as person,
        now() - (n || ' minutes')::interval as at, n,
        (array['物业不退押金','村口路灯坏了','拖欠工资三个月','楼上漏水半年','垃圾无人清运'])[1 + n % 5] || '第' || n || '号反映'
          || case when n % 20000 = 7 then '彩虹桥' else '' end || case when n % 5 = 2 then '欠薪' else '' end as title
      from generate_series(1, $1::int) n`.replace('$1', String(matters)),
  );
  const columns = `state, urgency, officer_id, officer_name, registered_at`;
  await system.admin.query(
    `insert into intake.matter (id, version, responsible_unit, seen_by, ${columns})
       select matter_id, 1, 2, case when n % 10 = 0 then '{2,3}'::int[] when n % 7 = 0 then array[2, 131 + n % 20] else '{2}'::int[] end,
         'registered', 'ordinary', '${official(2)}', '经办', at from intake.seeding`,
  );
  await system.admin.query(`insert into intake.petitioner (id, wrapped_key) select person, '' from intake.seeding`);
  await system.admin.query(
    `insert into intake.submission (id, matter_id, submission_no, channel, purpose, title, content, facts_digest, petitioner_id, receiving_unit,
         registered_by, is_on_behalf, attachments, clock_rule, legal_due_on, received_at, registered_at)
       select submission_id, matter_id, 'N' || lpad(n::text, 12, '0'), 'online', 'request_decision', title, '内容', '', person, 2, 'anonymous:',
         false, 0, 'TL-01', at::date, at, at from intake.seeding`,
  );
  await system.admin.query(
    `insert into intake.subject_word (word, unit_id, registered_at, matter_id)
       select w, u, m.registered_at, m.id from intake.matter m join intake.submission s on s.matter_id = m.id
         cross join unnest(m.seen_by) u cross join unnest(intake.subject_words(s.title)) w`,
  );
  await system.admin.query('vacuum (analyze) intake.matter, intake.submission, intake.subject_word');
  const [size] = await system.rows(
    `select pg_size_pretty(pg_total_relation_size('intake.subject_word')) as size, (select count(*)::int from intake.subject_word) as entries`,
  );
  process.stdout.write(
    `${matters} matters, ${size.entries} words, ${size.size}, ${Math.round((performance.now() - began) / 1000)} s\n`,
  );
}

async function measure(what, id, words) {
  const times = [];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const page = await system.ask(findMatters, { words }, { kind: 'official', id, session: 's', authzVersion: 1 });
    times.push(performance.now() - began);
    found = page.matters.length;
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * rounds)].toFixed(1);
  process.stdout.write(`${what}: ${found} found, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms\n`);
}

async function plan() {
  const client = system.admin;
  await client.query('begin');
  await client.query(`set local role hy_intake`);
  await client.query(`select set_config('hy.units', '{2}', true), set_config('hy.all', '', true)`);
  const { rows } = await client.query(
    `explain (analyze, buffers, costs off) select w.registered_at, w.matter_id from intake.subject_word w where w.word = '物业' and w.unit_id = 2
       and (w.registered_at, w.matter_id) < ('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff') order by w.registered_at desc, w.matter_id desc limit 400`,
  );
  process.stdout.write(`${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`);
  await client.query('rollback');
}
