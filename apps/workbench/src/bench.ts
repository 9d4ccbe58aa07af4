import { cpus, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BenchSystem, startBenchSystem } from './bench/bench-system.js';
import { type CpuFigures, profileOffice } from './bench/cpu-profile.js';
import { rounded } from './bench/figures.rules.js';
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
const parts = ['reads', 'registration', 'profile'] as const;
const idleSeconds = 30;
const log = (line: string) => console.log(`· ${line}`);

interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  readonly small: number;
  readonly large: number;
  readonly connections: number;
  readonly readers: number;
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
    const read = plan.parts.includes('reads') ? await reads(load, plan) : { reads: [], idleMiB: undefined };
    const written = plan.parts.includes('registration') ? await registration(load, plan) : [];
    const profile = plan.parts.includes('profile') ? await profiled(load, plan) : undefined;
    const figures: BenchFigures = {
      ...read,
      registration: written,
      matters: { small: plan.small, large: plan.large },
      profile,
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
    readers: numberOption('readers', values.readers, 1) ?? 8,
    parts: only === undefined ? parts : [only],
  };
}

/** Two systems, one with few matters and one with many; the first shows its idle memory while the other is filled. */
async function reads(load: LoadProcess, plan: Plan): Promise<{ reads: readonly ReadFigures[]; idleMiB: number }> {
  return withSystems(['office', 'office'], async ([small, large]) => {
    if (small === undefined || large === undefined) throw new Error('two systems were started');
    const seeded = seed(large, plan.large);
    await sleep(idleSeconds * 1000);
    const idleMiB = residentMiB(small.system.children.get('office')?.pid ?? 0);
    log(`idle memory of the one process: ${idleMiB} MiB`);
    await seeded;
    await seed(small, plan.small);
    const { rounds, readers: connections } = plan;
    return { reads: await measureReads({ small, large }, load, { rounds, seconds: 1.5, connections, log }), idleMiB };
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

async function profiled(load: LoadProcess, { seconds, connections }: Plan): Promise<CpuFigures> {
  return profileOffice(root, load, { seconds, connections, log });
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
