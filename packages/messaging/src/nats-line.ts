import { connect } from '@nats-io/transport-node';
import { type NatsConnection } from '@nats-io/nats-core';

export interface NatsSettings {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/**
 * One connection that is kept for ever: it is tried again while NATS is away, and `generation` rises with each new life of it, so
 * that the relay knows when to compare what the stream holds with what it sent.
 */
export class NatsLine {
  #connection: NatsConnection | undefined;
  #isUp = false;
  #isStopped = false;
  #generation = 0;
  readonly #onConnect: ((connection: NatsConnection) => void)[] = [];
  readonly #onLost: (() => void)[] = [];

  constructor(
    private readonly settings: NatsSettings,
    private readonly report: (what: string) => void,
  ) {}

  /** The connection, or undefined while NATS is away. */
  current(): NatsConnection | undefined {
    return this.#isUp ? this.#connection : undefined;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Runs once when the connection is first made; subscriptions survive later reconnects by themselves. */
  onConnect(work: (connection: NatsConnection) => void): void {
    this.#onConnect.push(work);
    if (this.#connection !== undefined) work(this.#connection);
  }

  /** Runs whenever the connection is lost. */
  onLost(work: () => void): void {
    this.#onLost.push(work);
  }

  #lose(): void {
    this.#isUp = false;
    for (const work of this.#onLost) work();
  }

  /** Starts trying; does not wait for NATS to be there. */
  start(): void {
    void this.#keepTrying();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const connection = this.#connection;
    if (connection === undefined || connection.isClosed()) return;
    const closing = this.#isUp ? connection.drain() : connection.close();
    await Promise.race([closing.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 3_000).unref())]);
    if (!connection.isClosed()) await connection.close().catch(() => undefined);
  }

  async #keepTrying(): Promise<void> {
    let isSaid = false;
    while (!this.#isStopped) {
      try {
        await this.#connectOnce();
        return;
      } catch (error) {
        if (!isSaid)
          this.report(`NATS is not reachable yet: ${error instanceof Error ? error.message : String(error)}`);
        isSaid = true;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async #connectOnce(): Promise<void> {
    const { url, user, password } = this.settings;
    const connection = await connect({
      servers: [url],
      user,
      pass: password,
      name: user,
      inboxPrefix: `_INBOX.${user}`,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      reconnectJitter: 100,
      timeout: 2_000,
      pingInterval: 5_000,
      maxPingOut: 2,
      ignoreAuthErrorAbort: true,
    });
    if (this.#isStopped) return connection.close();
    this.#connection = connection;
    this.#isUp = true;
    this.#generation += 1;
    void this.#watch(connection);
    for (const work of this.#onConnect) work(connection);
  }

  async #watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect' || status.type === 'staleConnection' || status.type === 'close') this.#lose();
      if (status.type === 'reconnect') {
        this.#isUp = true;
        this.#generation += 1;
      }
      if (status.type === 'error') this.report(`NATS says: ${status.error.message}`);
    }
  }
}
