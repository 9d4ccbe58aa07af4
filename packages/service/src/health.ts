import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { registry } from './metrics.js';

/** What is not as it should be, by name; empty when ready. */
export type Readiness = () => Promise<Readonly<Record<string, string | number>>>;

/** The internal door: liveness, readiness with its reasons, metrics. Listens on loopback unless HUIYIN_HEALTH_HOST says otherwise. */
export class HealthDoor {
  #server: Server | undefined;

  constructor(private readonly readiness: Readiness) {}

  async open(port: number): Promise<number> {
    const server = createServer((request, response) => {
      void this.#answer(request.url ?? '').then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
      });
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, process.env['HUIYIN_HEALTH_HOST'] ?? '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async #answer(url: string): Promise<{ status: number; type: string; body: string }> {
    if (url === '/health/live') return { status: 200, type: 'application/json', body: '{"status":"ok"}' };
    if (url === '/metrics') return { status: 200, type: registry.contentType, body: await registry.metrics() };
    if (url !== '/health/ready') return { status: 404, type: 'text/plain', body: '' };
    const amiss = await this.readiness();
    const status = Object.keys(amiss).length === 0 ? 200 : 503;
    return {
      status,
      type: 'application/json',
      body: JSON.stringify({ status: status === 200 ? 'ok' : 'not-ready', amiss }),
    };
  }
}
