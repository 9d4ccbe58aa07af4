import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@huiyin/testing';
import { Caller, jsonIn } from '../../../journeys/test/caller.js';
import { canaries, petitionOf } from '../../../journeys/test/canaries.js';
import { OfficeProcess } from '../../../journeys/test/office-process.js';
import { Model } from '../model.js';
import { type Books, booksOf, rowsTold } from './books-of-office.js';
import { type Giving } from './door.js';
import { patiently } from './patience.js';
import { People } from './people.js';
import {
  difference,
  type Queues,
  queuesOf,
  wrongForPetitioner,
  wrongInBooks,
  wrongInQueues,
  wrongOnPage,
} from './sights.js';

/** Milliseconds in which everybody must have heard of a step, and between two looks. */
const within = { most: 2_000, look: 20 };

/** Milliseconds that the queue of papers may take: it rests between papers. */
const patienceForPapers = 60_000;
/** What the demo county promises. */
const demoProfile = 'fast_520_210';

/** A matter of the running product beside the model of it. */
export interface Lived {
  readonly m: Model;
  readonly matterId: string;
  readonly numberAndCode: Giving['numberAndCode'];
  /** As they stood when everything had come to rest. */
  books: Books | undefined;
  /** An order was carried out since the last look. */
  hasMoved: boolean;
}

/** The whole product as an office runs it, and everybody who acts in it. */
export class RunningOffice {
  private constructor(
    readonly office: OfficeProcess,
    readonly people: People,
  ) {}

  static async start(): Promise<RunningOffice> {
    const office = await OfficeProcess.start({ HUIYIN_LOG: 'info' });
    try {
      return new RunningOffice(office, await People.of(office));
    } catch (error) {
      await office.stop();
      throw error;
    }
  }

  /** Petitions handed in to these offices, and nothing done with them yet. */
  async registered(units: readonly number[]): Promise<Lived[]> {
    const citizen = Caller.anonymous(this.office.url);
    const handedIn = units.map(async (unit) => {
      const m = new Model(this.people.county(), Date.now(), unit, demoProfile);
      const petition = petitionOf(canaries(), { receivingUnitId: unit });
      const heard = await patiently(() => citizen.post('/petitions', petition));
      if (heard.status !== 201) throw new Error(`not registered: ${heard.body}`);
      const { submissionNo, queryCode } = jsonIn<Giving['numberAndCode']>(heard);
      return { m, numberAndCode: { submissionNo, queryCode } };
    });
    const receipts = await Promise.all(handedIn);
    const rows = await this.office.rows<{ no: string; id: string }>(
      'select submission_no as no, matter_id as id from intake.submission where submission_no = any($1)',
      [receipts.map(({ numberAndCode }) => numberAndCode.submissionNo)],
    );
    const ids = new Map(rows.map(({ no, id }) => [no, id]));
    return receipts.map(({ m, numberAndCode }) => {
      const matterId = ids.get(numberAndCode.submissionNo);
      if (matterId === undefined) throw new Error('a receipt without a row');
      return { m, matterId, numberAndCode, books: undefined, hasMoved: true };
    });
  }

  /** Waits until all of these are everywhere as their models say; what is not so after two seconds is told. */
  async settled(lives: readonly Lived[]): Promise<ReadonlyMap<Lived, string>> {
    const began = Date.now();
    let wrong = await this.#wrongOf(lives, true);
    while (wrong.size > 0) {
      const isLast = Date.now() - began > within.most;
      await rest(within.look);
      wrong = await this.#wrongOf([...wrong.keys()], !isLast);
      if (isLast) break;
    }
    return wrong;
  }

  /** Pages and queues cost more: unless it is the last look, they wait until the books of all are right. */
  async #wrongOf(lives: readonly Lived[], hasTime: boolean): Promise<Map<Lived, string>> {
    const wrong = await this.#wrongInBooks(lives);
    if (wrong.size > 0 && hasTime) return new Map(lives.map((life) => [life, wrong.get(life) ?? 'not looked at yet']));
    const queues = await queuesOf(this.people);
    const looked = lives
      .filter((life) => !wrong.has(life))
      .map(async (life) => {
        const what = await this.#wrongToSee(life, queues);
        if (what !== undefined) wrong.set(life, what);
      });
    await Promise.all(looked);
    return wrong;
  }

  async #wrongInBooks(lives: readonly Lived[]): Promise<Map<Lived, string>> {
    const all = await booksOf(
      this.office,
      lives.map(({ matterId }) => matterId),
    );
    const wrong = new Map<Lived, string>();
    for (const life of lives) {
      life.books = all.get(life.matterId);
      const what = life.books === undefined ? 'there is no matter' : wrongInBooks(life.m, life.books, this.people);
      if (what !== undefined) wrong.set(life, what);
    }
    return wrong;
  }

  /** Pages are read anew where something was carried out. */
  async #wrongToSee(life: Lived, queues: Queues): Promise<string | undefined> {
    const { m, matterId, numberAndCode } = life;
    const inQueues = wrongInQueues(m, matterId, queues);
    if (inQueues !== undefined || !life.hasMoved) return inQueues;
    const onPages =
      (await wrongOnPage(m, matterId, this.people)) ?? (await wrongForPetitioner(m, this.office.url, numberAndCode));
    life.hasMoved = onPages !== undefined;
    return onPages;
  }

  /** Waits until every paper of the office is there as a file. */
  async papersSet({ matterId }: Lived): Promise<void> {
    const waiting = 'select 1 from assignment.paper where matter_id = $1 and rendered_at is null';
    await eventually(async () => (await this.office.rows(waiting, [matterId])).length === 0, patienceForPapers);
  }

  /** What was told to all of a life that is over is what the model lived. */
  async wrongInStreams({ m, matterId }: Lived): Promise<string | undefined> {
    return difference({ 'rows told': [await rowsTold(this.office, matterId), m.rows] });
  }
}
