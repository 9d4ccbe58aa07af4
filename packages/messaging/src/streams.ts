import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  ReplayPolicy,
  RetentionPolicy,
  StorageType,
  JetStreamApiError,
  type StreamInfo,
} from '@nats-io/jetstream';
import { type EventContract } from '@huiyin/contracts';

const second = 1_000_000_000;

/** The stream that holds a service's events. */
export function streamOf(owner: string): string {
  return `EVENT_${owner.toUpperCase()}`;
}

/** Largest number of bytes a stream may hold, so that it never fills the database's disk; the outbox holds everything anyway. */
const maxStreamBytes = 4 * 1024 ** 3;

/** Makes a service's own stream if it is not there. @returns its state, and whether it was just made. */
export async function ensureStream(
  manager: JetStreamManager,
  owner: string,
): Promise<{ info: StreamInfo; isNew: boolean }> {
  const name = streamOf(owner);
  try {
    return { info: await manager.streams.info(name), isNew: false };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const info = await manager.streams.add({
    name,
    subjects: [`event.${owner}.>`],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_bytes: maxStreamBytes,
    max_age: 30 * 24 * 3600 * second,
    duplicate_window: 120 * second,
    deny_delete: true,
    deny_purge: true,
  });
  return { info, isNew: true };
}

/** Makes a reader's durable consumer on another's stream, with exactly the subjects that it reads. */
export async function ensureConsumer(
  manager: JetStreamManager,
  owner: string,
  reader: string,
  contracts: readonly EventContract[],
): Promise<void> {
  await manager.consumers.add(streamOf(owner), {
    durable_name: reader,
    ack_policy: AckPolicy.Explicit,
    ack_wait: 30 * second,
    deliver_policy: DeliverPolicy.All,
    replay_policy: ReplayPolicy.Instant,
    max_ack_pending: 2_000,
    max_deliver: -1,
    filter_subjects: contracts.map((c) => c.subject),
  });
}

export function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.status === 404;
}
