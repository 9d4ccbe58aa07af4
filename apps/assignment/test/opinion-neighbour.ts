import { type EventContract, type ServiceName } from '@huiyin/contracts';
import { eventsSince, NatsLine, outgoing, putInOutbox, Relay, SoleWorker, type Sql } from '@huiyin/messaging';
import { migrate, migration, tablesEveryServiceHas } from '@huiyin/service';
import { type TestSystem } from '@huiyin/testing';

/** A service next door: its real outbox, log and relay, without its rules. */
export class Neighbour {
  readonly #sql: Sql;
  readonly #relay: Relay;
  readonly #line: NatsLine;

  private constructor(
    system: TestSystem,
    private readonly service: ServiceName,
  ) {
    this.#sql = { query: async (text, values) => (await system.admin.query(text, values)).rows };
    const { nats, secret } = system.settings(service);
    const login = { url: nats.url, user: service, password: secret(`nats-${service}`) };
    this.#line = new NatsLine(login, () => undefined);
    this.#relay = new Relay({
      service,
      sql: this.#sql,
      line: this.#line,
      lock: new SoleWorker({ connectionString: system.adminUrl }, `${service}/relay`),
      report: (error) => console.error(error),
    });
  }

  static async start(system: TestSystem, service: ServiceName): Promise<Neighbour> {
    await migrate(system.adminUrl, service, [migration('Neighbour1764000000000', tablesEveryServiceHas(service))]);
    const neighbour = new Neighbour(system, service);
    neighbour.#line.start();
    neighbour.#relay.start();
    return neighbour;
  }

  async publish<E extends object>(contract: EventContract<E>, payload: E): Promise<string> {
    const event = outgoing(contract, payload);
    await putInOutbox(this.#sql, this.service, [event]);
    this.#relay.nudge();
    return event.id;
  }

  missing(matterId: string, afterVersion: number) {
    return eventsSince(this.#sql, this.service, matterId, afterVersion);
  }

  async stop(): Promise<void> {
    await this.#relay.stop();
    await this.#line.stop();
  }
}
