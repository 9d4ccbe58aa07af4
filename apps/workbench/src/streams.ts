import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JetStreamApiError, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { lines, services, type ServiceName } from '@huiyin/contracts';
import { streamOf } from '@huiyin/messaging';
import { briefly, Refusal } from './refusal.js';

/** The events of `owner` that `reader` takes: what its durable consumer on the stream asks for. */
export interface Subscription {
  readonly owner: ServiceName;
  readonly reader: ServiceName;
  readonly names: readonly string[];
}

export interface StoredMessage {
  readonly id: string;
  readonly payload: Record<string, unknown>;
}

const user = 'workbench';
/** Questions on their way at the same time: each message is one. */
const width = 256;

/** Reads event streams as a user who may look and change nothing, not even make a consumer. */
export class Streams {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
  ) {}

  /** @throws Refusal when NATS does not answer or does not know the user. */
  static async open(natsUrl: string, secretsFolder: string): Promise<Streams> {
    try {
      const pass = readFileSync(join(secretsFolder, `nats-${user}`), 'utf8').trim();
      const connection = await connect({
        servers: [natsUrl],
        user,
        pass,
        name: user,
        inboxPrefix: `_INBOX.${user}`,
        timeout: 3_000,
        maxReconnectAttempts: 20,
      });
      return new Streams(connection, await jetstreamManager(connection, { checkAPI: false, timeout: 10_000 }));
    } catch (error) {
      throw new Refusal(`NATS does not answer (${briefly(error)}): is Huiyin running?`);
    }
  }

  /** Who reads what. A line that may be read and is not is missing here. */
  async subscriptions(): Promise<Subscription[]> {
    const pairs = services.flatMap((reader) => lines[reader].reads.map((owner) => ({ owner, reader })));
    const found = await Promise.all(pairs.map(async (pair) => ({ ...pair, names: await this.#namesOf(pair) })));
    return found.filter((subscription) => subscription.names.length > 0);
  }

  async #namesOf({ owner, reader }: { owner: string; reader: string }): Promise<string[]> {
    try {
      const { config } = await this.manager.consumers.info(streamOf(owner), reader);
      const subjects = config.filter_subjects ?? (config.filter_subject === undefined ? [] : [config.filter_subject]);
      return subjects.map((subject) => subject.slice('event.'.length));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** Every stored event of one name, oldest first. */
  async *events(owner: ServiceName, name: string): AsyncGenerator<StoredMessage> {
    const stream = streamOf(owner);
    const { state } = await this.manager.streams.info(stream);
    for (let first = state.first_seq; first <= state.last_seq; first += width) {
      const last = Math.min(first + width - 1, state.last_seq);
      const sequence = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
      const messages = await Promise.all(sequence.map((seq) => this.#message(stream, seq)));
      for (const message of messages) {
        if (message?.subject !== `event.${name}`) continue;
        yield { id: message.header.get('Nats-Msg-Id'), payload: message.json<Record<string, unknown>>() };
      }
    }
  }

  async #message(stream: string, seq: number) {
    try {
      return await this.manager.streams.getMessage(stream, { seq });
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.status === 404;
}
