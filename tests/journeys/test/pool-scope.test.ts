import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportingService } from '@huiyin/reporting';
import { organisationService } from '@huiyin/organisation';
import { Database, type Scope } from '@huiyin/service';
import { TestSystem } from '@huiyin/testing';

let system: TestSystem;
let database: Database;
const units = [1, 2, 3, 4, 5, 6, 7, 8];
const perUnit = 5;

beforeAll(async () => {
  system = await TestSystem.start({ services: [organisationService, reportingService] });
  await system.rows(
    `insert into reporting.matter_line (matter_id, version, submission_no, state, is_open, channel, urgency, responsible_unit, seen_by, unit_name,
       officer_id, officer_name, received_at, registered_at)
     select gen_random_uuid(), 1, 'no' || u || n, 'registered', true, 'online', 'ordinary', u, array[u], 'unit', gen_random_uuid(), 'officer', now(), now()
       from unnest($1::int[]) u, generate_series(1, $2::int) n`,
    [units, perUnit],
  );
  const settings = system.settings('reporting');
  const login = { user: 'hy_reporting', password: settings.secret('db-hy_reporting'), schema: 'reporting', pool: 4 };
  database = new Database(settings, login, []);
  await database.open((error) => console.error(error));
}, 60_000);
afterAll(async () => {
  await database.close();
  await system.stop();
});

const scopeOf = (some: readonly number[], more: Partial<Scope> = {}): Scope => ({
  actor: 'test',
  units: some,
  isEverything: false,
  ...more,
});
const unitsSeen = `select responsible_unit as unit, count(*)::int as n from reporting.matter_line group by 1 order by 1`;

/** One piece of work: looks, and every so often ends badly. @returns whether it saw exactly its own. */
async function oneScope(nth: number): Promise<'right' | 'wrong' | 'thrown' | 'refused'> {
  const own = units.filter((unit) => (nth >> (unit % 4)) % 2 === unit % 2);
  try {
    return await database.inScope(scopeOf(own), async (manager) => {
      const seen = (await manager.query(unitsSeen)) as { unit: number; n: number }[];
      if (nth % 3 === 0) await manager.query('select pg_sleep(0.002)');
      if (nth % 5 === 0) throw new Error('planned');
      if (nth % 7 === 0) await manager.query('select 1 / 0');
      if (nth % 11 === 0) await manager.query(`insert into reporting.nowhere values ('${randomUUID()}')`);
      return JSON.stringify(seen) === JSON.stringify(own.map((unit) => ({ unit, n: perUnit }))) ? 'right' : 'wrong';
    });
  } catch (error) {
    return (error as Error).message === 'planned' ? 'thrown' : 'refused';
  }
}

test('400 scopes through four connections, with errors between, each see their own rows and leave nothing behind', async () => {
  const ends = await Promise.all(Array.from({ length: 400 }, (_, nth) => oneScope(nth)));
  const count = (end: string) => ends.filter((e) => e === end).length;
  expect(count('wrong')).toBe(0);
  expect(count('thrown')).toBe(80);
  expect(count('refused')).toBeGreaterThan(60);
  expect(count('right')).toBeGreaterThan(220);
  const after = await Promise.all(
    Array.from({ length: 40 }, () => database.query('select count(*)::int as n from reporting.matter_line')),
  );
  expect(after.flat()).toEqual(after.map(() => ({ n: 0 })));
  const settings = await Promise.all(
    Array.from({ length: 40 }, () =>
      database.query(
        `select coalesce(current_setting('hy.units', true), '') || coalesce(current_setting('hy.all', true), '') as left`,
      ),
    ),
  );
  expect(settings.flat()).toEqual(settings.map(() => ({ left: '' })));
});

test('an empty scope sees nothing, everything sees everything, and a savepoint gives the outer scope back', async () => {
  const seen = async (scope: Scope) =>
    database.inScope(scope, async (manager) => ((await manager.query(unitsSeen)) as object[]).length);
  expect([await seen(scopeOf([])), await seen(scopeOf([3])), await seen(scopeOf([], { isEverything: true }))]).toEqual([
    0,
    1,
    units.length,
  ]);
  const back = await database.inScope(scopeOf([3]), async (manager) => {
    await manager.query('savepoint inner_work');
    await manager.query(`select set_config('hy.all', 'on', true)`);
    await manager.query('rollback to savepoint inner_work');
    return manager.query(unitsSeen) as Promise<object[]>;
  });
  expect(back).toEqual([{ unit: 3, n: perUnit }]);
});

test('rows of others cannot be changed or removed by naming them', async () => {
  const touched = await database.inScope(scopeOf([3]), async (manager) => {
    const [, changed] = (await manager.query(
      `update reporting.matter_line set state = 'closed' where responsible_unit = 4`,
    )) as [object[], number];
    const [, removed] = (await manager.query(`delete from reporting.matter_line where responsible_unit <> 3`)) as [
      object[],
      number,
    ];
    return [changed, removed];
  });
  expect(touched).toEqual([0, 0]);
  expect(await system.rows('select count(*)::int as n from reporting.matter_line')).toEqual([
    { n: units.length * perUnit },
  ]);
});
