import { type Locale, type PayloadClass, type ProblemCode, type RequestContract } from '@huiyin/contracts';
import { type Actor, type Bus } from '@huiyin/messaging';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type House } from '../gateway.house.js';
import { fieldsOf } from './payload.fields.js';
import { type Session } from '../session/session.table.js';

/** `anyone`: always asked as nobody known; `either`: as an official where a session is shown; `official`: only with one. */
export type Who = 'anyone' | 'either' | 'official';

/** One HTTP request on its way to the owner. */
export interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly actor: Actor;
  readonly session: Session | undefined;
  readonly requestId: string;
  readonly locale: Locale;
  readonly idempotencyKey: string | undefined;
  /** Path, query, body and `If-Match` put together as the contract's input; checked by the owner, not here. */
  readonly input: Record<string, unknown>;
  /** A solved proof of work, where the route may ask for one. */
  readonly altcha: unknown;
  readonly house: House;
  /** Asks an owner as this request's actor. */
  readonly ask: Bus['ask'];
}

/** What goes out: an object as JSON; or, where the work wrote to the reply itself, nothing. */
export type Work = (asked: Asked) => Promise<object | undefined>;

/** A route is a row. One handler serves all of them; documents and tests are made from them. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/api/v1`, with `:params` named as the contract's fields. */
  readonly path: string;
  readonly tag: string;
  /** One English sentence for the OpenAPI document. */
  readonly summary: string;
  readonly who: Who;
  /** The contracts it asks, the main one first. */
  readonly contracts: readonly RequestContract[];
  /** Fields come from these; absent where there is no input. */
  readonly input?: PayloadClass<object> | undefined;
  readonly answer?: PayloadClass<object> | undefined;
  /** Media types other than JSON that it can answer or take. */
  readonly gives?: readonly string[];
  readonly takes?: 'multipart/form-data';
  readonly success: 200 | 201 | 204;
  /** Needs `Idempotency-Key`. */
  readonly isKeyed: boolean;
  /** Needs `If-Match`, which becomes `expectedVersion`. */
  readonly isChange: boolean;
  /** Where in the answer the version for `ETag` is, such as `version` or `unit.version`. */
  readonly etag?: string | undefined;
  /** Where a created thing can be read, with `:names` taken from the answer. */
  readonly location?: string | undefined;
  readonly limit?: 'submission' | 'opening' | 'sign-in' | 'upload' | undefined;
  /** Open to a session that still lacks its second factor. */
  readonly isForWeak?: boolean;
  readonly problems?: readonly ProblemCode[];
  readonly work: Work;
}

type Told = Pick<Route, 'method' | 'path' | 'summary'> & Partial<Route>;

/** A route that asks one contract and gives its answer. */
export function asking<I extends object, O extends object>(contract: RequestContract<I, O>, told: Told): Route {
  const isOfficial = !contract.actors.includes('anonymous');
  return {
    tag: contract.owner,
    who: isOfficial ? 'official' : contract.actors.includes('official') ? 'either' : 'anyone',
    contracts: [contract as unknown as RequestContract],
    input: contract.input,
    answer: contract.output,
    success: 200,
    isKeyed: told.method === 'POST' && !contract.isReading,
    isChange: false,
    work: (asked) => asked.ask(contract, asked.input as I),
    ...told,
  };
}

/**
 * Maker of routes for the orders on one kind of thing, at `place`: each adds its own name, names the version that the caller saw, and is
 * told the new one.
 */
export function ordersOn(tag: string, place: string) {
  return <I extends object, O extends object>(contract: RequestContract<I, O>, order: string, summary: string): Route =>
    asking(contract, { method: 'POST', path: `${place}/${order}`, tag, summary, isChange: true, etag: 'version' });
}

/** A route put together from several contracts, or answered by the gateway itself. */
export function composed(told: Told & Pick<Route, 'tag' | 'who' | 'contracts' | 'work'>): Route {
  return { success: 200, isKeyed: false, isChange: false, ...told };
}

/** Names of the path parameters of a route. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? '');
}

/** Fields that the query may hold: those of the input that the path does not give, on reading routes. */
export function queryFields(route: Route): string[] {
  if (route.method !== 'GET' || route.input === undefined) return [];
  const inPath = new Set(pathParams(route.path));
  return fieldsOf(route.input).filter((field) => !inPath.has(field));
}

/** Fields that a body must not hold because the path or a header gives them. */
export function givenOutsideBody(route: Route): string[] {
  return [...pathParams(route.path), ...(route.isChange ? ['expectedVersion'] : [])];
}
