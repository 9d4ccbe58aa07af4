import { randomUUID } from 'node:crypto';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection } from '@nats-io/nats-core';
import {
  assignmentEventsSince,
  authority,
  directory,
  intakeEventsSince,
  type QueuesChanged,
  queuesChanged,
  type ServiceName,
  type StoredEvent,
} from '@huiyin/contracts';
import { type Actor, type Bus, ensureStream, NatsLine } from '@huiyin/messaging';
import { type TestSystem } from '@huiyin/testing';
import { type Fact } from './life.js';

interface Post {
  readonly role: string;
  readonly unitId: number;
  readonly subtree?: readonly number[];
  readonly area?: readonly number[];
}

/** Intake, accountability and organisation next door, answered by contract; what they publish goes over the real streams. */
export class Neighbours {
  readonly #posts = new Map<string, readonly Post[]>();
  readonly #log = new Map<string, StoredEvent[]>();
  readonly #lines = new Map<string, NatsLine>();

  /** Who hears whose queues changed. */
  readonly ears: ((signal: QueuesChanged) => void)[] = [];

  readonly answer = (as: (service: ServiceName) => Bus): void => {
    as('gateway').listen(queuesChanged, (signal) => this.ears.forEach((ear) => ear(signal)));
    as('organisation').serve(directory, async () => ({ version: 1, units: [] }));
    as('organisation').serve(authority, async ({ officialId }) => ({
      officialId,
      name: '某某',
      isEnabled: true,
      authzVersion: 1,
      hasAccusationClearance: false,
      posts: (this.#posts.get(officialId) ?? []).map((post) => ({
        postId: randomUUID(),
        role: post.role,
        unitId: post.unitId,
        subtree: [...(post.subtree ?? [post.unitId])],
        ...(post.area === undefined ? {} : { area: [...post.area] }),
      })),
    }));
    const since = (owner: string) => async (wanted: { matterId: string; afterVersion: number }) => ({
      events: (this.#log.get(`${owner}/${wanted.matterId}`) ?? []).filter((e) => e.version > wanted.afterVersion),
    });
    as('intake').serve(intakeEventsSince, since('intake'));
    as('assignment').serve(assignmentEventsSince, since('assignment'));
  };

  official(...posts: Post[]): Actor & { id: string } {
    return this.officialOf(randomUUID(), ...posts);
  }
  officialOf(id: string, ...posts: Post[]): Actor & { id: string } {
    this.#posts.set(id, posts);
    return { kind: 'official', id, authzVersion: 1 };
  }

  async start(system: TestSystem): Promise<void> {
    for (const service of ['intake', 'assignment', 'accountability'] as const) {
      const { nats, secret } = system.settings(service);
      const line = new NatsLine({ url: nats.url, user: service, password: secret(`nats-${service}`) }, () => undefined);
      line.start();
      this.#lines.set(service, line);
      await ensureStream(await jetstreamManager(await this.#connection(service), { checkAPI: false }), service);
    }
  }

  async stop(): Promise<void> {
    for (const line of this.#lines.values()) await line.stop();
  }

  /** The owner's own log: what a reader gets when it asks for what it missed. */
  record(facts: readonly Fact[]): void {
    for (const { id, contract, payload } of facts) {
      const { matterId, version } = payload as { matterId?: string; version?: number };
      if (matterId === undefined || version === undefined) continue;
      const log = `${contract.owner}/${matterId}`;
      const entry = { eventId: id, name: contract.name, version, payload };
      this.#log.set(
        log,
        [...(this.#log.get(log) ?? []), entry].toSorted((a, b) => a.version - b.version),
      );
    }
  }

  /** Puts facts into the streams in this order. */
  async publish(facts: readonly Fact[]): Promise<void> {
    for (const { id, contract, payload } of facts) {
      const connection = await this.#connection(contract.owner);
      await jetstream(connection).publish(contract.subject, JSON.stringify(payload), { msgID: id });
    }
  }

  async #connection(owner: string): Promise<NatsConnection> {
    for (;;) {
      const connection = this.#lines.get(owner)?.current();
      if (connection !== undefined) return connection;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
