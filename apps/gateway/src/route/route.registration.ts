import multipartPlugin from '@fastify/multipart';
import { Problem } from '@huiyin/contracts';
import { localeOf } from '@huiyin/words';
import { type FastifyInstance } from 'fastify';
import { fileLimit, filesAtMost } from '../attachment/attachment.upload.js';
import { type OwnAddress } from '../door/origin.js';
import { type House } from '../gateway.house.js';
import { registerPages } from '../page/page.routes.js';
import { sendProblem } from '../problem/problem.answer.js';
import { RouteHandler } from './route.handler.js';
import { type Route } from './route.js';
import { routes } from './route.table.js';

const base = '/api/v1';

/** Puts every row of the table on the door, and answers for what is not there. Multipart is known only where files are taken. */
export async function registerRoutes(door: FastifyInstance, house: House, own: OwnAddress): Promise<void> {
  answerUnknown(door);
  for (const route of routes) if (route.takes === undefined) add(door, route, house, own);
  await door.register(async (within) => {
    await within.register(multipartPlugin, {
      limits: {
        fileSize: fileLimit,
        files: filesAtMost,
        fields: 30,
        parts: 50,
        fieldSize: 100_000,
        fieldNameSize: 100,
      },
      throwFileSizeLimit: false,
    });
    for (const route of routes) if (route.takes !== undefined) add(within, route, house, own);
    registerPages(within, house, own);
  });
}

function add(door: FastifyInstance, route: Route, house: House, own: OwnAddress): void {
  const { handle } = new RouteHandler(route, house, own);
  door.route({ method: route.method, url: base + route.path, exposeHeadRoute: false, handler: handle });
}

/** 404, or 405 where the address is known under another method. */
function answerUnknown(door: FastifyInstance): void {
  const patterns = routes.map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${base}${path.replace(/:[A-Za-z]+/g, '[^/]+')}$`),
  }));
  door.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const methods = [...new Set(patterns.filter((p) => p.pattern.test(path)).map((p) => p.method))];
    if (methods.length > 0) void reply.header('allow', methods.join(', '));
    const problem = new Problem(methods.length > 0 ? 'method-not-allowed' : 'route-not-found');
    sendProblem(reply, problem, localeOf(request.headers['accept-language']), request.id);
    return reply;
  });
}
