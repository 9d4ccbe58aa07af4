import { type ServiceName } from '@huiyin/contracts';
import { LocalLine } from '@huiyin/messaging';
import { HealthDoor } from './health.js';
import { logFor } from './logger.js';
import { settingsFrom } from './settings.js';
import { type RunningService, type ServiceDefinition, startService } from './start-service.js';
import { startTracing } from './tracing.js';

/** Milliseconds for an orderly end; then the watchdog ends the process. */
const patience = 25_000;

/**
 * Runs services in this process until SIGTERM or SIGINT: one of them (compose, Helm) or all (a small office's box). The internal
 * door with health and metrics opens on HUIYIN_HEALTH_PORT (0 = any). Tells a parent process when ready.
 */
export async function runHere(name: string, definitions: readonly ServiceDefinition[]): Promise<void> {
  const log = logFor(name);
  const running: RunningService[] = [];
  const flush = startTracing(name);
  const health = new HealthDoor(
    async () =>
      Object.assign(
        {},
        ...(await Promise.all(running.map((r) => r.readiness()))),
        running.length < definitions.length ? { starting: 'yes' } : {},
      ) as Record<string, string>,
  );
  endOnSignal(async () => {
    // Doors first: the gateway is the last in the list of services.
    for (const service of [...running].reverse()) await service.stop();
    health.close();
    await flush();
  });
  process.on('unhandledRejection', (error) => log.error({ error, what: 'unhandled rejection' }));
  const healthPort = await health.open(Number(process.env['HUIYIN_HEALTH_PORT'] ?? 0));
  const local = new LocalLine();
  for (const definition of definitions) {
    running.push(await startService(definition, settingsFrom(process.env, definition.name as ServiceName), local));
  }
  log.info({ what: 'started', healthPort });
  process.send?.({ started: name, healthPort });
}

function endOnSignal(stop: () => Promise<void>): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    setTimeout(() => process.exit(1), patience).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // The supervisor fell: without it nobody would end this process, and the next start would find the port taken.
  process.on('disconnect', end);
}
