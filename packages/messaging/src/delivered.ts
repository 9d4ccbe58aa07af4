import { type JsMsg } from '@nats-io/jetstream';
import { type EventContract, readPayload } from '@huiyin/contracts';

/** An event as a reader gets it. */
export interface Delivered {
  readonly eventId: string;
  readonly name: string;
  readonly payload: object;
  readonly matterId?: string | undefined;
  readonly version?: number | undefined;
}

/** True, and typed, when a delivered event is of this contract. */
export function isOf<E extends object>(
  delivered: Delivered,
  contract: EventContract<E>,
): delivered is Delivered & { payload: E } {
  return delivered.name === contract.name;
}

// Several readers in one process get the same event: it is checked against its contract once. Payloads are read, never changed.
const checked = new Map<string, object>();
const mostChecked = 4_000;

/**
 * `plain` is asked for only when this event was not checked before in this process.
 * @throws when the payload is not what the contract says, or the message bears no id.
 */
export function readDelivered(
  contracts: ReadonlyMap<string, EventContract>,
  name: string,
  eventId: string,
  plain: () => unknown,
): Delivered {
  const contract = contracts.get(name);
  if (contract === undefined) throw new Error(`no contract ${name}`);
  if (!isEventId(eventId)) throw new Error('event without id');
  const payload = checked.get(eventId) ?? readPayload(contract.payload, plain());
  if (!(payload instanceof contract.payload)) throw new Error(`event ${eventId} came before under another name`);
  if (checked.size >= mostChecked) checked.clear();
  checked.set(eventId, payload);
  const { matterId, version } = payload as { matterId?: string; version?: number };
  return { eventId, name, payload, matterId, version: matterId === undefined ? undefined : version };
}

export function isEventId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

export function nameOf(message: JsMsg): string {
  return message.subject.slice('event.'.length);
}

export function idOf(message: JsMsg): string {
  return (message.headers?.get('Nats-Msg-Id') ?? '').toLowerCase();
}
