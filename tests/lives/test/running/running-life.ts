import fc from 'fast-check';
import { codeIn, type Heard, jsonIn, Caller } from '../../../journeys/test/caller.js';
import { type AnyAct, Dice, type Prepared } from '../act.js';
import { actsOfHandOver } from '../acts-of-hand-over.js';
import { actsOfHandling } from '../acts-of-handling.js';
import { actsOfOffice } from '../acts-of-office.js';
import { actsOfOfficers } from '../acts-of-officers.js';
import { actsOfOpinion } from '../acts-of-opinion.js';
import { actsOfTriage } from '../acts-of-triage.js';
import { type Model } from '../model.js';
import { type Door, type Particulars } from './door.js';
import { doorsOfIntake } from './doors-of-intake.js';
import { doorsOfOffice } from './doors-of-office.js';
import { mayAt } from './owed.js';
import { patiently } from './patience.js';
import { type Rounds } from './rounds.js';
import { type Lived, type RunningOffice } from './running-office.js';

const acts = [
  ...actsOfTriage,
  ...actsOfHandOver,
  ...actsOfOffice,
  ...actsOfOfficers,
  ...actsOfHandling,
  ...actsOfOpinion,
];
const doors = { ...doorsOfIntake, ...doorsOfOffice };

/** How often each order was carried out, each refusal met, each row carried out. */
export const met = {
  done: new Map<string, number>(),
  refused: new Map<string, number>(),
  rows: new Map<string, number>(),
};
const count = (of: Map<string, number>, key: string) => of.set(key, (of.get(key) ?? 0) + 1);

/** One life, the office in which it is lived, and the lives that go on beside it. */
export interface Living {
  readonly lived: Lived;
  readonly running: RunningOffice;
  readonly rounds: Rounds<Lived>;
}

interface Chosen {
  readonly name: string;
  readonly prepared: Prepared;
  readonly door: Door;
  readonly weight: number;
}

type Kind = 'onward' | 'mischief' | 'intrusion';

/** An order by whoever may at the right time; or a wrong one; or a right one by somebody who may not. */
class Ordered implements fc.AsyncCommand<Model, Living> {
  #text = 'nothing';

  constructor(
    readonly numbers: readonly number[],
    readonly kind: Kind,
  ) {}

  check(): boolean {
    return true;
  }

  async run(m: Model, living: Living): Promise<void> {
    m.now = Date.now();
    const dice = new Dice(this.numbers, this.kind === 'mischief');
    const chosen = choose(this.kind, m, dice, living);
    if (chosen !== undefined) {
      this.#text = `${this.kind}: ${chosen.prepared.text} by ${chosen.door.by}`;
      m.diary.push(this.#text);
      await give(m, living, chosen);
    }
    await living.rounds.arrive(living.lived);
  }

  toString(): string {
    return this.#text;
  }
}

function found(one: AnyAct, m: Model, dice: Dice, { lived, running }: Living): Chosen[] {
  const prepared = one.prepare(m, dice);
  const { books, matterId, numberAndCode } = lived;
  if (prepared === undefined || books === undefined) return [];
  const { people } = running;
  const order = prepared.order as Particulars;
  const door = doors[one.name]?.({ m, order, people, matterId, numberAndCode, books });
  return door === undefined ? [] : [{ name: one.name, prepared, door, weight: weightOf(one, m) }];
}

/** Lives here are shorter than the pure ones: what was done once is seldom done again. */
function weightOf({ name, weight }: AnyAct, m: Model): number {
  const isAgain = (name === 'hear-petitioner' && m.requests > 0) || (name === 'record-evidence' && m.evidence > 0);
  return isAgain ? 1 : Math.max(weight, 1);
}

function choose(kind: Kind, m: Model, dice: Dice, living: Living): Chosen | undefined {
  const all = acts.flatMap((one) => found(one, m, dice, living));
  const isRight = ({ prepared, door }: Chosen) => prepared.refusals.length === 0 && mayGive(door, living);
  if (kind === 'mischief') {
    const subtle = all.filter((one) => !isRight(one) && !one.prepared.refusals.includes('transition-not-allowed'));
    return dice.one(dice.below(2) === 0 && subtle.length > 0 ? subtle : all);
  }
  const right = all.filter(isRight).flatMap((one) => Array.from({ length: one.weight }, () => one));
  const chosen = dice.one(right);
  if (kind === 'onward' || chosen === undefined) return chosen;
  const strangers = living.running.people.all.filter(({ name }) => !mayGive({ ...chosen.door, by: name }, living));
  const by = dice.one(strangers)?.name;
  return by === undefined || chosen.door.by === 'citizen' ? undefined : { ...chosen, door: { ...chosen.door, by } };
}

/** R28: who stepped aside does nothing on the file any more. */
const isRecused = ({ by, answers }: Door, { lived }: Living) =>
  answers === 'assignment' && lived.m.recused.includes(by);

function mayGive(door: Door, living: Living): boolean {
  const { by, act, unit } = door;
  const { running } = living;
  if (isRecused(door, living)) return false;
  return by === 'citizen' || mayAt(running.people.named(by), act, unit);
}

/** Codes with which somebody is turned away who may not: as if it were not there. */
const turnedAway = ['act-not-allowed', 'not-found'];

/** Gives an order at the door and to the model: both refuse it, or both carry it out. Whether anything changed is looked at by all. */
async function give(m: Model, living: Living, { name, prepared, door }: Chosen): Promise<void> {
  const mayBe = mayGive(door, living);
  const refusals = [...prepared.refusals, ...(mayBe ? [] : turnedAway)];
  if (isRecused(door, living)) refusals.push('officer-recused');
  // Only a file whose papers are all set goes to the archive.
  if (name === 'archive') await living.running.papersSet(living.lived);
  const heard = await send(living, door);
  if (refusals.length > 0) {
    const expected = [...refusals, ...(door.also ?? [])];
    const code = codeIn(heard) ?? `carried out (${heard.status})`;
    if (!expected.includes(code)) throw new Error(`refused with ${expected.join(' or ')} by the model, but ${code}`);
    count(met.refused, `${name}: ${code}`);
    return;
  }
  if (heard.status >= 300) throw new Error(`carried out by the model, but ${heard.status} ${heard.body}`);
  const rowsBefore = m.rows.length;
  prepared.done();
  living.lived.hasMoved = true;
  count(met.done, name);
  for (const row of m.rows.slice(rowsBefore)) count(met.rows, row);
  if (door.answers === undefined) return;
  const { state, version } = jsonIn<{ state: string; version: number }>(heard);
  const wanted = [m.state, m.versions[door.answers]];
  if (JSON.stringify([state, version]) !== JSON.stringify(wanted))
    throw new Error(`the answer says ${state} ${version}, but the model ${wanted.join(' ')}`);
}

function send({ running }: Living, { by, path, body, version }: Door): Promise<Heard> {
  const caller = by === 'citizen' ? Caller.anonymous(running.office.url) : running.people.named(by).caller;
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` };
  return patiently(() => caller.post(path, body, headers));
}

const numbers = fc.array(fc.nat({ max: 9_999 }), { minLength: 8, maxLength: 8 });
const of = (kind: Kind) => numbers.map((thrown) => new Ordered(thrown, kind));

/** Mostly what moves a matter on, and among it what must be refused; received by the bureau, or by an office itself. */
export const lifeOf = fc.tuple(
  fc.constantFrom(2, 2, 2, 2, 3, 4),
  fc.commands([of('onward'), of('onward'), of('mischief'), of('onward'), of('onward'), of('intrusion'), of('onward')], {
    maxCommands: 32,
    size: 'max',
  }),
);
export type Drawn = readonly [number, Iterable<fc.AsyncCommand<Model, Living>>];
