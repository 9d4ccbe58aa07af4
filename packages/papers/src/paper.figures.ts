import { Counter } from 'prom-client';
import { gauge, registry } from '@huiyin/service';

export interface QueueFigures {
  readonly waiting: number;
  /** Age of the paper that has waited longest. */
  readonly oldestSeconds: number;
  readonly failed: number;
}

/** Its rate is papers rendered a second. */
export const papersRendered = new Counter({
  name: 'huiyin_papers_rendered_total',
  help: 'Papers rendered from the queue, by service and outcome',
  labelNames: ['service', 'outcome'],
  registers: [registry],
});

/** What waits in one service's queue, looked up when somebody reads the metrics. */
export function showFigures(service: string, read: () => Promise<QueueFigures>): void {
  gauge(
    'huiyin_papers_waiting',
    'Issued papers that are not rendered yet',
    service,
    async () => (await read()).waiting,
  );
  gauge(
    'huiyin_papers_oldest_seconds',
    'Age of the paper that has waited longest',
    service,
    async () => (await read()).oldestSeconds,
  );
  gauge('huiyin_papers_failed', 'Papers given up by the queue; must be 0', service, async () => (await read()).failed);
}
