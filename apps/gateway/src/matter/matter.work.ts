import {
  clocksOf,
  headingsOf,
  ledger,
  type LedgerQuery,
  type MatterLine,
  Problem,
  queue,
  type QueueQuery,
  readHandling,
  readMatter,
  timeline,
} from '@huiyin/contracts';
import { type Gap } from '../petition/opened.answer.js';
import { orGap } from '../petition/opening.js';
import { type Asked } from '../route/route.js';
import { type MatterPage, type TitledPage, type TitledQueue } from './matter.answer.js';

/** The books decide whether there is a page at all; clocks and timeline may be named gaps. */
export async function matterPage({ ask, input }: Asked): Promise<MatterPage> {
  const matterId = String(input['matterId']);
  const missing: Gap[] = [];
  const [matter, clocks, told] = await Promise.all([
    ask(readMatter, { matterId }),
    orGap(orNothing(ask(clocksOf, { matterIds: [matterId] })), 'clocks', missing),
    orGap(orNothing(ask(timeline, { matterId })), 'timeline', missing),
  ]);
  const handling =
    matter.keeper === 'assignment'
      ? await orGap(orNothing(ask(readHandling, { matterId })), 'handling', missing)
      : undefined;
  return {
    matter,
    clocks: clocks?.clocks ?? [],
    ...(told === undefined ? {} : { timeline: told }),
    ...(handling === undefined ? {} : { handling }),
    gaps: missing,
  };
}

export async function ledgerPage(asked: Asked): Promise<TitledPage> {
  return titled(asked, await asked.ask(ledger, asked.input as LedgerQuery));
}

export async function queuePage(asked: Asked): Promise<TitledQueue> {
  return titled(asked, await asked.ask(queue, asked.input as QueueQuery));
}

/** Titles live with the texts: one call for a page. */
async function titled<L extends MatterLine>(
  { ask }: Asked,
  page: { lines: readonly L[]; nextCursor?: string; asOf: string },
) {
  const missing: Gap[] = [];
  const matterIds = page.lines.map((line) => line.matterId);
  const found =
    matterIds.length === 0 ? undefined : await orGap(orNothing(ask(headingsOf, { matterIds })), 'headings', missing);
  const titles = new Map(found?.headings.map(({ matterId, title }) => [matterId, title]));
  return {
    lines: page.lines.map((line) => ({ ...line, ...titleOf(titles.get(line.matterId)) })),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
    asOf: page.asOf,
    gaps: missing,
  };
}

function titleOf(title: string | undefined): { title?: string } {
  return title === undefined ? {} : { title };
}

const unseen: ReadonlySet<string> = new Set(['not-found', 'act-not-allowed', 'reason-needed']);

/** What this reader may not see, or a reader has not heard of yet, is absent: the main part said yes already. */
async function orNothing<T>(part: Promise<T>): Promise<T | undefined> {
  try {
    return await part;
  } catch (error) {
    if (error instanceof Problem && unseen.has(error.code)) return undefined;
    throw error;
  }
}
