import { type DiscoveryService } from '@nestjs/core';
import { type EntityManager } from 'typeorm';
import { ownersOf, type RequestContract } from '@huiyin/contracts';
import { type Bus, type Call, type EventHandling } from '@huiyin/messaging';

const marks = new WeakMap<object, { method: string; contract: RequestContract }[]>();
const readers = new WeakSet<object>();

type Answers<I, O> = (input: I, call: Call) => Promise<O>;

/** Marks the one method that answers a request. A wrong input or answer type does not compile. */
export function OnRequest<I extends object, O extends object>(contract: RequestContract<I, O>) {
  return (target: object, method: string, _descriptor: { value?: Answers<I, O> }): void => {
    marks.set(target, [...(marks.get(target) ?? []), { method, contract: contract as unknown as RequestContract }]);
  };
}

/** Marks a provider that reads another's events (or its own). */
export function ReadsEvents(): ClassDecorator {
  return (target) => void readers.add(target);
}

/** Hands every marked method to the bus. @throws when a request of this service has no handler, or two, or a foreign one. */
export function bindRequests(discovery: DiscoveryService, bus: Bus, service: string): void {
  const bound = new Map<string, string>();
  for (const { instance } of discovery.getProviders()) {
    if (typeof instance !== 'object' || instance === null) continue;
    for (const { method, contract } of marks.get(Object.getPrototypeOf(instance) as object) ?? []) {
      const place = `${(instance as object).constructor.name}.${method}`;
      const other = bound.get(contract.name);
      if (other !== undefined) throw new Error(`${contract.name} has two handlers: ${other} and ${place}`);
      if (contract.owner !== service)
        throw new Error(`${place} answers ${contract.name}, which ${contract.owner} owns`);
      bound.set(contract.name, place);
      const answers = (instance as Record<string, Answers<object, object>>)[method];
      if (answers === undefined) throw new Error(`${place} is not there`);
      bus.serve(contract, answers.bind(instance));
    }
  }
  const missing = ownersOf(service).requests.filter((c) => !bound.has(c.name));
  if (missing.length > 0) throw new Error(`${service} has no handler for ${missing.map((c) => c.name).join(', ')}`);
}

/** The readers of events in a service. @throws when two read the same owner: there is one durable consumer for each. */
export function eventHandlings(discovery: DiscoveryService): EventHandling<EntityManager>[] {
  const found: EventHandling<EntityManager>[] = [];
  for (const { instance, metatype } of discovery.getProviders()) {
    if (typeof metatype !== 'function' || !readers.has(metatype) || typeof instance !== 'object') continue;
    const handling = instance as EventHandling<EntityManager>;
    if (found.some((f) => f.owner === handling.owner))
      throw new Error(`two readers of ${handling.owner} in one service`);
    found.push(handling);
  }
  return found;
}
