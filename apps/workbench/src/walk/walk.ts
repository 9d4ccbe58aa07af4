import { setTimeout as rest } from 'node:timers/promises';
import { type Books } from '../books.js';
import { quantile } from '../replay/sending.js';
import { officeFor } from './cast.js';
import { Life, StepRefused, type Turn } from './life.js';
import { Officials } from './officials.js';

/** Twenty lives in turn: most go straight, each other turn has its share. */
const shares: readonly Turn[] = [
  ...Array.from({ length: 9 }, () => 'straight' as const),
  'objection-upheld',
  'objection-upheld',
  'objection-rejected',
  'dispute',
  'extension',
  'extension',
  'declined',
  'executed',
  'executed',
  'returned-draft',
  'assigned',
];

/** Lives walked at a time: as many as a county has officers at work. */
const lanes = 12;
/** Milliseconds between looks at papers and reading model, and without any progress before it is given up. */
const look = 1_000;
const patience = 60_000;

export interface StepFigures {
  readonly step: string;
  readonly times: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface WalkFigures {
  readonly asked: number;
  readonly walked: number;
  readonly byTurn: Readonly<Record<string, number>>;
  /** How many ended in each state, as the books have it. */
  readonly states: Readonly<Record<string, number>>;
  readonly refused: readonly string[];
  readonly papers: number;
  readonly papersRendered: number;
  readonly seconds: number;
  readonly livesPerSecond: number;
  /** Seconds until the last paper was there, from the end of the walk. */
  readonly papersAfterSeconds: number;
  readonly steps: readonly StepFigures[];
  readonly holds: boolean;
}

interface Walked {
  readonly matterId: string;
  readonly turn: Turn;
  readonly state: string;
}

/** Walks registered matters of these numbers, at most `count`, to the served answer by demo officials. */
export async function walk(
  gatewayUrl: string,
  books: Books,
  numbers: readonly string[],
  count: number,
  progress: (done: number) => void,
): Promise<WalkFigures> {
  const matters = await registered(books, numbers, count);
  const officials = new Officials(gatewayUrl, lanes);
  const times = new Map<string, number[]>();
  const refused: string[] = [];
  const done: Walked[] = [];
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    for (let place = next++; place < matters.length; place = next++) {
      const { matterId, version } = matters[place] as Registered;
      const turn = shares[place % shares.length] as Turn;
      const plan = { matterId, version, office: officeFor(place), turn };
      try {
        const life = new Life(officials, plan, {
          done: (step, ms) => times.set(step, [...(times.get(step) ?? []), ms]),
        });
        done.push({ matterId, turn, state: await life.walk() });
      } catch (error) {
        if (!(error instanceof StepRefused)) throw error;
        refused.push(`${turn}: ${error.message}`);
      }
      progress(place + 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await officials.close();
  }
  const seconds = (performance.now() - began) / 1_000;
  return figures(books, { asked: count, done, refused, seconds, times });
}

interface Registered {
  readonly matterId: string;
  readonly version: number;
}

/** Matters of these numbers that nobody has touched yet. */
async function registered(books: Books, numbers: readonly string[], count: number): Promise<Registered[]> {
  return books.rows<Registered>(
    `select m.id as "matterId", m.version from intake.matter m join intake.submission s on s.matter_id = m.id
      where s.submission_no = any($1) and m.state = 'registered' and m.responsible_unit = 2
      order by m.registered_at, m.id limit $2`,
    [numbers, count],
  );
}

async function figures(
  books: Books,
  run: {
    asked: number;
    done: readonly Walked[];
    refused: readonly string[];
    seconds: number;
    times: ReadonlyMap<string, readonly number[]>;
  },
): Promise<WalkFigures> {
  const { asked, done, refused, seconds, times } = run;
  const ids = done.map((one) => one.matterId);
  const waited = performance.now();
  const papers = await allRendered(books, ids);
  const papersAfterSeconds = (performance.now() - waited) / 1_000;
  const areWhereTheyShould = await statesAgree(books, done);
  const byTurn: Record<string, number> = {};
  for (const { turn } of done) byTurn[turn] = (byTurn[turn] ?? 0) + 1;
  return {
    asked,
    walked: done.length,
    byTurn,
    states: await statesOf(books, ids),
    refused,
    papers: papers.all,
    papersRendered: papers.rendered,
    seconds: round(seconds),
    livesPerSecond: round(done.length / seconds),
    papersAfterSeconds: round(papersAfterSeconds),
    steps: [...times].map(([step, ms]) => ({
      step,
      times: ms.length,
      p50Ms: round(quantile(ms, 0.5)),
      p99Ms: round(quantile(ms, 0.99)),
    })),
    holds:
      done.length === asked &&
      refused.length === 0 &&
      papers.rendered === papers.all &&
      papers.all > 0 &&
      areWhereTheyShould,
  };
}

const paperCount = `select count(*)::int as all, count(rendered_at)::int as rendered from (
  select rendered_at from intake.paper where matter_id = any($1::uuid[])
  union all select rendered_at from assignment.paper where matter_id = any($1::uuid[])) p`;

/** Waits as long as papers keep coming. */
async function allRendered(books: Books, ids: readonly string[]): Promise<{ all: number; rendered: number }> {
  let last = -1;
  let until = Date.now() + patience;
  for (;;) {
    const [count = { all: 0, rendered: 0 }] = await books.rows<{ all: number; rendered: number }>(paperCount, [ids]);
    if (count.rendered === count.all || Date.now() > until) return count;
    if (count.rendered > last) until = Date.now() + patience;
    last = count.rendered;
    await rest(look);
  }
}

async function statesOf(books: Books, ids: readonly string[]): Promise<Record<string, number>> {
  const rows = await books.rows<{ state: string; n: number }>(
    'select state, count(*)::int as n from assignment.file where id = any($1::uuid[]) group by state order by state',
    [ids],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** The file, intake's mirror and the reading model all say what the walker was told; readers get a moment to hear. */
async function statesAgree(books: Books, done: readonly Walked[]): Promise<boolean> {
  const until = Date.now() + patience;
  for (;;) {
    const [{ n } = { n: 0 }] = await books.rows<{ n: number }>(
      `select count(*)::int as n from unnest($1::uuid[], $2::text[]) as w(id, state)
         join assignment.file f on f.id = w.id and f.state = w.state
         join intake.matter m on m.id = w.id and m.state = w.state
         join reporting.matter_line l on l.matter_id = w.id and l.state = w.state`,
      [done.map((one) => one.matterId), done.map((one) => one.state)],
    );
    if (n === done.length || Date.now() > until) return n === done.length;
    await rest(look);
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
