import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

// Loaded into the measured process by NODE_OPTIONS=--import (Node 20 refuses --cpu-prof there). The first SIGUSR2 starts the profiler,
// the second writes what it saw and stops it.
const session = new Session();
let isRunning = false;

process.on('SIGUSR2', () => void toggle());

async function toggle(): Promise<void> {
  if (isRunning) {
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(process.env['HUIYIN_PROFILE'] ?? 'cpu.json', JSON.stringify(profile));
    return;
  }
  isRunning = true;
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
}
