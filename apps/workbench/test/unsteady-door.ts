import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

export type Mishap = 'cut' | 'answer-lost' | 'overloaded' | 'too-many';

/** Stands before the real door and breaks things: each petition meets the mishaps in turn before its answer comes through. */
export class UnsteadyDoor {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async before(gatewayUrl: string, mishaps: readonly Mishap[]): Promise<UnsteadyDoor> {
    const met = new Map<string, number>();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const key = String(request.headers['idempotency-key']);
        const mishap = request.method === 'POST' ? mishaps[met.get(key) ?? 0] : undefined;
        met.set(key, (met.get(key) ?? 0) + 1);
        if (mishap === 'cut') return void request.socket.destroy();
        if (mishap === 'overloaded') return void response.writeHead(503, { 'retry-after': '0' }).end();
        if (mishap === 'too-many') return void response.writeHead(429, { 'retry-after': '0' }).end();
        void pass(gatewayUrl, request, Buffer.concat(chunks)).then(({ status, text }) => {
          if (mishap === 'answer-lost') request.socket.destroy();
          else response.writeHead(status).end(text);
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new UnsteadyDoor(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function pass(gatewayUrl: string, request: { method?: string; url?: string; headers: object }, body: Buffer) {
  const { 'content-type': type, 'idempotency-key': key } = request.headers as Record<string, string>;
  const answer = await fetch(gatewayUrl + (request.url ?? ''), {
    method: request.method ?? 'GET',
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    headers: { ...(type ? { 'content-type': type } : {}), ...(key ? { 'idempotency-key': key } : {}) },
  });
  return { status: answer.status, text: await answer.text() };
}
