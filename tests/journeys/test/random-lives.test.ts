import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verify } from '@huiyin/workbench';
import { Rounds } from '../../lives/test/running/rounds.js';
import { type Drawn, lifeOf, met } from '../../lives/test/running/running-life.js';
import { type Lived, RunningOffice } from '../../lives/test/running/running-office.js';

/**
 * The random lives of `tests/lives` on the whole running product: orders go through the public door by demo officials and petitioners,
 * many lives at once. Time cannot be simulated there: all of a life happens on the day of the test, so delays, holidays, what alarms do and
 * offices that end stay with the pure model. `HUIYIN_LIVES=400` lives more of them, `HUIYIN_SEED=n` repeats a run.
 */
const lives = Number(process.env['HUIYIN_LIVES'] ?? 40);
/** CI walks the same lives each time, so that a red run tells of the change; every other run looks for new ones. */
const ofCi = process.env['CI'] === undefined ? undefined : 1_422_122_447;
const seed = Number(process.env['HUIYIN_SEED'] ?? ofCi ?? Math.floor(Math.random() * 2 ** 31));
/** How many are lived at once. */
const atOnce = 40;
/** Rows that forty lives do not miss. */
const ordinary = ['T05', 'T11', 'T14.1', 'T19', 'T22', 'T23', 'T24', 'T32'];
/** Milliseconds for which a shorter life is looked for that fails as well. */
const shrinkingTime = 60_000;

let running: RunningOffice | undefined;
const office = () => running as RunningOffice;
beforeAll(async () => {
  running = await RunningOffice.start();
}, 120_000);
afterAll(() => running?.office.stop());

/** Lives these together. @returns what failed, by number, with all that was done before. */
async function live(drawn: readonly Drawn[]): Promise<ReadonlyMap<number, string>> {
  const all = await office().registered(drawn.map(([unit]) => unit));
  const rounds = new Rounds<Lived>(all.length, (round) => office().settled(round));
  const failed = new Map<number, string>();
  const tell = (no: number, what: string) => failed.set(no, [what, ...(all[no]?.m.diary ?? [])].join('\n  '));
  await Promise.all(
    all.map(async (lived, no) => {
      const [, commands] = drawn[no] as Drawn;
      const setup = () => ({ model: lived.m, real: { lived, running: office(), rounds } });
      try {
        await rounds.arrive(lived);
        await fc.asyncModelRun(setup, commands);
      } catch (error) {
        tell(no, (error as Error).message);
      } finally {
        rounds.leave();
      }
    }),
  );
  for (const [no, lived] of all.entries()) {
    const wrong = failed.has(no) ? undefined : await office().wrongInStreams(lived);
    if (wrong !== undefined) tell(no, wrong);
  }
  return failed;
}

const alone = fc.asyncProperty(lifeOf, async (drawn) => {
  const what = (await live([drawn])).get(0);
  if (what !== undefined) throw new Error(what);
});

/** Seed and place of each life that failed; of the first, the shortest life that fails when lived alone. */
async function report(failed: ReadonlyMap<number, string>): Promise<string> {
  const [first] = failed.keys();
  const shrunk = await fc.check(alone, { seed, path: `${first ?? 0}`, interruptAfterTimeLimit: shrinkingTime });
  const all = [...failed].map(([no, what]) => `life ${no}: ${what}`).join('\n');
  return `HUIYIN_SEED=${seed} HUIYIN_LIVES=${lives}\n${all}\n${fc.defaultReportMessage(shrunk) ?? `life ${first ?? 0} did not fail alone`}`;
}

test(
  'random lives on the running product have only rows of the table, and after every step one unit, one officer, one clock, the dates of the oracle and the right queues',
  async () => {
    const drawn = fc.sample(alone as never, { seed, numRuns: lives }) as unknown as [Drawn][];
    for (let from = 0; from < drawn.length; from += atOnce) {
      const failed = await live(drawn.slice(from, from + atOnce).map(([life]) => life));
      const numbered = new Map([...failed].map(([no, what]) => [from + no, what]));
      expect(failed.size === 0 ? 'all lived' : await report(numbered)).toBe('all lived');
    }
    if (lives >= atOnce) expect([...met.rows.keys()]).toEqual(expect.arrayContaining(ordinary));
    if (process.env['HUIYIN_LIVES'] !== undefined) console.log(met);
  },
  30 * 60_000,
);

test('nothing that verify checks is found wrong afterwards', async () => {
  const { adminUrl, local, secretsFolder, url } = office().office;
  await office().office.quiet();
  const where = { gatewayUrl: url, adminUrl, natsUrl: local.natsUrl, secretsFolder, localFolder: local.folder };
  const { checks } = await verify(where);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
}, 120_000);
