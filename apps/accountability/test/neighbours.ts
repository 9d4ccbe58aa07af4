import { randomUUID } from 'node:crypto';
import {
  assignmentEventsSince,
  authority,
  directory,
  type EventContract,
  intakeEventsSince,
  type ServiceName,
  type UnitEntry,
} from '@huiyin/contracts';
import { type Bus, eventsSince, NatsLine, outgoing, putInOutbox, Relay, SoleWorker, type Sql } from '@huiyin/messaging';
import { migrate, migration, tablesEveryServiceHas } from '@huiyin/service';
import { type TestSystem } from '@huiyin/testing';

export const bureau = 2;
export const humanResources = 3;
export const triageOfficer = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0001';
export const departmentOfficer = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0002';

export const housing = 4;
export const bureauHead = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0003';
export const departmentHead = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0004';
export const otherBureauHead = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0005';
export const housingOfficer = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0006';
export const auditor = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0007';
export const supervisor = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0008';
export const conference = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0009';
export const leader = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0010';
export const otherLeader = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0011';

/** The county of unit 1, and another one. */
const area = [1, 2, 3, 4, 12];
const otherArea = [8, 9];

const units = [
  aUnit(1, 'government'),
  aUnit(bureau, 'petition-bureau', 1),
  aUnit(humanResources, 'department', 1),
  aUnit(4, 'department', 1),
  aUnit(12, 'joint-conference-office', 1),
  aUnit(8, 'government'),
  aUnit(9, 'petition-bureau', 8),
];

function aUnit(id: number, kind: UnitEntry['kind'], parentId?: number): UnitEntry {
  const parent = parentId === undefined ? {} : { parentId };
  const told = {
    version: 1,
    name: `单位${id}`,
    tier: 'county',
    divisionCode: '999901',
    phone: '0990-1234567',
  } as const;
  return { ...told, ...parent, id, kind, standing: 'open', profile: 'national' };
}

const posts = {
  [triageOfficer]: { role: 'bureau_triage', unitId: bureau },
  [bureauHead]: { role: 'bureau_head', unitId: bureau },
  [otherBureauHead]: { role: 'bureau_head', unitId: 9 },
  [departmentOfficer]: { role: 'dept_officer', unitId: humanResources },
  [departmentHead]: { role: 'dept_head', unitId: humanResources },
  [housingOfficer]: { role: 'dept_officer', unitId: housing },
  [auditor]: { role: 'auditor', unitId: 1 },
  [supervisor]: { role: 'bureau_supervisor', unitId: bureau, area },
  [conference]: { role: 'bureau_supervisor', unitId: 12, area },
  [leader]: { role: 'leader', unitId: 1, area },
  [otherLeader]: { role: 'leader', unitId: 8, area: otherArea },
} as Record<string, { role: string; unitId: number; area?: number[] }>;

const eventsSinceOf = { intake: intakeEventsSince, assignment: assignmentEventsSince } as const;

/** A keeper of matters next door: its real outbox, log and relay, without its rules. */
export class Neighbour {
  #sql: Sql | undefined;
  #relay: Relay | undefined;
  #line: NatsLine | undefined;

  constructor(readonly service: 'intake' | 'assignment') {}

  /** Gives the answers of organisation, and of these keepers, by contract. */
  static answers =
    (...neighbours: readonly Neighbour[]) =>
    (as: (service: ServiceName) => Bus): void => {
      as('organisation').serve(directory, async () => ({ version: 1, units }));
      as('organisation').serve(authority, async ({ officialId }) => ({
        officialId,
        name: '某某',
        isEnabled: true,
        authzVersion: 1,
        hasAccusationClearance: false,
        posts: [posts[officialId]]
          .filter((post) => post !== undefined)
          .map((post) => ({ postId: randomUUID(), subtree: [post.unitId], ...post })),
      }));
      for (const neighbour of neighbours) {
        as(neighbour.service).serve(eventsSinceOf[neighbour.service], ({ matterId, afterVersion }) =>
          eventsSince(neighbour.#open(), neighbour.service, matterId, afterVersion),
        );
      }
    };

  async start(system: TestSystem): Promise<void> {
    const { service } = this;
    await migrate(system.adminUrl, service, [migration('Neighbour1764000000000', tablesEveryServiceHas(service))]);
    this.#sql = { query: async (text, values) => (await system.admin.query(text, values)).rows };
    const { nats, secret } = system.settings(service);
    this.#line = new NatsLine({ url: nats.url, user: service, password: secret(`nats-${service}`) }, () => undefined);
    this.#line.start();
    this.#relay = new Relay({
      service,
      sql: this.#sql,
      line: this.#line,
      lock: new SoleWorker({ connectionString: system.adminUrl }, `${service}/relay`),
      report: (error) => console.error(error),
    });
    this.#relay.start();
  }

  async stop(): Promise<void> {
    await this.#relay?.stop();
    await this.#line?.stop();
  }

  /** Commits events, as one change does. @returns their ids. */
  async publish<E extends object>(contract: EventContract<E>, ...payloads: E[]): Promise<string[]> {
    const events = payloads.map((payload) => outgoing(contract, payload));
    await putInOutbox(this.#open(), this.service, events);
    this.#relay?.nudge();
    return events.map((event) => event.id);
  }

  /** An event that is in the log but that the stream does not get, until `release`. */
  async withhold<E extends object>(contract: EventContract<E>, payload: E): Promise<string> {
    const event = outgoing(contract, payload);
    await this.#open().query(
      `insert into ${this.service}.outbox (id, name, matter_id, version, payload, sent_at) values ($1, $2, $3, $4, $5, now())`,
      [event.id, event.name, event.matterId, event.version, event.payload],
    );
    return event.id;
  }

  async release(eventId: string): Promise<void> {
    await this.#open().query(`update ${this.service}.outbox set sent_at = null where id = $1`, [eventId]);
    this.#relay?.nudge();
  }

  #open(): Sql {
    if (this.#sql === undefined) throw new Error('the neighbour has not started');
    return this.#sql;
  }
}
