import pg from 'pg';

/**
 * Holds a PostgreSQL advisory lock on a connection of its own, so that of N copies of a service one does the work. When the
 * connection dies the lock is gone with it, and another copy takes over.
 */
export class SoleWorker {
  #client: pg.Client | undefined;
  #holds = false;

  constructor(
    private readonly connection: pg.ClientConfig,
    /** Named `service/work`; hashed to the lock's number. */
    private readonly name: string,
  ) {}

  /** True if this copy holds the lock now; tries to take it if it is free. Never waits for another copy. */
  async isMine(): Promise<boolean> {
    if (this.#holds) return true;
    const client = this.#client ?? (await this.#open());
    if (client === undefined) return false;
    try {
      const { rows } = await client.query<{ got: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
        [this.name],
      );
      this.#holds = rows[0]?.got ?? false;
    } catch {
      this.#lose(client);
    }
    return this.#holds;
  }

  async release(): Promise<void> {
    const client = this.#client;
    this.#holds = false;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #open(): Promise<pg.Client | undefined> {
    const client = new pg.Client({
      ...this.connection,
      application_name: this.name,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    try {
      await client.connect();
      this.#client = client;
      return client;
    } catch {
      return undefined;
    }
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#holds = false;
    void client.end().catch(() => undefined);
  }
}
