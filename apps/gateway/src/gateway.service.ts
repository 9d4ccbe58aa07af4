import { type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, type NestLog, type ServiceDefinition } from '@huiyin/service';
import { type AddressInfo } from 'node:net';
import { DoorAdapter } from './door/adapter.js';
import { furnish, newDoor } from './door/door.js';
import { registerHealth } from './door/health.routes.js';
import { listen } from './door/listening.js';
import { ownAddress } from './door/origin.js';
import { House } from './gateway.house.js';
import { limitsFrom } from './gateway.limits.js';
import { gatewayMigrations } from './gateway.migrations.js';
import { GatewayModule } from './gateway.module.js';
import { registerOpenApi } from './openapi/openapi.routes.js';
import { registerAssets } from './page/assets.js';
import { registerProblems } from './problem/problem.routes.js';
import { registerRoutes } from './route/route.registration.js';

/** Milliseconds for requests in flight at shutdown: the budget of an answer and a little. */
const shutdownPatience = 12_000;

/** The only public door. */
export const gatewayService: ServiceDefinition = {
  name: 'gateway',
  module: GatewayModule,
  tables: [],
  migrations: gatewayMigrations,
  create,
  opened,
};

async function create(root: Type | DynamicModule, log: NestLog): Promise<INestApplicationContext> {
  const mode = process.env['NODE_ENV'] === 'production' ? 'production' : 'demo';
  const door = newDoor(limitsFrom(process.env, mode), process.env['HUIYIN_TRUSTED_PROXIES']);
  const app = await NestFactory.create<NestFastifyApplication>(root, new DoorAdapter(door), {
    logger: log,
    abortOnError: false,
    bodyParser: false,
  });
  const house = app.get(House, { strict: false });
  const own = ownAddress(house.settings.publicUrl, house.settings.mode === 'production');
  await furnish(door, house, own);
  await registerRoutes(door, house, own);
  registerAssets(door);
  registerProblems(door);
  registerHealth(door, house, app.get(Database, { strict: false }));
  registerOpenApi(door);
  return app;
}

/** Listens on PORT (0 = any free one) of HUIYIN_HOST. @throws one clear sentence where that is not possible. */
async function opened(app: INestApplicationContext): Promise<() => Promise<void>> {
  const house = app.get(House, { strict: false });
  const door = (app as NestFastifyApplication).getHttpAdapter().getInstance();
  const port = Number(process.env['PORT'] ?? (house.settings.mode === 'test' ? 0 : 8080));
  const host = process.env['HUIYIN_HOST'] ?? '127.0.0.1';
  await listen(door, host, port);
  const { port: actual } = door.server.address() as AddressInfo;
  house.log.info({ what: 'listening', host, port: actual });
  return async () => {
    house.live.close();
    // What is in flight may finish; who only holds the line open is let go.
    const impatient = setTimeout(() => door.server.closeAllConnections(), shutdownPatience);
    await door.close();
    clearTimeout(impatient);
  };
}
