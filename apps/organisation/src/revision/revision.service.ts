import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { authorityChanged, directoryChanged, endSessions, type EventContract } from '@huiyin/contracts';
import { Bus, type Call, outgoing, type Outgoing, putInOutbox } from '@huiyin/messaging';
import {
  appendAudit,
  type AuditEntry,
  auditOf,
  Database,
  NUDGE,
  once,
  ownScope,
  type Scope,
  SETTINGS,
  type Settings,
  staleVersion,
} from '@huiyin/service';

/** Milliseconds to wait for the gateway to end sessions; the event ends them later where it cannot. */
const patience = 1_500;

/** A change of the organisation while its transaction is open. */
export class OpenChange {
  readonly events: Outgoing[] = [];
  readonly notes: Omit<AuditEntry, 'actor' | 'requestId' | 'outcome' | 'act'>[] = [];
  readonly signedOut = new Set<string>();
  readonly #raised = new Set<string>();

  constructor(
    readonly manager: EntityManager,
    readonly now: Date,
    /** The organisation's version that this change makes. */
    readonly version: number,
  ) {}

  say<E extends object>(contract: EventContract<E>, payload: E): void {
    this.events.push(outgoing(contract, payload));
  }

  /**
   * One line of audit: which thing changed and how. `version` is the one that the thing has now, so that whoever decided on an older one is
   * told of this change; without it stands that of the organisation.
   */
  note(
    object: string,
    changed: Readonly<Record<string, unknown>>,
    more: { version?: number; reason?: string } = {},
  ): void {
    this.notes.push({ object, changed, ...more });
  }

  /** The rights of these officials changed. Each rises once within a change, by the first call that names it. */
  async raiseRights(officialIds: readonly string[], endsSessions: boolean): Promise<void> {
    const fresh = [...new Set(officialIds)].filter((id) => !this.#raised.has(id));
    if (fresh.length === 0) return;
    fresh.forEach((id) => this.#raised.add(id));
    const [rows] = (await this.manager.query(
      `update official set authz_version = authz_version + 1 where id = any($1) returning id, authz_version`,
      [fresh],
    )) as [{ id: string; authz_version: number }[], number];
    for (const { id, authz_version } of rows) {
      this.say(authorityChanged, { officialId: id, authzVersion: authz_version, endsSessions });
      if (endsSessions) this.signedOut.add(id);
    }
  }
}

interface Order {
  readonly contract: { readonly name: string };
  readonly act: string;
  readonly call: Call;
  readonly scope: Scope;
  /** What was asked; digested for the idempotency key, so secrets are replaced before they come here. */
  readonly input: object;
}

/** @throws Problem `stale-version` with what was done to the thing since, where the caller saw another version of it. */
export async function refuseStale(
  manager: EntityManager,
  object: string,
  expected: number,
  current: number,
): Promise<void> {
  if (expected !== current) throw await staleVersion(manager, { schema: 'organisation', object, expected, current });
}

/** The one way to change the organisation: key, lock, work, version, audit, outbox in one transaction; then sessions end. */
@Injectable()
export class Revision {
  constructor(
    private readonly database: Database,
    private readonly bus: Bus,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(NUDGE) private readonly nudge: () => void,
  ) {}

  async change<A extends object>(order: Order, work: (change: OpenChange) => Promise<A>): Promise<A> {
    const { call, contract, act } = order;
    let done: OpenChange | undefined;
    const answer = await this.database.inScope(order.scope, (manager, now) =>
      once(manager, 'organisation', contract.name, call, order.input, async () => {
        done = await this.#open(manager, now);
        const answered = await work(done);
        await this.#write(done, { ...auditOf(call), act, outcome: 'done' });
        return answered;
      }),
    );
    await this.#tell(done);
    return answer;
  }

  /** A change that nobody asked for: the clock did. */
  async changeByItself(rule: string, work: (change: OpenChange) => Promise<void>): Promise<void> {
    const done = await this.database.inScope(ownScope(rule), async (manager, now) => {
      const change = await this.#open(manager, now);
      await work(change);
      await this.#write(change, { actor: `service:organisation:${rule}`, act: rule, outcome: 'done', requestId: rule });
      return change;
    });
    await this.#tell(done);
  }

  async #open(manager: EntityManager, now: Date): Promise<OpenChange> {
    const [rows] = (await manager.query(`update organisation_version set version = version + 1 returning version`)) as [
      [{ version: number }],
      number,
    ];
    return new OpenChange(manager, now, rows[0].version);
  }

  async #write(
    change: OpenChange,
    who: Pick<AuditEntry, 'actor' | 'session' | 'requestId' | 'act' | 'outcome'>,
  ): Promise<void> {
    change.say(directoryChanged, { version: change.version });
    const entries = change.notes.map((note) => ({ ...who, version: change.version, ...note }));
    await appendAudit(change.manager, 'organisation', this.settings.site, entries);
    await putInOutbox(change.manager, 'organisation', change.events);
  }

  async #tell(change: OpenChange | undefined): Promise<void> {
    if (change !== undefined) await this.afterCommit([...change.signedOut]);
  }

  /** Sends what was committed and ends sessions; best effort: `authority-changed` says the same to a gateway that is away now. */
  async afterCommit(signedOut: readonly string[]): Promise<void> {
    this.nudge();
    await Promise.all(
      signedOut.map((officialId) =>
        this.bus.ask(endSessions, { officialId }, { budget: patience }).catch(() => undefined),
      ),
    );
  }
}
