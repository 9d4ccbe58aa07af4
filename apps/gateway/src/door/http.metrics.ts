import { registry } from '@huiyin/service';
import { Histogram } from 'prom-client';

const known = registry.getSingleMetric('huiyin_http_seconds') as Histogram<'route' | 'status'> | undefined;

/** Seconds to answer, by route pattern and status: never by address, number or person. */
export const httpSeconds =
  known ??
  new Histogram({
    name: 'huiyin_http_seconds',
    help: 'Seconds to answer an HTTP request, by route and status',
    labelNames: ['route', 'status'] as const,
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
