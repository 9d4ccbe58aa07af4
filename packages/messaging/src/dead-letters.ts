import { type Delivered } from './delivered.js';
import { type Sql } from './sql.js';

export interface DeadLetter {
  readonly eventId: string | null;
  readonly name: string;
  readonly matterId?: string | undefined;
  readonly version?: number | undefined;
  readonly payload: object | null;
  readonly reason: string;
  readonly deliveries: number;
  readonly standing: 'dead' | 'parked';
}

/** Events that a reader could not apply, with the reason, and the later events of the same matter parked behind them. */
export class DeadLetters {
  constructor(
    private readonly schema: string,
    private readonly consumer: string,
  ) {}

  async put(sql: Sql, letter: DeadLetter): Promise<void> {
    await sql.query(
      `insert into ${this.schema}.dead_letter (consumer, event_id, name, matter_id, version, payload, reason, deliveries, standing)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9) on conflict (consumer, event_id) where event_id is not null do update
         set standing = excluded.standing, deliveries = excluded.deliveries, reason = excluded.reason
       where excluded.standing = 'dead' and dead_letter.standing not in ('done','dropped')`,
      [
        this.consumer,
        letter.eventId,
        letter.name,
        letter.matterId ?? null,
        letter.version ?? null,
        letter.payload === null ? null : JSON.stringify(letter.payload),
        letter.reason.slice(0, 500),
        letter.deliveries,
        letter.standing,
      ],
    );
  }

  /** Of these matters, those with something dead or parked before them. */
  async blocked(sql: Sql, matterIds: readonly string[]): Promise<Set<string>> {
    if (matterIds.length === 0) return new Set();
    const rows = (await sql.query(
      `select distinct matter_id from ${this.schema}.dead_letter
        where consumer = $1 and matter_id = any($2::uuid[]) and standing in ('dead','parked','replay')`,
      [this.consumer, matterIds],
    )) as { matter_id: string }[];
    return new Set(rows.map((r) => r.matter_id));
  }

  /** Those a person asked to try again, oldest version first. */
  async toReplay(sql: Sql): Promise<(Delivered & { letterId: string })[]> {
    const rows = (await sql.query(
      `select id, event_id, name, matter_id, version, payload from ${this.schema}.dead_letter
        where consumer = $1 and standing = 'replay' and payload is not null order by matter_id, version, id limit 100`,
      [this.consumer],
    )) as {
      id: string;
      event_id: string;
      name: string;
      matter_id: string | null;
      version: number | null;
      payload: object;
    }[];
    return rows.map((r) => ({
      letterId: r.id,
      eventId: r.event_id,
      name: r.name,
      payload: r.payload,
      matterId: r.matter_id ?? undefined,
      version: r.version ?? undefined,
    }));
  }

  /** Marks a letter done before it is applied in the same transaction. @returns false when another copy took it. */
  async take(sql: Sql, letterId: string): Promise<boolean> {
    const rows = (await sql.query(
      `with taken as (update ${this.schema}.dead_letter set standing = 'done' where id = $1 and standing = 'replay' returning id)
       select id from taken`,
      [letterId],
    )) as unknown[];
    return rows.length > 0;
  }

  /** A replay failed: the letter is dead again, and what was to follow it waits behind it again. */
  async failAgain(sql: Sql, letterId: string, matterId: string | undefined, reason: string): Promise<void> {
    await sql.query(
      `update ${this.schema}.dead_letter set standing = case when id = $2 then 'dead' else 'parked' end,
              reason = case when id = $2 then $4 else reason end
        where consumer = $1 and standing = 'replay' and (id = $2 or matter_id = $3)`,
      [this.consumer, letterId, matterId ?? null, reason.slice(0, 500)],
    );
  }

  /**
   * Lets go what is parked with nothing dead before it any more: an event may be parked in the moment in which a person replays or
   * drops what it waits for. @returns how many.
   */
  async letGo(sql: Sql): Promise<number> {
    const rows = (await sql.query(
      `with gone as (update ${this.schema}.dead_letter p set standing = 'replay' where p.consumer = $1 and p.standing = 'parked'
         and not exists (select 1 from ${this.schema}.dead_letter d where d.consumer = p.consumer and d.matter_id = p.matter_id
           and d.standing = 'dead') returning 1)
       select count(*)::int as n from gone`,
      [this.consumer],
    )) as [{ n: number }];
    return rows[0].n;
  }
}
