import { type ProblemCode } from './problem.js';

/** A class whose instances are payloads; its class-validator decorators are the only validation there is. */
export type PayloadClass<T extends object> = new () => T;

/** Who may be behind a call: a signed-in official, a citizen holding number and code, nobody known, or one of our services. */
export type ActorKind = 'official' | 'citizen' | 'anonymous' | 'service';

export interface RequestContract<
  I extends object = object,
  O extends object = object,
  P extends ProblemCode = ProblemCode,
> {
  readonly kind: 'request';
  /** `owner.order.vN`, as written in the declaration. */
  readonly name: string;
  readonly owner: string;
  /** NATS subject: `request.<owner>.<order>.vN`. */
  readonly subject: string;
  readonly input: PayloadClass<I>;
  readonly output: PayloadClass<O>;
  /** Refusals that this request may answer with, besides the general ones every request may. */
  readonly problems: readonly P[];
  /** Kinds of actors that are let in at all; what an official may do is decided by the policy table for `act`. */
  readonly actors: readonly ActorKind[];
  /** The act of `statute`'s policy table that an official needs; absent where being signed in is enough. */
  readonly act?: string;
  /** True when asking twice changes nothing, so that a caller may repeat it. */
  readonly isReading: boolean;
}

export interface EventContract<E extends object = object> {
  readonly kind: 'event';
  readonly name: string;
  readonly owner: string;
  /** NATS subject: `event.<owner>.<fact>.vN`. */
  readonly subject: string;
  readonly payload: PayloadClass<E>;
}

const grammar = /^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)\.v[1-9][0-9]*$/;

function ownerOf(name: string): string {
  if (!grammar.test(name)) throw new Error(`contract name "${name}" is not owner.fact-or-order.vN`);
  return name.slice(0, name.indexOf('.'));
}

interface RequestDeclaration<I extends object, O extends object, P extends ProblemCode> {
  input: PayloadClass<I>;
  output: PayloadClass<O>;
  problems?: readonly P[];
  actors?: readonly ActorKind[];
  act?: string;
  reading?: boolean;
}

/** Declares a request once; both sides are typed by it. `name` is `owner.imperative-order.vN`. */
export function request<I extends object, O extends object, const P extends ProblemCode = never>(
  name: string,
  declared: RequestDeclaration<I, O, P>,
): RequestContract<I, O, P> {
  return {
    kind: 'request',
    name,
    owner: ownerOf(name),
    subject: `request.${name}`,
    input: declared.input,
    output: declared.output,
    problems: declared.problems ?? [],
    actors: declared.actors ?? ['official'],
    ...(declared.act === undefined ? {} : { act: declared.act }),
    isReading: declared.reading ?? false,
  };
}

/** Declares an event once. `name` is `owner.past-fact.vN`. */
export function event<E extends object>(name: string, payload: PayloadClass<E>): EventContract<E> {
  return { kind: 'event', name, owner: ownerOf(name), subject: `event.${name}`, payload };
}

/** A passing notice without memory (live counters): lost when nobody listens, never a fact. */
export interface SignalContract<S extends object = object> {
  readonly kind: 'signal';
  readonly name: string;
  readonly owner: string;
  readonly subject: string;
  readonly payload: PayloadClass<S>;
}

export function signal<S extends object>(name: string, payload: PayloadClass<S>): SignalContract<S> {
  return { kind: 'signal', name, owner: ownerOf(name), subject: `signal.${name}`, payload };
}
