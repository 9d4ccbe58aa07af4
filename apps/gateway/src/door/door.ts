import { Problem } from '@huiyin/contracts';
import { localeOf } from '@huiyin/words';
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { type House } from '../gateway.house.js';
import { type Limits } from '../gateway.limits.js';
import { problemOf } from '../problem/fastify.refusals.js';
import { sendProblem } from '../problem/problem.answer.js';
import { bodyLimit, jsonOf } from './body.js';
import { type OwnAddress, refuseDoubleHeaders, refuseForeignHost } from './origin.js';
import { shed } from './shedding.js';

/** Milliseconds: for the whole of a request to come in (files over a weak line), for its head, and for an idle line to stay. */
const patience = { request: 300_000, head: 15_000, idle: 30_000 } as const;

/** A Fastify instance that answers everything unknown with a problem. */
export function newDoor(limits: Limits, trustedProxies: string | undefined): FastifyInstance {
  const door = fastify({
    logger: false,
    bodyLimit,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.idle,
    trustProxy:
      trustedProxies === undefined || trustedProxies === '' ? false : trustedProxies.split(',').map((p) => p.trim()),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    frameworkErrors: (error, request, reply) => answerError(error, request, reply as FastifyReply),
    clientErrorHandler: (error, socket) => {
      if ((error as NodeJS.ErrnoException).code === 'ECONNRESET' || !socket.writable) return socket.destroy();
      const status =
        (error as NodeJS.ErrnoException).code === 'HPE_HEADER_OVERFLOW'
          ? '431 Request Header Fields Too Large'
          : '400 Bad Request';
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    },
  });
  door.server.maxConnections = limits.connections;
  door.server.headersTimeout = patience.head;
  door.removeAllContentTypeParsers();
  door.addContentTypeParser(
    /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i,
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, bytes: string | Buffer) => jsonOf(bytes as Buffer),
  );
  return door;
}

function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, problemOf(error), localeOf(request.headers['accept-language']), request.id);
}

/** Headers, shedding, host and origin, error and 404 answers: what holds for every route. */
export async function furnish(door: FastifyInstance, house: House, own: OwnAddress): Promise<void> {
  const guards = guardsFor(own);
  door.addHook('onRequest', (_request, reply, next) => {
    void reply.headers(guards);
    next();
  });
  await shed(door, house.limits);
  door.addHook('onRequest', async (request, reply) => {
    refuseForeignHost(request, own);
    if (request.method !== 'GET') refuseDoubleHeaders(request);
    void reply
      .header('request-id', request.id)
      .header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    if (!request.url.startsWith('/assets/')) void reply.header('cache-control', 'no-store');
  });
  door.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (!(problem instanceof Problem)) house.log.error({ error, requestId: request.id, what: 'door' });
    answerError(problem as Error, request, reply);
    return reply;
  });
}

/** Helmet's headers, written once on an answer that goes nowhere: they are the same for every request. */
function guardsFor(own: OwnAddress): Record<string, string> {
  const written = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(guarding(own))(written.req, written, (refused) => {
    if (refused !== undefined) throw refused as Error;
  });
  return Object.fromEntries(Object.entries(written.getHeaders()).map(([name, value]) => [name, String(value)]));
}

function guarding(own: OwnAddress): HelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    strictTransportSecurity: own.origin.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  };
}
