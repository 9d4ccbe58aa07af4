import { setTimeout as passed } from 'node:timers/promises';
import { In } from 'typeorm';
import { Problem } from '@huiyin/contracts';
import { isOutage } from '@huiyin/messaging';
import { type Database, ownScope } from '@huiyin/service';
import { type DocumentKindId } from '@huiyin/statute';
import { IssuedPaper } from './issued-paper.table.js';
import { numberTextOf } from './paper.content.js';
import { type PaperFiles } from './paper.files.js';
import { papersRendered, type QueueFigures } from './paper.figures.js';

const scope = ownScope('papers');

/** `lease` and `backOff` in seconds, `every` and `gather` in milliseconds. */
const defaults = {
  /** Papers taken at once by one copy of the service. */
  batch: 4,
  /** After so many a paper is left for a person to look at. */
  tries: 8,
  /** How long a taken paper is kept from other copies; after a kill it waits no longer than this. */
  lease: 120,
  backOff: 5,
  every: 5_000,
  /** Acts come in crowds: their papers are looked for once. */
  gather: 100,
  /** Where acts keep the process busy, the queue rests after each paper: so many times as long as that paper took when wholly busy. */
  rest: 40,
};
/** Share of its time that a process may be busy with acts before papers give way to them. */
const freely = 0.3;
const longestBackOff = 3_600;
const longestRest = 5_000;
export type QueueLimits = Partial<typeof defaults>;

interface QueueParts {
  readonly schema: string;
  readonly database: Database;
  readonly files: PaperFiles;
  readonly render: (paper: IssuedPaper) => Promise<Buffer>;
  readonly report: (error: unknown, what: string) => void;
  readonly limits: QueueLimits;
}

/** A paper that could not be rendered, though it was tried often enough. */
export interface FailedPaper {
  readonly paperId: string;
  readonly matterId: string;
  readonly kind: DocumentKindId;
  readonly numberText?: string;
  readonly tries: number;
  readonly failure: string;
}

/**
 * Renders what was issued, one paper at a time. The queue is the table itself: papers without a file. A taken paper is leased, not
 * locked, so that no transaction stays open while it is set; the file and `rendered_at` come in one transaction, and the first file of
 * a paper is the only one.
 */
export class PaperQueue {
  readonly #limits: typeof defaults;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #isWanted = false;
  #isStopped = true;
  #stopping = new AbortController();

  constructor(private readonly parts: QueueParts) {
    this.#limits = { ...defaults, ...parts.limits };
  }

  start(): void {
    this.#isStopped = false;
    this.#stopping = new AbortController();
    this.#timer = setInterval(() => this.#wake(), this.#limits.every);
    this.#timer.unref();
    this.#wake();
  }

  /** What was taken and not yet begun goes back; what is being rendered is finished. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopping.abort();
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    await this.#working;
  }

  /** To be called after the commit of an act that issued papers. Costs nothing there. */
  nudge(): void {
    if (this.#isStopped || this.#soon !== undefined) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      this.#wake();
    }, this.#limits.gather);
    this.#soon.unref();
  }

  async failed(): Promise<FailedPaper[]> {
    const rows = await this.#ask<FailedRow>(
      `select id, matter_id, kind, office_short, word, year, seq, tries, failure from ${this.#table}
        where rendered_at is null and tries >= $1 order by issued_at limit 200`,
      [this.#limits.tries],
    );
    return rows.map((row) => {
      const numberText = numberTextOf({ ...row, officeShort: row.office_short });
      return {
        paperId: row.id,
        matterId: row.matter_id,
        kind: row.kind,
        tries: row.tries,
        failure: row.failure ?? 'interrupted',
        ...(numberText === undefined ? {} : { numberText }),
      };
    });
  }

  /** Puts a failed paper at the head of the queue, with all its tries. */
  async tryAgain(paperId: string): Promise<void> {
    await this.#ask(
      `update ${this.#table} set tries = 0, next_try_at = now(), failure = null where id = $1 and rendered_at is null`,
      [paperId],
    );
    this.nudge();
  }

  async figures(): Promise<QueueFigures> {
    const [row] = await this.#ask<{ waiting: number; oldest: number; failed: number }>(
      `select count(*) filter (where tries < $1)::int as waiting, count(*) filter (where tries >= $1)::int as failed,
              coalesce(extract(epoch from now() - min(issued_at) filter (where tries < $1)), 0)::float as oldest
         from ${this.#table} where rendered_at is null`,
      [this.#limits.tries],
    );
    return { waiting: row?.waiting ?? 0, oldestSeconds: row?.oldest ?? 0, failed: row?.failed ?? 0 };
  }

  get #table(): string {
    return `${this.parts.schema}.paper`;
  }

  #ask<R extends object>(text: string, values: unknown[]): Promise<R[]> {
    return this.parts.database.inScope(scope, (manager) => manager.query<R[]>(text, values));
  }

  #wake(): void {
    this.#isWanted = true;
    this.#working ??= this.#work()
      .catch((error: unknown) => this.parts.report(error, 'rendering of papers'))
      .finally(() => {
        this.#working = undefined;
        if (this.#isWanted && !this.#isStopped) this.nudge();
      });
  }

  async #work(): Promise<void> {
    this.#isWanted = false;
    for (;;) {
      const papers = this.#isStopped ? [] : await this.#take();
      if (papers.length === 0) return;
      for (const [at, paper] of papers.entries()) {
        if (this.#isStopped) return this.#giveBack(papers.slice(at));
        const begunAt = performance.now();
        const loadBefore = performance.eventLoopUtilization();
        await this.#renderOne(paper);
        const { utilization } = performance.eventLoopUtilization(loadBefore);
        await this.#rest(performance.now() - begunAt, utilization);
      }
    }
  }

  /** Rendering is not on the event loop: what keeps that busy is acts, and they come first. A stop ends the rest. */
  async #rest(took: number, utilization: number): Promise<void> {
    const busy = Math.max(0, utilization - freely) / (1 - freely);
    const length = Math.min(longestRest, took * busy * this.#limits.rest);
    if (length >= 1) await passed(length, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  /** Counts the try before it is made: a paper that brings the process down is not tried for ever. */
  #take(): Promise<IssuedPaper[]> {
    const { batch, tries, lease } = this.#limits;
    return this.parts.database.inScope(scope, async (manager) => {
      const [taken] = await manager.query<[{ id: string }[], number]>(
        `update ${this.#table} set tries = tries + 1, next_try_at = now() + make_interval(secs => $3)
          where id in (select id from ${this.#table} where rendered_at is null and tries < $1 and next_try_at <= now()
            order by next_try_at limit $2 for update skip locked) returning id`,
        [tries, batch, lease],
      );
      if (taken.length === 0) return [];
      return manager.find(IssuedPaper, { where: { id: In(taken.map((row) => row.id)) }, order: { issuedAt: 'asc' } });
    });
  }

  async #giveBack(papers: readonly IssuedPaper[]): Promise<void> {
    await this.#ask(
      `update ${this.#table} set tries = tries - 1, next_try_at = now() where id = any($1::uuid[]) and rendered_at is null`,
      [papers.map((paper) => paper.id)],
    );
  }

  async #renderOne(paper: IssuedPaper): Promise<void> {
    const { schema: service, database, files, render, report } = this.parts;
    try {
      const pdf = await render(paper);
      await database.inScope(scope, (manager) => files.keep(manager, paper.id, pdf));
      papersRendered.inc({ service, outcome: 'done' });
    } catch (error) {
      papersRendered.inc({ service, outcome: 'failed' });
      report(error, `rendering of paper ${paper.id}`);
      await this.#postpone(paper, error);
    }
  }

  /** An outage elsewhere costs no try, however long it lasts: the paper is as good as before. */
  async #postpone(paper: IssuedPaper, error: unknown): Promise<void> {
    const tries = isOutage(error) ? paper.tries - 1 : paper.tries;
    const wait = Math.min(longestBackOff, this.#limits.backOff * 4 ** Math.max(0, tries - 1));
    await this.#ask(
      `update ${this.#table} set tries = $4, next_try_at = now() + make_interval(secs => $2), failure = $3
        where id = $1 and rendered_at is null`,
      [paper.id, wait, failureOf(error), tries],
    );
  }
}

/** The name of the error alone: its text may quote what the paper says. */
function failureOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  return error instanceof Error ? error.name : 'fault';
}

interface FailedRow {
  readonly id: string;
  readonly matter_id: string;
  readonly kind: DocumentKindId;
  readonly office_short: string;
  readonly word: string | null;
  readonly year: number | null;
  readonly seq: number | null;
  readonly tries: number;
  readonly failure: string | null;
}
