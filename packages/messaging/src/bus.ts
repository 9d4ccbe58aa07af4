import { randomUUID } from 'node:crypto';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type Msg, type NatsConnection } from '@nats-io/nats-core';
import { generalProblems, Problem, readPayload, type RequestContract, type SignalContract } from '@huiyin/contracts';
import { type Actor, type Call, type Meta, serviceActor } from './actor.js';
import { type ActorTokens } from './actor-token.js';
import { Breakers } from './breakers.js';
import { type LocalLine } from './local-line.js';
import { isGone, refusalOf } from './line-failure.js';
import {
  type Answer,
  defaultBudget,
  header,
  headersOf,
  metaOf,
  plainProblem,
  readJson,
  unpack,
} from './message-form.js';

type Handler = (input: object, call: Call) => Promise<object>;

/** Decides whether the actor of a call may make it at all; throws a Problem if not. */
export type Admission = (contract: RequestContract, call: Call) => Promise<void>;

/** Told of every answered request: contract, seconds, and the problem code or `ok`. */
export type Observer = (contract: string, seconds: number, outcome: string) => void;

export interface BusOptions {
  readonly service: string;
  readonly tokens: ActorTokens;
  readonly local: LocalLine;
  /** Absent only where every owner lives in this process. */
  readonly nats?: () => NatsConnection | undefined;
  readonly admit: Admission;
  readonly observe?: Observer;
  /** Hears of faults (never of refusals). */
  readonly report: (error: unknown, contract: string) => void;
}

interface AskOptions {
  /** For whom: the call being answered, or an actor (gateway only), else the service itself. */
  readonly for?: Call | Actor;
  readonly requestId?: string;
  readonly idempotencyKey?: string | undefined;
  /** Why, where the policy table asks for it. */
  readonly reason?: string | undefined;
  /** Milliseconds to wait at most; 5,000 unless told. */
  readonly budget?: number;
}

const tracer = trace.getTracer('huiyin');
const general = new Set<string>(generalProblems);

/** The request side of the bus: `serve` answers, `ask` asks. The same checks hold whether the owner is in this process or elsewhere. */
export class Bus {
  readonly #breakers = new Breakers();
  readonly #pending = new Set<() => void>();
  readonly #served = new Map<string, { contract: RequestContract; handler: Handler }>();
  readonly #listeners = new Map<string, { contract: SignalContract; listener: (payload: object) => void }>();

  constructor(private readonly options: BusOptions) {
    options.local.join(options.service);
  }

  /** Registers the one handler of a request that this service owns. */
  serve<I extends object, O extends object>(
    contract: RequestContract<I, O>,
    handler: (input: I, call: Call) => Promise<O>,
  ): void {
    if (this.#served.has(contract.subject)) throw new Error(`two handlers for ${contract.name}`);
    const entry = { contract: contract as unknown as RequestContract, handler: handler as unknown as Handler };
    this.#served.set(contract.subject, entry);
    this.options.local.offer(contract.subject, (input, token, meta) =>
      this.#answer(entry.contract, entry.handler, input, token, meta),
    );
  }

  listen<S extends object>(contract: SignalContract<S>, listener: (payload: S) => void): void {
    const heard = listener as (payload: object) => void;
    this.#listeners.set(contract.subject, { contract: contract as unknown as SignalContract, listener: heard });
    this.options.local.hear(contract.subject, heard);
  }

  /** Tells whoever listens now; lost otherwise. */
  signal<S extends object>(contract: SignalContract<S>, payload: S): void {
    this.options.local.tell(contract.subject, payload);
    const nats = this.options.nats?.();
    if (nats !== undefined && !nats.isClosed()) nats.publish(contract.subject, JSON.stringify(payload));
  }

  /** Subscribes everything served and heard; call again for each new connection. */
  attach(nats: NatsConnection): void {
    for (const { contract, handler } of this.#served.values()) {
      nats.subscribe(contract.subject, {
        queue: this.options.service,
        callback: (error, message) => {
          if (error !== null) this.options.report(error, contract.name);
          else void this.#answerMessage(contract, handler, message);
        },
      });
    }
    for (const { contract, listener } of this.#listeners.values()) {
      if (this.options.local.has(contract.owner)) continue;
      nats.subscribe(contract.subject, {
        callback: (error, message) => {
          if (error === null) listener(message.json<object>());
        },
      });
    }
  }

  /**
   * Asks the owner and waits for the answer.
   * @throws Problem as listed by the contract, or a general one (`bus-unavailable` within a second when the line is down, `too-slow` after the budget).
   */
  async ask<I extends object, O extends object>(
    contract: RequestContract<I, O>,
    input: I,
    options: AskOptions = {},
  ): Promise<O> {
    const asked = contract as unknown as RequestContract;
    const token = await this.#tokenFor(asked, options.for);
    const meta: Meta = {
      requestId: options.requestId ?? (isCall(options.for) ? options.for.requestId : randomUUID()),
      deadlineAt: Date.now() + (options.budget ?? defaultBudget),
      ...(options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey }),
      ...(options.reason === undefined ? {} : { reason: options.reason }),
    };
    const local = this.options.local.find(contract.subject);
    if (local !== undefined) return (await within(meta.deadlineAt, local(input, token, meta))) as O;
    return (await this.#breakers.of(contract.owner, () => this.#askAway(asked, input, token, meta))) as O;
  }

  async #tokenFor(contract: RequestContract, forWhom: Call | Actor | undefined): Promise<string> {
    const { service, tokens } = this.options;
    if (forWhom === undefined) return tokens.mint(serviceActor(service, 'own'), contract.owner, contract.subject);
    if (!isCall(forWhom)) return tokens.mint(forWhom, contract.owner, contract.subject);
    return tokens.mint(serviceActor(service, 'passed-on'), contract.owner, contract.subject, forWhom.token);
  }

  async #askAway(contract: RequestContract, input: object, token: string, meta: Meta): Promise<object> {
    const nats = this.options.nats?.();
    if (nats === undefined || nats.isClosed()) throw new Problem('bus-unavailable', {}, [], 2);
    return tracer.startActiveSpan(`ask ${contract.name}`, { kind: SpanKind.CLIENT }, async (span) => {
      try {
        const timeout = Math.max(1, meta.deadlineAt - Date.now());
        const asking = nats.request(contract.subject, JSON.stringify(input), {
          timeout,
          headers: headersOf(token, meta),
        });
        const reply = await this.#unlessLost(asking);
        return unpack(reply.json<Answer>());
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw refusalOf(error);
      } finally {
        span.end();
      }
    });
  }

  /** The line fell: what was asked over it will not be answered, and nobody waits out the budget for it. */
  lost(): void {
    for (const giveUp of this.#pending) giveUp();
    this.#pending.clear();
  }

  async #unlessLost<T>(asking: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = () => reject(new Problem('bus-unavailable', {}, [], 2));
      this.#pending.add(giveUp);
      asking.then(resolve, reject).finally(() => this.#pending.delete(giveUp));
    });
  }

  async #answerMessage(contract: RequestContract, handler: Handler, message: Msg): Promise<void> {
    const token = message.headers?.get(header.actor) ?? '';
    const carrier = { traceparent: message.headers?.get('traceparent') ?? '' };
    const answer = await context.with(propagation.extract(context.active(), carrier), async (): Promise<Answer> => {
      try {
        return { ok: await this.#answer(contract, handler, readJson(message), token, metaOf(message.headers)) };
      } catch (error) {
        return plainProblem(refusalOf(error));
      }
    });
    try {
      message.respond(JSON.stringify(answer));
    } catch (error) {
      // Larger than a message may be, or not JSON: whoever asked must not wait for nothing.
      this.options.report(error, contract.name);
      if (!isGone(error)) message.respond(JSON.stringify(plainProblem(new Problem('internal-error'))));
    }
  }

  /** Identity, admission, validation, handler: the same for both lines. Throws nothing but listed Problems. */
  async #answer(
    contract: RequestContract,
    handler: Handler,
    input: unknown,
    token: string,
    meta: Meta,
  ): Promise<object> {
    const began = performance.now();
    let outcome = 'ok';
    try {
      const { actor, via } = await this.options.tokens.verify(token, contract.owner, contract.subject);
      const call: Call = { actor, token, ...meta, ...(via === undefined ? {} : { via }) };
      if (!contract.actors.includes(actor.kind)) {
        throw new Problem(actor.kind === 'anonymous' ? 'not-signed-in' : 'act-not-allowed');
      }
      await this.options.admit(contract, call);
      const payload = readPayload(contract.input, input);
      return await tracer.startActiveSpan(contract.name, { kind: SpanKind.SERVER }, async (span) => {
        try {
          return await handler(payload, call);
        } finally {
          span.end();
        }
      });
    } catch (error) {
      const problem = this.#listed(contract, error);
      outcome = problem.code;
      throw problem;
    } finally {
      this.options.observe?.(contract.name, (performance.now() - began) / 1000, outcome);
    }
  }

  #listed(contract: RequestContract, error: unknown): Problem {
    const problem = refusalOf(error);
    if (problem.code !== 'internal-error' && (general.has(problem.code) || contract.problems.includes(problem.code)))
      return problem;
    this.options.report(error, contract.name);
    return new Problem('internal-error');
  }
}

/** In one process nobody but the asker keeps the time. @throws Problem `too-slow`; the work itself goes on to its end. */
async function within<T>(deadlineAt: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem('too-slow', {}, [], 2)), Math.max(1, deadlineAt - Date.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isCall(value: Call | Actor | undefined): value is Call {
  return value !== undefined && 'token' in value;
}
