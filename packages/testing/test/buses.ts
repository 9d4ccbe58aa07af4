import { type SignedIn } from '@huiyin/contracts';
import { type Actor, ActorTokens, Bus, LocalLine, NatsLine } from '@huiyin/messaging';
import { eventually, TestSystem } from '../src/index.js';

export const official: Actor = { kind: 'official', id: '3f2a9c10-7b41-4d5e-8a6f-000000000002', authzVersion: 1 };
export const signedIn: SignedIn = {
  officialId: official.id,
  name: '周敏',
  authzVersion: 1,
  strength: 'password',
  isDemo: true,
};
export const credentials = { username: 'triage1', password: 'not-a-real-one' };

type Party = 'gateway' | 'organisation' | 'intake';

/** An asker, an owner, and what makes the owner's handlers reachable once they are registered. */
interface Ends {
  readonly asker: Bus;
  readonly owner: Bus;
  readonly attach: () => Promise<void>;
}

/** Buses by themselves, in one process or over a real NATS, without any service behind them. */
export class Buses {
  readonly faults: string[] = [];
  #lines: NatsLine[] = [];
  #lastShared = new LocalLine();

  private constructor(readonly system: TestSystem) {}

  static async start(): Promise<Buses> {
    return new Buses(await TestSystem.start({ services: [] }));
  }

  /** Closes the lines of one test, so that its handlers answer no other. */
  async closeLines(): Promise<void> {
    for (const line of this.#lines.splice(0)) await line.stop();
  }

  tokens(service: Party): ActorTokens {
    const { secret } = this.system.settings(service);
    const publicPems = JSON.parse(secret('token-public.json')) as Record<string, string>;
    return new ActorTokens(service, secret(`token-${service}.pem`), publicPems);
  }

  bus(service: Party, local: LocalLine, line?: NatsLine): Bus {
    const bus = new Bus({
      service,
      tokens: this.tokens(service),
      local,
      nats: () => line?.current(),
      admit: async () => undefined,
      report: (error, what) => void this.faults.push(`${what}: ${(error as Error).message}`),
    });
    line?.onLost(() => bus.lost());
    return bus;
  }

  /** A bus of `service` in the process of the last pair made. */
  beside(service: Party): Bus {
    return this.bus(service, this.#lastShared);
  }

  async line(service: Party): Promise<NatsLine> {
    const { nats, secret } = this.system.settings(service);
    const line = new NatsLine({ url: nats.url, user: service, password: secret(`nats-${service}`) }, () => undefined);
    this.#lines.push(line);
    line.start();
    await eventually(async () => line.current() !== undefined);
    return line;
  }

  async ends(kind: string, owner: 'organisation' | 'intake' = 'organisation'): Promise<Ends> {
    if (kind === 'in one process') {
      const shared = (this.#lastShared = new LocalLine());
      return { asker: this.bus('gateway', shared), owner: this.bus(owner, shared), attach: async () => undefined };
    }
    const line = await this.line(owner);
    const answering = this.bus(owner, new LocalLine(), line);
    const attach = async () => {
      line.onConnect((connection) => answering.attach(connection));
      await line.current()?.flush();
    };
    return { asker: this.bus('gateway', new LocalLine(), await this.line('gateway')), owner: answering, attach };
  }
}
