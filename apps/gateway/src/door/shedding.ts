import underPressurePlugin from '@fastify/under-pressure';
import { Problem } from '@huiyin/contracts';
import { localeOf } from '@huiyin/words';
import { type FastifyInstance } from 'fastify';
import { type Limits } from '../gateway.limits.js';
import { sendProblem } from '../problem/problem.answer.js';

/** Milliseconds over which the event loop's delay is measured, at least. */
const shortestWindow = 1_000;

/** Refuses with `overloaded` while the event loop is late by more than the limit; whether the process lives is always told. */
export async function shed(door: FastifyInstance, { loopDelayMs }: Pick<Limits, 'loopDelayMs'>): Promise<void> {
  await door.register(underPressurePlugin, {
    maxEventLoopDelay: loopDelayMs,
    // A window in which the loop turned less than twice counts as an endless delay. Shorter than the limit, it would
    // turn people away for a standstill that the limit allows.
    sampleInterval: Math.max(shortestWindow, loopDelayMs),
    pressureHandler: (request, reply) => {
      if (request.url === '/health/live') return;
      sendProblem(
        reply,
        new Problem('overloaded', {}, [], 3),
        localeOf(request.headers['accept-language']),
        request.id,
      );
    },
  });
}
