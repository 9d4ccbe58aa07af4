import { setTimeout as rest } from 'node:timers/promises';
import { bureau, offices, officeFor } from '../../walk/cast.js';
import { Life, type LifeEars, StepRefused } from '../../walk/life.js';
import { Officials } from '../../walk/officials.js';
import { inventedPetition } from '../invented-petition.js';
import { type LivesOrder, type LivesResult } from './lives-order.js';
import { lanesAt, LivesTally } from './lives-tally.js';

/** Milliseconds: nobody looks for a message ten times a second; a queue tells when it came. */
const pace = { first: 350, again: 200, patience: 30_000 } as const;
/** More lanes than any order has; a connection is opened when a lane needs it. */
const mostConnections = 256;

/** Sessions outlive an order: hashing passwords is slow and belongs to no round. */
const known = new Map<string, Promise<Officials>>();

async function signedIn(url: string): Promise<Officials> {
  const officials = new Officials(url, mostConnections);
  const people = offices.flatMap(({ lead, second, head }) => [lead, second, head]);
  for (const person of [...Object.values(bureau), ...people])
    if (typeof person === 'string') await officials.send(person, 'GET', '/queue');
  return officials;
}

/** Lanes that walk one life after another, as many as the phase says. A lane that is one too many ends with its life. */
export async function runLives(order: LivesOrder): Promise<LivesResult> {
  const signing = known.get(order.url) ?? signedIn(order.url);
  known.set(order.url, signing);
  const officials = await signing;
  const from = performance.now() + order.warmSeconds * 1000;
  const now = () => performance.now() - from;
  const tally = new LivesTally(order, now);
  let place = 0;
  const lane = async (nth: number) => {
    while (nth < lanesAt(order.phases, now())) await oneLife(officials, order, place++, tally);
  };
  const lanes: Promise<void>[] = [];
  const most = Math.max(...order.phases.map((phase) => phase.lanes));
  for (let nth = 0; nth < most; nth++) lanes.push(whenWanted(order, nth, now, lane));
  await Promise.all(lanes);
  return tally.result();
}

/** A lane begins with the first phase that has room for it: at once when all rise together, spread over a second before the first. */
async function whenWanted(
  order: LivesOrder,
  nth: number,
  now: () => number,
  lane: (nth: number) => Promise<void>,
): Promise<void> {
  let begins = 0;
  for (const { lanes, seconds } of order.phases) {
    if (nth < lanes) break;
    begins += seconds * 1000;
  }
  if (begins === 0) await rest(Math.random() * Math.min(1000, order.warmSeconds * 1000));
  // A timer counts from when its turn of the loop began, and may be early by as much as that took.
  while (begins > 0 && now() < begins) await rest(begins - now() + 1);
  await lane(nth);
}

async function oneLife(officials: Officials, order: LivesOrder, place: number, tally: LivesTally): Promise<void> {
  try {
    const { matterId, title } = await registered(officials, order, tally);
    const plan = { matterId, version: 1, office: officeFor(place), turn: order.turn };
    await new Life(officials, plan, tally, pace).walk();
    if (order.turn === 'suggestion') await readAndFound(officials, matterId, title, tally);
    tally.lifeEnded();
  } catch (error) {
    if (error instanceof StepRefused) tally.refused(error.message.replace(/[0-9a-f-]{36}/g, '…'));
    else tally.refused((error as { code?: string }).code ?? String(error));
  }
}

/** A letter that the counter writes down. */
async function registered(officials: Officials, { turn }: LivesOrder, ears: LifeEars) {
  const purpose = turn === 'suggestion' ? 'opinion' : 'request_decision';
  const petition = { ...inventedPetition(), channel: 'letter', purpose } as const;
  const answer = await officials.send(bureau.intake, 'POST', '/petitions', petition);
  const { matterId } = answer.body;
  if (answer.status !== 201 || typeof matterId !== 'string')
    throw new StepRefused(`register: ${answer.status} ${JSON.stringify(answer.body)}`);
  ears.done('register', answer.ms);
  return { matterId, title: petition.title };
}

/** Words of subjects are laid down behind the registration, so a search may have to be repeated. */
async function readAndFound(officials: Officials, matterId: string, title: string, ears: LifeEars): Promise<void> {
  const read = await officials.send(bureau.triage, 'GET', `/matters/${matterId}`);
  if (read.status !== 200) throw new StepRefused(`read: ${read.status}`);
  ears.done('read', read.ms);
  const path = `/matters/find?words=${encodeURIComponent(title)}`;
  const until = performance.now() + pace.patience;
  while (performance.now() < until) {
    const found = await officials.send(bureau.triage, 'GET', path);
    const matters = (found.body['matters'] ?? []) as readonly { matterId: string }[];
    if (found.status === 200 && matters.some((one) => one.matterId === matterId)) return ears.done('find', found.ms);
    if (found.status !== 200) throw new StepRefused(`find: ${found.status}`);
    ears.notYet?.('find');
    await rest(pace.again);
  }
  throw new StepRefused('find: never found');
}
