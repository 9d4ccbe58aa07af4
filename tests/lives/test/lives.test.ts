import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimRows, suggestionRows } from '@huiyin/statute';
import { Books } from './books.js';
import { bureau, County, village } from './county.js';
import { lifeOf, seen } from './life.js';
import { Model } from './model.js';
import { profiles } from './oracle.js';

const lives = Number(process.env['HUIYIN_LIVES'] ?? 400);
const seed = process.env['HUIYIN_SEED'];

/** The heir of an accused unit: no life accuses anybody. */
const ofAccused = ['SYS-02', 'SYS-03', 'T18.1', 'T18.2', 'SUG-08', 'SUG-09', 'SUG-10'];
/** Rows that no order leads to yet: appeals, hearings and mediation, withdrawal, proposals, corrections, supervision, rewards. */
const isBeyond = (id: string) =>
  /^T(0[36]|2[89]|3[01789]|4[0-24-68])/.test(id) || ['T33.1', 'T36.1', 'SUG-03', ...ofAccused].includes(id);

/** Lives begin before Spring Festivals, National Days and the ends of years. */
const start = fc.record({
  at: fc.oneof(
    fc.integer({ min: Date.parse('2025-01-05T00:00:00Z'), max: Date.parse('2026-11-20T00:00:00Z') }),
    fc.integer({ min: Date.parse('2026-01-20T00:00:00Z'), max: Date.parse('2026-02-20T00:00:00Z') }),
    fc.integer({ min: Date.parse('2026-09-01T00:00:00Z'), max: Date.parse('2026-10-08T00:00:00Z') }),
  ),
  unit: fc.constantFrom(bureau, bureau, bureau, 3, 4, village),
  profile: fc.constantFrom(...profiles),
});

/** A life that fails is told as it was lived. */
function live(setup: () => { model: Model; real: Books }, life: Iterable<fc.Command<Model, Books>>): void {
  const world = setup();
  try {
    fc.modelRun(() => world, life);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${world.model.diary.join('\n')}`, { cause: error });
  }
}

describe('random lives of a matter', () => {
  it(
    'have only transitions of the table, and at every step one unit, one officer, one clock and the dates of the oracle',
    () => {
      fc.assert(
        fc.property(start, lifeOf, (begin, life) => {
          const setup = () => {
            const county = new County();
            const model = new Model(county, begin.at, begin.unit === village ? bureau : begin.unit, begin.profile);
            return { model, real: new Books(county, begin.at, begin) };
          };
          live(setup, life);
        }),
        { numRuns: lives, ...(seed === undefined ? {} : { seed: Number(seed) }) },
      );
      const rows = [...claimRows, ...suggestionRows].map(({ id }) => id as string);
      const missed = rows.filter((id) => !isBeyond(id) && !['T01', 'T02'].includes(id) && !seen.rows.has(id));
      if (process.env['HUIYIN_LIVES'] !== undefined) console.log(seen);
      expect(missed).toEqual([]);
    },
    30 * 60_000,
  );
});
