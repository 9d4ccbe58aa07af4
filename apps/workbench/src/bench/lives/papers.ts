import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchSystem } from '../bench-system.js';
import { rounded } from '../figures.rules.js';
import { type LoadProcess } from '../load-process.js';
import { peakResidentMiB } from '../memory.js';
import { papersWaiting, settled } from './backlog.js';

const fill = { lanes: 8, seconds: 4 } as const;
const seconds = 15;

export interface PaperFigures {
  /** By the queue while nobody works, over `seconds`. */
  readonly perSecond: number;
  readonly seconds: number;
  readonly waiting: number;
  /** Highest resident memory of the office since it started; the rendering is a thread of it. */
  readonly peakMiB: number;
}

/** What lives left behind is rendered while nobody works. */
export async function measurePapers({ system, books, pids }: BenchSystem, load: LoadProcess): Promise<PaperFigures> {
  const url = system.gatewayUrl;
  await load.lives({ url, turn: 'executed', warmSeconds: 1, phases: [fill], windowSeconds: 1 });
  await settled(books);
  const waiting = await papersWaiting(books);
  const began = performance.now();
  let left = waiting;
  while (left > 0 && performance.now() - began < seconds * 1000) {
    await sleep(500);
    left = await papersWaiting(books);
  }
  const took = (performance.now() - began) / 1000;
  const perSecond = rounded((waiting - left) / took);
  return { perSecond, seconds: rounded(took), waiting, peakMiB: peakResidentMiB(pids()[0] ?? 0) };
}
