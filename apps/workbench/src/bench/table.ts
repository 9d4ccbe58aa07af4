import { type Spread } from './figures.rules.js';
import { type BenchFigures, type Demand } from './verdict.js';

/** Figures as a table of text, then what they have to reach. */
export function benchLines(figures: BenchFigures, demands: readonly Demand[]): string[] {
  const { registration, reads, matters, idleMiB, profile } = figures;
  const lines = ['', 'Registration: median (range) of the rounds'];
  for (const one of registration) {
    lines.push(
      `  ${one.layout}: ${shown(one.perSecond)}/s; limit ${shown(one.limitPerSecond)}/s; ratio ${shown(one.ofLimit)} %`,
      `    p50 ${shown(one.p50)} ms, p99 ${shown(one.p99)} ms; drained after ${shown(one.drainSeconds)} s, with that ${shown(one.sustainedPerSecond)}/s`,
    );
  }
  if (reads.length > 0) lines.push(`Reads, p95 ms: ${matters.small} and ${matters.large} matters`);
  for (const { name, small, large, ratio, smallPerSecond, largePerSecond } of reads)
    lines.push(
      `  ${name}: ${shown(small)} and ${shown(large)}: ×${ratio} (${smallPerSecond.median}/s, ${largePerSecond.median}/s)`,
    );
  if (idleMiB !== undefined) lines.push(`Memory of the one process, idle: ${idleMiB} MiB`);
  if (profile !== undefined) {
    lines.push(
      `CPU profile of one process, ${profile.perSecond}/s, main thread idle ${profile.idlePercent} %; by place, then by function`,
    );
    for (const { name, percent } of [...profile.places, ...profile.functions])
      lines.push(`  ${percent.toFixed(1).padStart(5)} % ${name}`);
  }
  lines.push('Demands');
  for (const { claim, value, bound, holds } of demands)
    lines.push(`  ${holds ? 'holds' : 'FAILS'}  ${claim}: ${value} (${bound})`);
  return lines;
}

function shown({ median, least, most }: Spread): string {
  return `${median} (${least}–${most})`;
}
