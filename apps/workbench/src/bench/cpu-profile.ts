import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rounded } from './figures.rules.js';
import { startBenchSystem } from './bench-system.js';
import { drained } from './drained.js';
import { type LoadProcess } from './load-process.js';

/** Share in percent of the samples that were not idle. */
export interface CostOf {
  readonly name: string;
  readonly percent: number;
}

export interface CpuFigures {
  readonly load: ProfiledLoad;
  readonly perSecond: number;
  /** Percent of the round in which the main thread had nothing to do. */
  readonly idlePercent: number;
  readonly functions: readonly CostOf[];
  /** The same by package; what Node does is counted to the package that called it. */
  readonly places: readonly CostOf[];
}

/** What the office does meanwhile. */
export type ProfiledLoad = 'petitions' | 'lives';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}
interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfilePlan {
  readonly of: ProfiledLoad;
  readonly seconds: number;
  readonly connections: number;
  readonly log: (line: string) => void;
}

const shown = 15;

/** One more round on a one-process system whose main thread is sampled meanwhile. */
export async function profileOffice(
  root: string,
  load: LoadProcess,
  { of, seconds, connections, log }: ProfilePlan,
): Promise<CpuFigures> {
  const file = join(tmpdir(), `huiyin-profile-${process.pid}.json`);
  const hook = new URL('profile-hook.js', import.meta.url).href;
  const env = { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${hook}`.trim(), HUIYIN_PROFILE: file };
  const one = await startBenchSystem(root, 'office', log, env);
  const url = one.system.gatewayUrl;
  const round = async (length: number): Promise<number> => {
    if (of === 'petitions')
      return (await load.run({ url, connections, requests: 'petitions', seconds: length })).perSecond;
    const phases = [{ lanes: connections, seconds: length }];
    return (await load.lives({ url, turn: 'executed', warmSeconds: 0, phases, windowSeconds: 1 })).livesPerSecond;
  };
  try {
    await round(3);
    if (of === 'petitions') await drained(one.books);
    const pid = one.pids()[0] ?? 0;
    process.kill(pid, 'SIGUSR2');
    const perSecond = await round(seconds);
    process.kill(pid, 'SIGUSR2');
    return { load: of, perSecond, ...summary(await written(file)) };
  } finally {
    await one.stop();
    rmSync(file, { force: true });
  }
}

async function written(file: string): Promise<Profile> {
  for (let tries = 0; ; tries++) {
    await sleep(500);
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Profile;
    } catch (error) {
      if (tries > 20) throw error;
    }
  }
}

function summary({ nodes, samples, timeDeltas }: Profile): Omit<CpuFigures, 'load' | 'perSecond'> {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const functions = new Map<string, number>();
  const places = new Map<string, number>();
  let [busy, idle] = [0, 0];
  for (const [nth, sample] of samples.entries()) {
    const took = timeDeltas[nth] ?? 0;
    const node = known.get(sample);
    if (node === undefined) continue;
    if (node.callFrame.functionName === '(idle)') {
      idle += took;
      continue;
    }
    busy += took;
    const owner = ownerOf(node, known, callers);
    add(functions, nameOf(node, owner), took);
    add(places, owner === '' ? node.callFrame.functionName : packageOf(owner), took);
  }
  return {
    idlePercent: rounded((100 * idle) / (busy + idle)),
    functions: top(functions, busy),
    places: top(places, busy),
  };
}

/** The file that the time is spent for: its own, or where Node and native code (`writev`) work, the nearest caller's. */
function ownerOf(
  node: ProfileNode,
  known: ReadonlyMap<number, ProfileNode>,
  callers: ReadonlyMap<number, number>,
): string {
  for (let one: ProfileNode | undefined = node; one !== undefined; one = known.get(callers.get(one.id) ?? 0)) {
    const place = placeOf(one.callFrame.url);
    if (place !== '' && !place.startsWith('node:')) return place;
  }
  return '';
}

function nameOf({ callFrame }: ProfileNode, owner: string): string {
  const own = placeOf(callFrame.url);
  const name = callFrame.functionName || '(anonymous)';
  if (own === owner) return own === '' ? name : `${name} ${own}:${callFrame.lineNumber + 1}`;
  return `${name} ${own} for ${owner}`.replace(/ {2,}/, ' ');
}

function packageOf(place: string): string {
  return place
    .split('/')
    .slice(0, place.startsWith('@') ? 2 : 1)
    .join('/');
}

/** `pg/lib/query.js`, `@huiyin/intake/submission/…`, `node:net`; empty for what has no file (collecting garbage, native code). */
function placeOf(url: string): string {
  const path = url.replace(/^file:\/\//, '');
  const own = /\/(?:apps|packages)\/([^/]+)\/dist\/(.*)$/.exec(path);
  if (own !== null) return `@huiyin/${own[1] ?? ''}/${own[2] ?? ''}`;
  return /.*\/node_modules\/(.*)$/.exec(path)?.[1] ?? path;
}

function add(sums: Map<string, number>, name: string, value: number): void {
  sums.set(name, (sums.get(name) ?? 0) + value);
}

function top(sums: ReadonlyMap<string, number>, whole: number): CostOf[] {
  const sorted = [...sums].toSorted(([, a], [, b]) => b - a).slice(0, shown);
  return sorted.map(([name, value]) => ({ name, percent: rounded((100 * value) / whole) }));
}
