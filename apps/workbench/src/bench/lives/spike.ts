import { type BenchSystem } from '../bench-system.js';
import { type LoadProcess } from '../load-process.js';
import { sum } from './lives.js';
import { recoveredAfter } from './recovery.rules.js';
import { type LivesWindow } from './lives-order.js';

const windowSeconds = 2;
const warmSeconds = 4;
/** Seconds of one clerk, of many, and of one again. */
const phases = { before: 10, spike: 10, after: 16 } as const;
/** How many clerks there are in the spike. */
const clerks = 30;
/** Times the p99 from before the spike that count as back to it. */
const within = 1.5;

export interface SpikeFigures {
  readonly clerks: number;
  /** Milliseconds: before the spike over all its windows, and in the worst window of the spike. */
  readonly baseP99: number;
  readonly spikeP99: number;
  readonly spikeLivesPerSecond: number;
  /** Seconds after the spike at whose end p99 was back within `within` times what it was before; infinite where it never was. */
  readonly backAfterSeconds: number;
  readonly refused: number;
  readonly windows: readonly LivesWindow[];
}

/** One clerk, thirty, one: nobody is refused, and the one is served as before soon afterwards. */
export async function measureSpike(
  { system }: BenchSystem,
  load: LoadProcess,
  log: (line: string) => void,
): Promise<SpikeFigures> {
  const url = system.gatewayUrl;
  const order = { url, turn: 'executed', warmSeconds, windowSeconds } as const;
  await load.lives({ ...order, phases: [{ lanes: clerks, seconds: 4 }] });
  const result = await load.lives({
    ...order,
    warmSeconds: 8,
    phases: [
      { lanes: 1, seconds: phases.before },
      { lanes: clerks, seconds: phases.spike },
      { lanes: 1, seconds: phases.after },
    ],
  });
  const ends = phases.before + phases.spike;
  const before = result.windows.filter(({ at }) => at < phases.before);
  const spike = result.windows.filter(({ at }) => at >= phases.before && at < ends);
  const after = result.windows.filter(({ at }) => at >= ends);
  const baseP99 = Math.max(...before.map(({ p99 }) => p99));
  const figures = {
    clerks,
    baseP99,
    spikeP99: Math.max(...spike.map(({ p99 }) => p99)),
    spikeLivesPerSecond: spike.reduce((all, { lives }) => all + lives, 0) / phases.spike,
    backAfterSeconds: recoveredAfter(after, within * baseP99, windowSeconds),
    refused: sum(result.refused),
    windows: result.windows,
  };
  log(
    `p99 ms by window of ${windowSeconds} s: ${result.windows.map(({ lanes, p99 }) => `${lanes}: ${p99}`).join(', ')}`,
  );
  return figures;
}
