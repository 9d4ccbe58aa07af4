import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { command, numberOption, writeReport } from './command.js';
import { areArmed } from './faults/alarms.js';
import { Chance } from './faults/chance.js';
import { type LayoutPlan, layoutTrials, type LayoutTrials } from './faults/layout-trials.js';
import { trialLine } from './faults/trial-line.js';
import { type Trial } from './faults/trial.js';
import { Refusal } from './refusal.js';
import { type Layout } from './system/system.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const layouts: readonly Layout[] = ['office', 'services'];
/** After these every event that the bus held must have been sent again, or the fault was none. */
const rollbacks: readonly string[] = ['bus-older', 'bus-deleted'];

/** `npm run test:faults`: everything falls in turn while petitions come in and officials walk matters; non-zero on any loss, double, or what does not come back. */
await command(async () => {
  const option = { type: 'string' } as const;
  const options = { layout: option, rounds: option, seconds: option, seed: option, only: option };
  const { values } = parseArgs({ options });
  const wanted = layouts.filter((layout) => values.layout === undefined || values.layout === layout);
  if (wanted.length === 0) throw new Refusal(`--layout takes one of ${layouts.join(', ')}.`);
  const seed = numberOption('seed', values.seed, 0) ?? Math.floor(Math.random() * 1_000_000);
  const plan: LayoutPlan = {
    root,
    rounds: numberOption('rounds', values.rounds, 1) ?? 1,
    seconds: numberOption('seconds', values.seconds, 0) ?? 2,
    chance: new Chance(seed),
    only: values.only?.split(',') ?? [],
    log: (line) => console.log(`· ${line}`),
  };
  console.log(`Random points of seed ${seed}; the same again with --seed ${seed}`);
  const began = Date.now();
  const results: LayoutTrials[] = [];
  for (const layout of wanted) results.push(await layoutTrials(layout, plan));
  const holds = results.every(isWhole);
  const seconds = Math.round((Date.now() - began) / 1000);
  writeReport(join(root, '.local'), 'faults', { at: new Date(began).toISOString(), seconds, seed, holds, results });
  for (const line of results.flatMap(linesOf)) console.log(line);
  console.log(`${holds ? 'Nothing lost, nothing doubled' : 'FAILED'}; ${seconds} s in all`);
  return holds;
});

function isWhole(one: LayoutTrials): boolean {
  return (
    one.trials.length > 0 &&
    one.trials.every(isWeathered) &&
    one.missing.length === 0 &&
    one.doubled.length === 0 &&
    one.otherReceipts === 0 &&
    (one.alarms === undefined || areArmed(one.alarms)) &&
    one.isVerifyClean
  );
}

function isWeathered({
  fault,
  missing,
  doubled,
  notSo,
  recoverSeconds,
  sentAgain,
  acknowledged,
  lives,
}: Trial): boolean {
  if (rollbacks.includes(fault) && sentAgain === 0) return false;
  if ([...missing, ...doubled, ...notSo].length > 0) return false;
  return recoverSeconds !== undefined && acknowledged > 0 && lives > 0;
}

function linesOf(one: LayoutTrials): string[] {
  const {
    layout,
    trials,
    acknowledged,
    lives,
    steps,
    turns,
    missing,
    doubled,
    askedAgain,
    otherReceipts,
    alarms,
    isVerifyClean,
    verify,
  } = one;
  return [
    '',
    `${layout}: ${acknowledged} petitions acknowledged, ${lives} lives walked, ${steps} steps of them acknowledged`,
    `  ${Object.entries(turns)
      .map(([turn, n]) => `${turn} ${n}`)
      .join(', ')}`,
    ...trials.map((trial) => `  ${isWeathered(trial) ? 'ok   ' : 'FAILS'} ${trialLine(trial)}`),
    `  at the end: missing ${missing.join(', ') || 0}, doubled ${doubled.join(', ') || 0}; ` +
      `${askedAgain} receipts asked for again, ${otherReceipts} of them other than before; ` +
      `alarms ${alarms === undefined ? 'not used' : `armed ${alarms.armed} of ${alarms.wanted}`}; ` +
      `verify ${isVerifyClean ? 'clean' : `NOT CLEAN\n${verify}`}`,
  ];
}
