import { cpus, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BenchSystem, startBenchSystem } from './bench/bench-system.js';
import { type CpuFigures, profileOffice } from './bench/cpu-profile.js';
import { rounded } from './bench/figures.rules.js';
import { type LivesFigures, measureLives } from './bench/lives/lives.js';
import { measurePapers, type PaperFigures } from './bench/lives/papers.js';
import { measureSpike, type SpikeFigures } from './bench/lives/spike.js';
import { LoadProcess } from './bench/load-process.js';
import { residentMiB } from './bench/memory.js';
import { measureReads, type ReadFigures } from './bench/reads.js';
import { measureRegistration, type RegistrationFigures } from './bench/registration.js';
import { seedMatters } from './bench/seed/seeding.js';
import { benchLines } from './bench/table.js';
import { type BenchFigures, demandsOn } from './bench/verdict.js';
import { command, numberOption, writeReport } from './command.js';
import { Refusal } from './refusal.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const parts = ['reads', 'lives', 'sixsteps', 'registration', 'spike', 'papers', 'profile'] as const;
const idleSeconds = 30;
const log = (line: string) => console.log(`· ${line}`);

interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  readonly small: number;
  readonly large: number;
  readonly connections: number;
  readonly readers: number;
  readonly lanes: number;
  readonly parts: readonly (typeof parts)[number][];
}

/** `npm run bench`: one run on throw-away copies, rounds in turn; non-zero when a demand does not hold. */
await command(async () => {
  const plan = planFrom(process.argv.slice(2));
  const load = new LoadProcess();
  try {
    const began = new Date();
    // On a shared machine the figures mean little without how busy it was beforehand.
    const loadBefore = loadavg().map(rounded);
    const wants = (part: (typeof parts)[number]) => plan.parts.includes(part);
    const sized = ['reads', 'lives', 'sixsteps'].some((part) => plan.parts.some((one) => one === part));
    const figures: BenchFigures = {
      ...(sized ? await onTwoSizes(load, plan) : { reads: [], lives: [] }),
      registration: wants('registration') ? await registration(load, plan) : [],
      ...(wants('spike') || wants('papers') ? await onEmpty(load, plan) : {}),
      matters: { small: plan.small, large: plan.large },
      profiles: wants('profile') ? await profiled(load, plan) : [],
    };
    const demands = demandsOn(figures);
    const seconds = Math.round((Date.now() - began.getTime()) / 1000);
    const run = { at: began.toISOString(), seconds, cores: cpus().length, loadBefore, plan };
    writeReport(join(root, '.local'), 'bench', { ...run, demands, ...figures });
    for (const line of benchLines(figures, demands)) console.log(line);
    console.log(`${seconds} s in all, on ${cpus().length} cores, load before ${loadBefore.join(' ')}`);
    return demands.every((demand) => demand.holds);
  } finally {
    load.end();
  }
});

function planFrom(args: readonly string[]): Plan {
  const option = { type: 'string' } as const;
  const options = {
    rounds: option,
    seconds: option,
    small: option,
    large: option,
    lanes: option,
    readers: option,
    connections: option,
    only: option,
  };
  const { values } = parseArgs({ args: [...args], options });
  const only = parts.find((part) => part === values.only);
  if (values.only !== undefined && only === undefined) throw new Refusal(`--only takes one of ${parts.join(', ')}.`);
  return {
    rounds: numberOption('rounds', values.rounds, 1) ?? 5,
    seconds: numberOption('seconds', values.seconds, 1) ?? 5,
    small: numberOption('small', values.small, 1) ?? 1_000,
    large: numberOption('large', values.large, 1) ?? 200_000,
    connections: numberOption('connections', values.connections, 1) ?? 16,
    lanes: numberOption('lanes', values.lanes, 1) ?? 48,
    readers: numberOption('readers', values.readers, 1) ?? 8,
    parts: only === undefined ? parts : [only],
  };
}

interface Sized {
  readonly reads: readonly ReadFigures[];
  readonly lives: readonly LivesFigures[];
  readonly idleMiB?: number;
}

/** One system with many matters, and beside it one with few for the reads, then an empty one for the lives. */
async function onTwoSizes(load: LoadProcess, plan: Plan): Promise<Sized> {
  return withSystems(['office'], async ([large]) => {
    if (large === undefined) throw new Error('a system was started');
    const seeded = seed(large, plan.large);
    seeded.catch(() => undefined);
    const read = plan.parts.includes('reads') ? await reads(large, seeded, load, plan) : { reads: [] };
    await seeded;
    return { ...read, lives: await lives(large, load, plan) };
  });
}

/** The small one shows its idle memory while the other is filled. */
async function reads(
  large: BenchSystem,
  seeded: Promise<void>,
  load: LoadProcess,
  { rounds, readers: connections, small: few }: Plan,
): Promise<{ reads: readonly ReadFigures[]; idleMiB: number }> {
  return withSystems(['office'], async ([small]) => {
    if (small === undefined) throw new Error('a system was started');
    await sleep(idleSeconds * 1000);
    const idleMiB = residentMiB(small.system.children.get('office')?.pid ?? 0);
    log(`idle memory of the one process: ${idleMiB} MiB`);
    await seeded;
    await seed(small, few);
    return { reads: await measureReads({ small, large }, load, { rounds, seconds: 1.5, connections, log }), idleMiB };
  });
}

async function lives(large: BenchSystem, load: LoadProcess, plan: Plan): Promise<LivesFigures[]> {
  const turns = [
    ...(plan.parts.includes('lives') ? (['executed'] as const) : []),
    ...(plan.parts.includes('sixsteps') ? (['suggestion'] as const) : []),
  ];
  if (turns.length === 0) return [];
  return withSystems(['office'], async ([small]) => {
    if (small === undefined) throw new Error('a system was started');
    const figures: LivesFigures[] = [];
    const { rounds, lanes } = plan;
    for (const turn of turns)
      figures.push(
        ...(await measureLives({ small, large }, load, { root, turn, rounds, lanes, seconds: 2 * plan.seconds, log })),
      );
    return figures;
  });
}

async function onEmpty(load: LoadProcess, plan: Plan): Promise<{ spike?: SpikeFigures; papers?: PaperFigures }> {
  return withSystems(['office'], async ([one]) => {
    if (one === undefined) throw new Error('a system was started');
    const papers = plan.parts.includes('papers') ? { papers: await measurePapers(one, load) } : {};
    const spike = plan.parts.includes('spike') ? { spike: await measureSpike(one, load, log) } : {};
    return { ...papers, ...spike };
  });
}

async function seed({ books, system }: BenchSystem, matters: number): Promise<void> {
  const began = performance.now();
  await seedMatters({ books, secretsFolder: system.secretsFolder, matters });
  log(`${matters} matters seeded in ${Math.round((performance.now() - began) / 1000)} s`);
}

async function registration(load: LoadProcess, { rounds, seconds, connections }: Plan): Promise<RegistrationFigures[]> {
  return withSystems(['office', 'services'], (systems) =>
    measureRegistration(systems, load, { root, rounds, seconds, connections, log }),
  );
}

async function profiled(load: LoadProcess, { seconds, connections }: Plan): Promise<CpuFigures[]> {
  const plan = { seconds, connections, log };
  return [
    await profileOffice(root, load, { ...plan, of: 'petitions' }),
    await profileOffice(root, load, { ...plan, of: 'lives' }),
  ];
}

async function withSystems<T>(
  layouts: readonly BenchSystem['layout'][],
  work: (systems: BenchSystem[]) => Promise<T>,
): Promise<T> {
  const systems: BenchSystem[] = [];
  try {
    for (const layout of layouts) systems.push(await startBenchSystem(root, layout, log));
    return await work(systems);
  } finally {
    for (const one of systems) await one.stop();
  }
}
