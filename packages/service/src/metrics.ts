import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** One registry a process, whether it hosts one service or all. Labels are names of services and contracts, never of people or matters. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const requestSeconds = new Histogram({
  name: 'huiyin_request_seconds',
  help: 'Seconds to answer a request, by contract and outcome',
  labelNames: ['contract', 'outcome'],
  buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
  registers: [registry],
});

export const faults = new Counter({
  name: 'huiyin_faults_total',
  help: 'Faults (not refusals) by service',
  labelNames: ['service'],
  registers: [registry],
});

/** A figure that is looked up when somebody reads the metrics. */
export function gauge(name: string, help: string, service: string, read: () => Promise<number>): void {
  const known = registry.getSingleMetric(name) as
    (Gauge & { sources?: Map<string, () => Promise<number>> }) | undefined;
  const made = known ?? newGauge(name, help);
  made.sources?.set(service, read);
}

function newGauge(name: string, help: string): Gauge & { sources: Map<string, () => Promise<number>> } {
  const sources = new Map<string, () => Promise<number>>();
  const made = new Gauge({
    name,
    help,
    labelNames: ['service'],
    registers: [registry],
    async collect() {
      for (const [service, read] of sources) this.set({ service }, await read().catch(() => Number.NaN));
    },
  });
  return Object.assign(made, { sources });
}
