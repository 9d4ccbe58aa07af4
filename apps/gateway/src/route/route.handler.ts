import { context, SpanKind, trace } from '@opentelemetry/api';
import { type Locale, Problem, problemStatus } from '@huiyin/contracts';
import { type Actor, anonymous, type Bus, refusalOf } from '@huiyin/messaging';
import { localeOf } from '@huiyin/words';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { leaveUnread } from '../door/body.js';
import { httpSeconds } from '../door/http.metrics.js';
import { type OwnAddress, refuseCrossSite } from '../door/origin.js';
import { type House } from '../gateway.house.js';
import { problemOf } from '../problem/fastify.refusals.js';
import { sendProblem } from '../problem/problem.answer.js';
import { tokenOf } from '../session/session.cookie.js';
import { isWeak } from '../session/session.rules.js';
import { type Session } from '../session/session.table.js';
import { type Input, type InputReader, inputReader, keyOf } from './route.input.js';
import { type Asked, type Route } from './route.js';

const tracer = trace.getTracer('huiyin');

/** Serves one row of the table; everything that does not depend on the request is worked out here, once. */
export class RouteHandler {
  readonly #read: InputReader;
  readonly #name: string;
  readonly #etag: readonly string[] | undefined;

  constructor(
    private readonly route: Route,
    private readonly house: House,
    private readonly own: OwnAddress,
  ) {
    this.#read = inputReader(route);
    this.#name = `${route.method} ${route.path}`;
    this.#etag = route.etag?.split('.');
  }

  /** What Fastify calls. No trace of an outside caller is taken up: the span begins here. */
  readonly handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const began = performance.now();
    const span = tracer.startSpan(this.#name, { kind: SpanKind.SERVER, root: true });
    const locale = localeOf(request.headers['accept-language']);
    let outcome: number = this.route.success;
    let input: Input | undefined;
    this.house.inFlight++;
    try {
      if (this.house.inFlight > this.house.limits.inFlight) throw new Problem('overloaded', {}, [], 2);
      await context.with(trace.setSpan(context.active(), span), async () => {
        input = await this.#answer(request, reply, locale);
      });
    } catch (error) {
      outcome = this.#refuse(request, reply, error, locale, input ?? request.body);
    } finally {
      this.house.inFlight--;
      span.end();
      httpSeconds.observe({ route: this.#name, status: outcome }, (performance.now() - began) / 1000);
    }
    return reply;
  };

  async #answer(request: FastifyRequest, reply: FastifyReply, locale: Locale): Promise<Input> {
    const { route, house } = this;
    const shown = route.who === 'anyone' ? undefined : tokenOf(request);
    if (shown?.isFromCookie === true && route.method !== 'GET') refuseCrossSite(request, this.own, true);
    const session = shown === undefined ? undefined : await this.#session(shown.token);
    if (session === undefined && route.who === 'official') throw new Problem('not-signed-in');
    const idempotencyKey = keyOf(request, route.isKeyed);
    const input = this.#read(request);
    const altcha = takenOut(route, input);
    await this.#limit(request, session, altcha);
    const actor = actorOf(session);
    const asked: Asked = {
      request,
      reply,
      actor,
      session,
      requestId: request.id,
      locale,
      idempotencyKey,
      input,
      altcha,
      house,
      ask: asker(house, actor, request, idempotencyKey),
    };
    const answer = await route.work(asked);
    this.#send(reply, answer);
    return input;
  }

  async #session(token: string): Promise<Session> {
    const session = await this.house.sessions.find(token);
    if (session === undefined) throw new Problem('token-invalid');
    if (isWeak(session) && this.route.isForWeak !== true) throw new Problem('second-factor-not-enrolled');
    return session;
  }

  async #limit(request: FastifyRequest, session: Session | undefined, altcha: unknown): Promise<void> {
    const { abuse } = this.house;
    const { limit } = this.route;
    if (session !== undefined) return abuse.account(session.officialId);
    if (limit === 'submission') await abuse.submission(request.ip, altcha);
    else if (limit === 'sign-in') await abuse.signIn(request.ip);
    else if (limit === 'upload') await abuse.upload(request.ip);
  }

  #send(reply: FastifyReply, answer: object | undefined): void {
    const { success } = this.route;
    if (success === 204) void reply.code(204).send();
    // The work wrote its own answer: a paper, a file, a stream.
    if (answer === undefined) return;
    void reply.code(success);
    if (this.#etag !== undefined) {
      const version = at(answer, this.#etag);
      if (typeof version === 'number') void reply.header('etag', `"${version}"`);
    }
    if (this.route.location !== undefined) {
      const place = placeOf(this.route.location, answer);
      if (place !== undefined) void reply.header('location', place);
    }
    void reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer));
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, error: unknown, locale: Locale, input: unknown): number {
    const { log } = this.house;
    const problem = refusalOf(problemOf(error));
    if (this.route.takes !== undefined) leaveUnread(request, reply);
    if (problem.code === 'internal-error') log.error({ error, route: this.#name, requestId: request.id });
    if (reply.sent || reply.raw.headersSent) {
      // The head is out: the only honest sign left is a broken line.
      reply.raw.destroy();
      return problemStatus[problem.code];
    }
    sendProblem(reply, problem, locale, request.id, input);
    return problemStatus[problem.code];
  }
}

/** Asks as this request's actor, with its key, number, reason and what is left of its time. */
function asker(house: House, actor: Actor, request: FastifyRequest, idempotencyKey: string | undefined): Bus['ask'] {
  const began = Date.now();
  const reason = reasonOf(request);
  return (contract, input, options) =>
    house.bus.ask(contract, input, {
      for: actor,
      requestId: request.id,
      idempotencyKey,
      reason,
      budget: Math.max(1, house.limits.budgetMs - (Date.now() - began)),
      ...options,
    });
}

/** Why somebody looks (auditors must say): header `Reason`, percent-encoded UTF-8. */
function reasonOf(request: FastifyRequest): string | undefined {
  const header = request.headers['reason'];
  if (typeof header !== 'string' || header === '') return undefined;
  try {
    const reason = decodeURIComponent(header);
    if (reason.length >= 2 && reason.length <= 500 && reason.isWellFormed()) return reason;
  } catch {
    // told below
  }
  throw new Problem('validation-failed', {}, [{ field: 'Reason', rule: 'isPlainText' }]);
}

/** Proof of work travels beside the order and is no part of it. */
function takenOut(route: Route, input: Input): unknown {
  if (route.limit !== 'submission' && route.limit !== 'opening') return undefined;
  const { altcha } = input;
  delete input['altcha'];
  return altcha;
}

function actorOf(session: Session | undefined): Actor {
  if (session === undefined) return anonymous;
  const { officialId, sessionId, authzVersion, steppedUpAt } = session;
  return {
    kind: 'official',
    id: officialId,
    session: sessionId,
    authzVersion,
    ...(steppedUpAt === null ? {} : { steppedUpAt: Math.floor(steppedUpAt.getTime() / 1000) }),
  };
}

function at(answer: object, path: readonly string[]): unknown {
  let value: unknown = answer;
  for (const step of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  return value;
}

function placeOf(pattern: string, answer: object): string | undefined {
  let isWhole = true;
  const place = pattern.replace(/:([A-Za-z.]+)/g, (_, path: string) => {
    const value = at(answer, path.split('.'));
    if (value === undefined) isWhole = false;
    return encodeURIComponent(String(value));
  });
  return isWhole ? `/api/v1${place}` : undefined;
}
