import { type ActorKind } from '@huiyin/contracts';

/** Who acts. Carried by a signed token on every message; a service never believes a plain field. */
export interface Actor {
  readonly kind: ActorKind;
  /** Official's id, the citizen's matter id, the service's name, or empty for nobody known. */
  readonly id: string;
  readonly session?: string;
  /** Version of the rights that the session was opened with. */
  readonly authzVersion?: number;
  /** Second factor proved at this epoch second within the session. */
  readonly steppedUpAt?: number;
  /** For a service acting by itself: the rule or job that fired. */
  readonly rule?: string;
}

export const anonymous: Actor = { kind: 'anonymous', id: '' };

export function serviceActor(name: string, rule: string): Actor {
  return { kind: 'service', id: name, rule };
}

/** What travels with a request besides its payload. */
export interface Call {
  readonly actor: Actor;
  /** The service that asked on the actor's behalf, if not the gateway. */
  readonly via?: string;
  readonly token: string;
  readonly requestId: string;
  /** Chosen by the client for a write, so that asking again changes nothing. */
  readonly idempotencyKey?: string;
  /** Why somebody looks, where the policy table asks for a reason (auditors). Written to the audit. */
  readonly reason?: string;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineAt: number;
}

/** What travels beside token and payload. */
export type Meta = Pick<Call, 'requestId' | 'deadlineAt' | 'idempotencyKey' | 'reason'>;
