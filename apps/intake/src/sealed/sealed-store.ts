import { createHmac, randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type OpenedSubmission, type PersonGiven } from '@huiyin/contracts';
import { type Call, SoleWorker } from '@huiyin/messaging';
import { appendAudit, AuditSealer, Database, LOG, once, ownScope, type Settings, SETTINGS } from '@huiyin/service';
import { type Logger } from 'pino';
import { sealFor } from './sealing.js';
import { type Exclusion } from './exclusion.rules.js';

/** What of an accusation is sealed for the discipline organ. */
export interface AccusationContent {
  readonly title: string;
  readonly content: string;
  readonly channel: string;
  readonly accused?: object;
  readonly locationCode?: string | undefined;
  /** Names replaced; each with the key that opens the stored file. */
  readonly files: readonly { place: string; mediaType: string; key: string; isScrubbed: boolean }[];
}

export interface NewAccusation {
  readonly submissionNo: string;
  readonly receivingUnit: number;
  readonly officerId: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly exclusion: Exclusion;
  readonly content: AccusationContent;
  /** Sealed a second time, under another pair of keys. */
  readonly identity: readonly PersonGiven[];
  /** The submission that a clerk found to be one, if it did not come sealed. */
  readonly originSubmissionId?: string;
}

/**
 * The other side of the wall: its own schema, role, connections and audit chain. It seals with public keys and cannot read back.
 * Nothing here is told to the ordinary side but a bare status, to whoever holds number and code.
 */
@Injectable()
export class SealedStore implements OnModuleInit, OnModuleDestroy {
  readonly #database: Database;
  readonly #sealer: AuditSealer;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.#database = new Database(
      settings,
      { user: 'hy_sealed', password: settings.secret('db-hy_sealed'), schema: 'sealed', pool: 4 },
      [],
    );
    this.#sealer = new AuditSealer({
      schema: 'sealed',
      site: settings.site,
      sql: this.#database,
      lock: new SoleWorker(this.#database.connection, 'sealed/sealer'),
      keyPem: settings.secret('audit-sealed.pem'),
      report: (error, what) => this.log.error({ error, what }),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.#database.open((error) => this.log.warn({ error, what: 'waiting for PostgreSQL' }));
    this.#sealer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#sealer.stop();
    await this.#database.close();
  }

  /** Seals and keeps, once for an idempotency key. `answer` is what a repeat gets again. */
  async keep<A extends object>(
    order: string,
    call: Call,
    input: object,
    accusation: NewAccusation,
    answer: A,
  ): Promise<A> {
    const id = randomUUID();
    const content = await sealFor(this.settings.secret('sealed-accusation-public'), id, accusation.content);
    const identity = await sealFor(this.settings.secret('sealed-informant-public'), id, {
      people: accusation.identity,
    });
    return this.#database.inScope(ownScope('seal'), (manager) =>
      once(manager, 'sealed', order, call, input, async () => {
        await manager.query(
          `insert into sealed.accusation (id, submission_no, status, receiving_unit, officer_id, received_on, due_on, excluded_units,
             excluded_officials, content_sender, content, identity_sender, identity, origin)
           values ($1,$2,'received',$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) on conflict (origin) do nothing`,
          [
            id,
            accusation.submissionNo,
            accusation.receivingUnit,
            accusation.officerId,
            accusation.receivedOn,
            accusation.dueOn,
            accusation.exclusion.units,
            accusation.exclusion.officials,
            content.sender,
            content.text,
            identity.sender,
            identity.text,
            this.#origin(accusation.originSubmissionId),
          ],
        );
        // Who brought it is inside the seal; the audit of this side says only that one came.
        await appendAudit(manager, 'sealed', this.settings.site, [
          { actor: 'service:intake', act: 'seal', object: id, outcome: 'done', requestId: randomUUID() },
        ]);
        return answer;
      }),
    );
  }

  /** R24 ¶2, R30 ¶3: the heirs of an accused unit are barred as it was. Doing it again changes nothing. */
  async barHeirs(endedUnit: number, heirs: readonly number[]): Promise<void> {
    await this.#database.inScope(ownScope('succession'), (manager) =>
      manager.query(
        `update sealed.accusation set excluded_units = array(select distinct unnest(excluded_units || $2::int[]))
          where excluded_units @> array[$1::int] and not excluded_units @> $2::int[]`,
        [endedUnit, heirs],
      ),
    );
  }

  /** The bare status, by number. */
  async statusOf(submissionNo: string): Promise<OpenedSubmission | undefined> {
    const rows = await this.#database.inScope(
      ownScope('status'),
      async (manager) =>
        (await manager.query(
          `select status, to_char(received_on, 'YYYY-MM-DD') as on_day from sealed.accusation where submission_no = $1`,
          [submissionNo],
        )) as {
          status: 'received' | 'passed-on' | 'confirmed';
          on_day: string;
        }[],
    );
    const row = rows[0];
    return row === undefined ? undefined : { submissionNo, registeredOn: row.on_day, sealedStatus: row.status };
  }

  #origin(submissionId: string | undefined): Buffer | null {
    if (submissionId === undefined) return null;
    return createHmac('sha256', Buffer.from(this.settings.secret('blind-index-key'), 'base64'))
      .update(`origin\n${submissionId}`)
      .digest();
  }
}
