import { type Trial } from './trial.js';

export function trialLine({
  fault,
  acknowledged,
  lives,
  steps,
  tries,
  refused,
  missing,
  doubled,
  recoverSeconds,
  notSo,
  sentAgain,
}: Trial): string {
  const outcomes = Object.entries(refused).map(([outcome, n]) => `${outcome}: ${n}`);
  const columns = [
    fault.padEnd(17),
    `acknowledged ${String(acknowledged).padStart(5)}`,
    `lives ${String(lives).padStart(3)} of ${String(steps).padStart(4)} steps, ${tries} tried again`,
    `missing ${missing.join(', ') || 0}`,
    `doubled ${doubled.join(', ') || 0}`,
    `verify ${notSo.join('; ') || 'clean'}`,
    `back after ${recoverSeconds ?? 'MORE THAN 60'} s`,
    ...(sentAgain > 0 ? [`sent again ${sentAgain}`] : []),
    `refused meanwhile ${outcomes.join(', ') || 0}`,
  ];
  return columns.join('  ');
}
