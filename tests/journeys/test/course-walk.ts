import { canaries } from './canaries.js';
import { codeIn, type Heard } from './caller.js';
import { type Course } from './courses.js';
import { everyRow } from './every-row.js';
import { type OfficeProcess } from './office-process.js';
import { type Doer, nameOf } from './order-routes.js';
import { placed, type PlacedOrder, sent } from './placed-order.js';
import { type Players } from './players.js';
import { openMatter, type Target } from './target.js';
import { type Aim, Aims } from './wrong-aims.js';

export interface Walked {
  /** The matter of each course, by the course's name. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Who carried out what. */
  readonly done: readonly { readonly route: string; readonly by: Doer }[];
  /** Orders that should have been carried out and were not; their courses end there. */
  readonly failed: readonly string[];
  readonly aims: readonly Aim[];
  /** Tables that changed while nothing but wrong orders were given, by round. */
  readonly changed: readonly string[];
}

interface Walker {
  readonly course: Course;
  readonly target: Target;
  readonly earlierId: string;
}

/**
 * Walks all courses, a step of each in every round. In a round the office comes to rest; then each order is given wrongly in every
 * way, and the orders of the round before once more: nothing of this may change a row. Then each is given rightly.
 */
export async function walkAll(office: OfficeProcess, players: Players, courses: readonly Course[]): Promise<Walked> {
  const aims = new Aims(office, players);
  const done: { route: string; by: Doer }[] = [];
  const failed: string[] = [];
  const changed: string[] = [];
  let walkers = await Promise.all(courses.map((course) => begin(office, course)));
  const targets = new Map(walkers.map(({ course, target }) => [course.name, target]));
  let before: { order: PlacedOrder; heard: Heard }[] = [];
  for (let round = 0; walkers.length > 0 || before.length > 0; round++) {
    await office.quiet();
    const orders: PlacedOrder[] = [];
    for (const walker of walkers) orders.push(await ready(office, walker, round));
    const fresh = new Set(orders.filter((order) => aims.isNew(order)));
    const wrongly = async () => {
      await Promise.all([
        ...before.map(({ order, heard }) => aims.after(order, heard)),
        ...[...fresh].map((order) => aims.before(order)),
      ]);
    };
    if (before.length + fresh.size > 0)
      changed.push(...(await changedBy(office, wrongly)).map((table) => `round ${round}: ${table}`));
    const given = await Promise.all(
      orders.map(async (order) => {
        const heard = await sent(order, aims.callerOf(order.step.by), { key: order.key });
        return { order, heard };
      }),
    );
    before = given.filter(({ order, heard }) => heard.status < 300 && fresh.has(order));
    for (const { order, heard } of given) {
      const { by } = order.step;
      if (heard.status < 300)
        done.push({ route: nameOf(order.route), by: by === 'petitioner' ? by : players.of(by).role });
      else failed.push(`${order.course}, ${order.step.route} by ${by}: ${codeIn(heard) ?? ''} ${heard.body}`);
    }
    const gone = new Set(given.filter(({ heard }) => heard.status >= 300).map(({ order }) => order.course));
    walkers = walkers.filter(({ course }) => !gone.has(course.name) && course.steps.length > round + 1);
  }
  return { targets, done, failed, aims: aims.all, changed };
}

async function begin(office: OfficeProcess, course: Course): Promise<Walker> {
  const words = canaries();
  const earlier = course.earlier && (await openMatter(office, course.name, course.unit, words));
  // Nothing leads there before rechecks are built.
  if (course.earlier === 'concluded')
    await office.rows(`update intake.matter set state = 'concluded' where id = $1`, [earlier?.matterId]);
  const target = await openMatter(office, course.name, course.unit, canaries(words.phone));
  return { course, target, earlierId: earlier?.matterId ?? '' };
}

function ready(office: OfficeProcess, { course, target, earlierId }: Walker, round: number): Promise<PlacedOrder> {
  const step = course.steps[round];
  if (step === undefined) throw new Error(`${course.name} has no step ${round}`);
  return placed(office, course.name, step, target, earlierId);
}

/** The tables that are others than before it. */
async function changedBy(office: OfficeProcess, work: () => Promise<void>): Promise<string[]> {
  const one = await everyRow(office);
  await work();
  const other = await everyRow(office);
  return Object.keys({ ...one, ...other }).filter((table) => one[table] !== other[table]);
}
