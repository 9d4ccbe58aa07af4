import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { announce } from './system/announce.js';
import { type Layout, startSystem, type System } from './system/system.js';

export { startSystem, type System, type SystemOptions } from './system/system.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** `npm start` and `npm run start:services`: up, until Ctrl-C. */
async function main(): Promise<void> {
  const layout: Layout = process.argv.includes('--services') ? 'services' : 'office';
  const began = Date.now();
  const isQuiet = !process.argv.includes('--verbose');
  let system: System | undefined;
  let isEnding = false;
  const end = async (code: number) => {
    if (isEnding) process.exit(1);
    isEnding = true;
    console.log('\n正在停止,数据保留 / stopping, data is kept …');
    await system?.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  process.on('SIGHUP', () => void end(0));
  try {
    system = await startSystem({
      root,
      layout,
      mode: 'start',
      port: Number(process.env['PORT'] ?? 8080),
      log: (line) => console.log(`· ${line}`),
      serviceLog: (line) => {
        if (!isQuiet) console.error(line);
      },
    });
    if (!isEnding) announce(system, (Date.now() - began) / 1000);
  } catch (error) {
    if (isEnding) return;
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
