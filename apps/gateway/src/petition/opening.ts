import {
  clocksOf,
  type ExplainedClock,
  openSubmission,
  type OpenedSubmission,
  Problem,
  timeline,
  type Timeline,
} from '@huiyin/contracts';
import { type Actor, type Bus } from '@huiyin/messaging';
import { type House } from '../gateway.house.js';
import { type Gap, type OpenedPetition } from './opened.answer.js';

const away: ReadonlySet<string> = new Set([
  'bus-unavailable',
  'store-unavailable',
  'directory-unavailable',
  'too-slow',
  'overloaded',
]);

/** The answer, or a named gap where its owner is away. Other refusals are refusals. */
export async function orGap<T>(part: Promise<T>, gap: Gap, missing: Gap[]): Promise<T | undefined> {
  try {
    return await part;
  } catch (error) {
    if (!(error instanceof Problem) || !away.has(error.code)) throw error;
    missing.push(gap);
    return undefined;
  }
}

/**
 * Opens a petition by number and code: the timeline and the clocks of the citizen's own matter.
 * @throws Problem `code-or-number-wrong`.
 */
export async function openPetition(
  house: House,
  ask: Bus['ask'],
  numberAndCode: Record<string, unknown>,
): Promise<OpenedPetition> {
  const opened = await ask(openSubmission, numberAndCode as { submissionNo: string; queryCode: string });
  return petitionFrom(house, ask, opened);
}

/** What is told of a submission that number and code opened. */
export async function petitionFrom(house: House, ask: Bus['ask'], opened: OpenedSubmission): Promise<OpenedPetition> {
  const { matterId, sealedStatus } = opened;
  // The neutral word of a sealed submission is its state; nothing else tells it from another.
  if (matterId === undefined) return bare(opened, (sealedStatus ?? 'received').replace('-', '_'));
  const citizen: Actor = { kind: 'citizen', id: matterId };
  const missing: Gap[] = [];
  const [told, clocks] = await Promise.all([
    orGap(unlessTooEarly(ask(timeline, { matterId }, { for: citizen })), 'timeline', missing),
    orGap(unlessTooEarly(ask(clocksOf, { matterIds: [matterId] }, { for: citizen })), 'clocks', missing),
  ]);
  if (told === undefined) return { ...bare(opened, 'registered'), clocks: clocks?.clocks ?? [], gaps: missing };
  return { ...whole(opened, told, clocks?.clocks ?? [], missing), ...phoneOf(house, told.answerable.unit) };
}

/** The answer names the unit and not its id: where two units have one name, no number is better than a wrong one. */
function phoneOf(house: House, name: string): { officePhone?: string } {
  if (!house.units.isKnown) return {};
  const [unit, another] = house.units.all().filter((one) => one.name === name && one.standing === 'open');
  return unit === undefined || another !== undefined ? {} : { officePhone: unit.phone };
}

/** Right after registration the readers have not heard yet: not there is not refused. */
async function unlessTooEarly<T>(part: Promise<T>): Promise<T | undefined> {
  try {
    return await part;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
}

function bare({ submissionNo, registeredOn }: OpenedSubmission, state: string): OpenedPetition {
  return {
    submissionNo,
    registeredOn,
    state,
    isOpen: true,
    steps: [],
    clocks: [],
    gaps: [],
    asOf: new Date().toISOString(),
  };
}

function whole(opened: OpenedSubmission, told: Timeline, clocks: ExplainedClock[], missing: Gap[]): OpenedPetition {
  const { submissionNo, registeredOn } = opened;
  const { state, isOpen, answerable, steps, asOf } = told;
  return { submissionNo, registeredOn, state, isOpen, answerable, steps, clocks, gaps: missing, asOf };
}
