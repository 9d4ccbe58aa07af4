import { canaries } from './canaries.js';
import { type Cast, casts, Life, Sessions } from './life.js';
import { type OfficeProcess } from './office-process.js';
import { pathWords } from './path-words.js';
import { openMatter, type Target } from './target.js';

interface Stage {
  readonly cast: Cast;
  /** Who answers in the end. */
  readonly unit: number;
  /** Who may read it in the end, by parts B and E. */
  readonly readers: readonly number[];
  readonly walk: (life: Life) => Promise<unknown>;
}

async function taken(life: Life): Promise<void> {
  await life.classify();
  await life.dispatch();
  await life.take();
}
async function inHandling(life: Life): Promise<void> {
  await life.accept();
  await life.open();
  await life.hear();
  await life.prove();
}
async function served(life: Life): Promise<void> {
  await life.draft();
  await life.review();
  await life.issue();
  await life.serve();
}

/** A matter at every stage of its path, dispatched by the county's bureau. */
const stages: Readonly<Record<string, Stage>> = {
  offered: {
    cast: casts[5],
    unit: 2,
    readers: [2, 5],
    walk: async (life) => {
      await life.classify();
      await life.dispatch();
    },
  },
  taken: { cast: casts[5], unit: 5, readers: [2, 5], walk: taken },
  objected: {
    cast: casts[6],
    unit: 2,
    readers: [2, 6],
    walk: async (life) => {
      await life.classify();
      await life.dispatch();
      await life.object();
    },
  },
  // The office that was right to object reads nothing more of it.
  returned: {
    cast: casts[5],
    unit: 2,
    readers: [2],
    walk: async (life) => {
      await life.classify();
      await life.dispatch();
      await life.returned();
    },
  },
  disputed: {
    cast: casts[4],
    unit: 2,
    readers: [2, 4],
    walk: async (life) => {
      await life.classify();
      await life.dispatch();
      await life.dispute(6);
    },
  },
  declined: {
    cast: casts[5],
    unit: 5,
    readers: [2, 5],
    walk: async (life) => {
      await taken(life);
      await life.decline();
    },
  },
  'in handling': {
    cast: casts[5],
    unit: 5,
    readers: [2, 5],
    walk: async (life) => {
      await taken(life);
      await inHandling(life);
      await life.extend();
      await life.recusalRefused();
      await life.draft();
      await life.sendBack();
    },
  },
  drafted: {
    cast: casts[13],
    unit: 13,
    readers: [2, 13],
    walk: async (life) => {
      await taken(life);
      await inHandling(life);
      await life.draft();
    },
  },
  served: {
    cast: casts[6],
    unit: 6,
    readers: [2, 6],
    walk: async (life) => {
      await life.classify();
      await life.dispatch('assign');
      await life.take();
      await inHandling(life);
      await served(life);
      await life.evaluate('unit');
      await life.report();
    },
  },
  closed: {
    cast: casts[4],
    unit: 4,
    readers: [2, 4],
    walk: async (life) => {
      await taken(life);
      await inHandling(life);
      await served(life);
      await life.execute();
    },
  },
  guided: {
    cast: casts[5],
    unit: 2,
    readers: [2],
    walk: async (life) => {
      await life.classify('claim', { 'litigation-or-police-procedure': true });
      await life.guide();
      await life.pathRefused();
    },
  },
  'under study': {
    cast: casts[6],
    unit: 6,
    readers: [2, 6],
    walk: async (life) => {
      await life.classify('suggestion', { 'suggestion-only': true });
      await life.dispatch('refer-for-study');
      await life.take();
    },
  },
  supervised: {
    cast: casts[5],
    unit: 5,
    readers: [2, 5],
    walk: async (life) => {
      await taken(life);
      await life.accept();
      await life.supervised();
    },
  },
};

/** One matter for each stage, all that was ever written of it in its words. */
export async function matterAtEachStage(office: OfficeProcess): Promise<Target[]> {
  const sessions = new Sessions(office.url);
  return Promise.all(
    Object.entries(stages).map(async ([label, { cast, unit, readers, walk }]) => {
      const words = pathWords();
      const registered = await openMatter(office, label, 2, canaries());
      const life = new Life(office, sessions, registered, words, cast);
      await walk(life);
      return { ...registered, unit, readers, path: words };
    }),
  ).then((targets) => Promise.all(targets.map((target) => withTraces(office, target))));
}

/** A target with the ids and tasks that its path gave it. */
async function withTraces(office: OfficeProcess, target: Target): Promise<Target> {
  await office.quiet();
  const { matterId } = target;
  const ids = async (text: string) => (await office.rows<{ id: string }>(text, [matterId])).map(({ id }) => id);
  const papers = await office.rows<{ id: string; kind: string }>(
    `select id, kind from intake.paper where matter_id = $1 union all select id, kind from assignment.paper where matter_id = $1`,
    [matterId],
  );
  const [last] = await office.rows<{ tasks: Target['tasks'] }>(
    `select payload->'tasks' as tasks from (
       select payload, 1 as book from assignment.outbox where name = 'assignment.handling-moved.v1'
       union all select payload, 0 from intake.outbox where name = 'intake.matter-moved.v1') moves
      where payload->>'matterId' = $1 order by book desc, (payload->>'version')::int desc limit 1`,
    [matterId],
  );
  return {
    ...target,
    papers,
    handOverIds: await ids('select id from intake.hand_over where matter_id = $1'),
    letterIds: await ids('select id from accountability.supervision_letter where matter_id = $1'),
    tasks: last?.tasks ?? [],
  };
}
