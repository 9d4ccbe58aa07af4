import { type Spread } from './figures.rules.js';
import { type LivesFigures } from './lives/lives.js';
import { type BenchFigures, type Demand } from './verdict.js';

/** Figures as a table of text, then what they have to reach. */
export function benchLines(figures: BenchFigures, demands: readonly Demand[]): string[] {
  const { registration, reads, matters, idleMiB, lives, spike, papers, profiles } = figures;
  const lines = ['', 'Median (range) of the rounds'];
  for (const one of registration) {
    lines.push(
      `  registration, ${one.layout}: ${shown(one.perSecond)}/s; limit ${shown(one.limitPerSecond)}/s; ratio ${shown(one.ofLimit)} %`,
      `    p50 ${shown(one.p50)} ms, p99 ${shown(one.p99)} ms; drained after ${shown(one.drainSeconds)} s, with that ${shown(one.sustainedPerSecond)}/s`,
    );
  }
  if (reads.length > 0) lines.push(`Reads, p95 ms: ${matters.small} and ${matters.large} matters`);
  for (const { name, small, large, ratio, smallPerSecond, largePerSecond } of reads)
    lines.push(
      `  ${name}: ${shown(small)} and ${shown(large)}: ×${ratio} (${smallPerSecond.median}/s, ${largePerSecond.median}/s)`,
    );
  if (idleMiB !== undefined) lines.push(`Memory of the one process, idle: ${idleMiB} MiB`);
  for (const one of lives) lines.push(...livesLines(one, matters));
  if (lives.some(({ turn }) => turn === 'suggestion')) lines.push(`  ${known}`);
  if (spike !== undefined)
    lines.push(
      `Spike, 1 to ${spike.clerks} clerks and back: p99 ${spike.baseP99} ms before, at most ${spike.spikeP99} ms at ${spike.spikeLivesPerSecond} lives/s, back after ${spike.backAfterSeconds} s`,
    );
  if (papers !== undefined)
    lines.push(
      `Papers while nobody works: ${papers.perSecond}/s over ${papers.seconds} s of ${papers.waiting}; memory of office and rendering at most ${papers.peakMiB} MiB`,
    );
  for (const { load, perSecond, idlePercent, places, functions } of profiles) {
    lines.push(
      `CPU profile of one process, ${perSecond} ${load}/s, main thread idle ${idlePercent} %; by place, then by function`,
    );
    for (const { name, percent } of [...places, ...functions])
      lines.push(`  ${percent.toFixed(1).padStart(5)} % ${name}`);
  }
  lines.push('Demands');
  for (const { claim, value, bound, holds } of demands)
    lines.push(`  ${holds ? 'holds' : 'FAILS'}  ${claim}: ${value} (${bound})`);
  return lines;
}

/** Lives of the same six steps that others reached. */
const known = 'known: Request Tracker 5 17/s and 8/s at 100,000, Redmine 15/s and 6/s at 100,000';

function livesLines(one: LivesFigures, matters: BenchFigures['matters']): string[] {
  const name = one.turn === 'suggestion' ? 'Six steps' : 'Lives';
  const size = one.size === 'small' ? 'empty' : `${matters.large} matters`;
  const lines = [
    `${name}, ${size}: ${shown(one.perSecond)}/s, ${shown(one.stepsPerSecond)} steps/s, ${shown(one.stepsOfLimit)} % of PostgreSQL's limit; p50 ${shown(one.p50)} ms, p99 ${shown(one.p99)} ms, ${one.worst.step} p99 ${one.worst.p99} ms`,
    `    ${one.notYet} tries before the message, ${one.refused} refused`,
  ];
  if (one.papersLeft.most > 0)
    lines.push(
      `    papers left ${shown(one.papersLeft)}, rendered ${shown(one.renderedPerSecond)}/s, all after ${shown(one.drainSeconds)} s`,
    );
  return lines;
}

function shown({ median, least, most }: Spread): string {
  return `${median} (${least}–${most})`;
}
