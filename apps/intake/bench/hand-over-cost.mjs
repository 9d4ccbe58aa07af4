/**
 * What a hand-over costs: CPU milliseconds of this process and of PostgreSQL's backends for forwarding and for taking, each with the reader of
 * the own stream behind it; papers are issued and not rendered. Run by hand: `npm run build && node bench/hand-over-cost.mjs [<matters> <at once>]`.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { forward, take } from '@huiyin/contracts';
import { official, system } from './bench-office.mjs';

const [matters = 1_500, atOnce = 16] = process.argv.slice(2).map(Number);
const as = (nth) => ({ kind: 'official', id: official(nth), session: 's', authzVersion: 1 });

// Beyond the tries of the queue: nothing is rendered.
await system.admin.query('alter table intake.paper alter column tries set default 99');
await seed(matters + 200);
const ids = (await system.rows('select id from intake.matter order by id')).map((row) => row.id);
const offers = new Map();
const forwarded = async (matterId) => {
  const order = { matterId, expectedVersion: 2, toUnitId: 3, note: '请依职权办理' };
  offers.set(matterId, (await system.ask(forward, order, as(2))).handOverId);
};
const taken = (matterId) => system.ask(take, { handOverId: offers.get(matterId), expectedVersion: 1 }, as(3));
const warm = ids.splice(0, 200);
await all(warm, forwarded, 'intake.offer');
await all(warm, taken, `intake.matter where kept_by = 'assignment'`);
await measured('forward', forwarded, 'intake.offer');
await measured('take', taken, `intake.matter where kept_by = 'assignment'`);
await system.stop();

async function seed(count) {
  await system.admin.query(
    `with m as (insert into intake.matter (id, version, state, kind, category, path, urgency, responsible_unit, officer_id, officer_name,
         registered_at, seen_by)
       select gen_random_uuid(), 2, 'triaged', 'claim', 'other', 'P_PET', 'ordinary', 2, '${official(2)}', '经办', now(), '{2}'
         from generate_series(1, ${count}) returning id),
     n as (select id, gen_random_uuid() as person, row_number() over () as nth from m),
     p as (insert into intake.petitioner (id, wrapped_key) select person, '' from n)
     insert into intake.submission (id, matter_id, submission_no, channel, purpose, title, content, facts_digest, petitioner_id, receiving_unit,
         registered_by, is_on_behalf, attachments, clock_rule, legal_due_on, received_at, registered_at)
       select gen_random_uuid(), id, 'N' || lpad(nth::text, 12, '0'), 'online', 'request_decision', '村口路灯坏了三个月', '内容', '', person, 2,
         'anonymous:', false, 0, 'TL-01', now()::date, now(), now() from n`,
  );
  await system.admin.query('vacuum (analyze) intake.matter, intake.submission, intake.petitioner');
}

/** Does it with all of them, and waits until the reader has done its part. */
async function all(some, work, behind) {
  const [{ n: before }] = await system.rows(`select count(*)::int as n from ${behind}`);
  let next = 0;
  const line = async () => {
    while (next < some.length) await work(some[next++]);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  for (;;) {
    const [{ n }] = await system.rows(`select count(*)::int as n from ${behind}`);
    if (n - before >= some.length) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Nanoseconds on a processor so far, of every backend that serves this service. */
async function backends() {
  const pids = await system.rows(
    `select pid from pg_stat_activity where usename = 'hy_intake' and datname = current_database()`,
  );
  return pids
    .map(({ pid }) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((a, b) => a + b, 0);
}

async function measured(what, work, behind) {
  const [node, store, began] = [process.cpuUsage(), await backends(), performance.now()];
  await all(ids, work, behind);
  const { user, system: kernel } = process.cpuUsage(node);
  const ours = ((user + kernel) / 1_000 / ids.length).toFixed(2);
  const theirs = (((await backends()) - store) / 1e6 / ids.length).toFixed(2);
  const rate = ((ids.length / (performance.now() - began)) * 1_000).toFixed(0);
  process.stdout.write(`${what}: ${ours} ms here, ${theirs} ms in PostgreSQL, ${rate} a second\n`);
}
