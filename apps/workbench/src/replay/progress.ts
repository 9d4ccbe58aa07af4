import { Presets, SingleBar } from 'cli-progress';
import { words } from '@huiyin/words';

export interface Progress {
  readonly show: (done: number) => void;
  readonly end: () => void;
}

/** Milliseconds between two plain lines. */
const lineEvery = 5_000;

/** A bar on a terminal; elsewhere a plain line every few seconds. */
export function progressOf(total: number, out: NodeJS.WriteStream = process.stdout): Progress {
  return out.isTTY ? bar(total, out) : plainLines(total, out);
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
  const shown = new SingleBar({ stream, hideCursor: true, clearOnComplete: false }, Presets.shades_classic);
  shown.start(total, 0);
  return { show: (done) => shown.update(done), end: () => shown.stop() };
}

function plainLines(total: number, out: NodeJS.WriteStream): Progress {
  const say = words('en');
  let next = Date.now() + lineEvery;
  return {
    show: (done) => {
      if (Date.now() < next && done < total) return;
      next = Date.now() + lineEvery;
      out.write(`${say('console.replay.progress', { done, total })}\n`);
    },
    end: () => undefined,
  };
}
