import { type Database, registry } from '@huiyin/service';
import { type FastifyInstance } from 'fastify';
import { type House } from '../gateway.house.js';

/** Outside one only learns ok or not; why is told at the internal door. Metrics are open here only where nobody's data is at stake. */
export function registerHealth(door: FastifyInstance, house: House, database: Database): void {
  door.get('/health/live', async (_, reply) => reply.send({ status: 'ok' }));
  door.get('/health/ready', async (_, reply) => {
    const isReady = house.units.isKnown && (await database.isAnswering());
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'not-ready' });
  });
  if (house.settings.mode !== 'production') {
    door.get('/metrics', async (_, reply) =>
      reply.header('content-type', registry.contentType).send(await registry.metrics()),
    );
  }
}
