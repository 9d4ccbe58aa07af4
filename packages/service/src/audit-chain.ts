import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import { type Sql, type SoleWorker } from '@huiyin/messaging';

const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;
const columns =
  'a.entry, a.id, a.at, a.actor, a.on_behalf_of, a.session, a.act, a.object, a.version, a.reason, a.outcome, a.changed, a.request_id, a.site';
const batchSize = 5_000;

interface AuditRow {
  entry: string;
  at: Date;
  [column: string]: unknown;
}

/** H(previous hash ‖ canonical row), SHA-256 over RFC 8785 JSON. */
export function nextHash(previous: Buffer, row: AuditRow): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(canonicalize({ ...row, at: row.at.toISOString() }))
    .digest();
}

function checkpointText(schema: string, site: string, sealNo: number, head: Buffer, at: Date): Buffer {
  return Buffer.from(canonicalize({ schema, site, sealNo, head: head.toString('hex'), at: at.toISOString() }));
}

export interface SealerOptions {
  readonly schema: string;
  readonly site: string;
  readonly sql: Sql;
  readonly lock: SoleWorker;
  readonly keyPem: string;
  readonly report: (error: unknown, what: string) => void;
}

/** Chains committed audit rows every second, outside the writers' transactions, and signs where the chain stands. */
export class AuditSealer {
  readonly #key: KeyObject;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #head: { sealNo: number; hash: Buffer } | undefined;
  /** Every entry up to here is sealed for certain: entries get their number before they commit, so it trails by a minute. */
  #lowWater = 0;

  constructor(private readonly options: SealerOptions) {
    this.#key = createPrivateKey(options.keyPem);
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running
        .then(() => this.seal())
        .then(
          () => undefined,
          (error: unknown) => this.#lost(error),
        );
    }, 1_000);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await this.seal().catch(() => undefined);
    await this.options.lock.release();
  }

  /** Seals what is committed and not yet sealed. @returns how many rows. */
  async seal(): Promise<number> {
    const { schema, site, sql, lock } = this.options;
    if (!(await lock.isMine())) {
      this.#head = undefined;
      return 0;
    }
    const head = (this.#head ??= await this.#lastHead());
    const rows = (await sql.query(
      `select ${columns} from ${schema}.audit a where a.entry > $1
         and not exists (select 1 from ${schema}.audit_seal s where s.entry = a.entry) order by a.entry limit ${batchSize}`,
      [this.#lowWater],
    )) as AuditRow[];
    if (rows.length === 0) return 0;
    let { sealNo, hash } = head;
    const seals = rows.map((row) => ({ sealNo: ++sealNo, entry: row.entry, hash: (hash = nextHash(hash, row)) }));
    const at = new Date();
    const signature = sign(null, checkpointText(schema, site, sealNo, hash, at), this.#key);
    await sql.query(
      `with sealed as (insert into ${schema}.audit_seal (seal_no, entry, hash) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[]))
       insert into ${schema}.audit_checkpoint (seal_no, head, at, site, signature) values ($4, $5, $6, $7, $8)`,
      [
        seals.map((s) => s.sealNo),
        seals.map((s) => s.entry),
        seals.map((s) => s.hash),
        sealNo,
        hash,
        at,
        site,
        signature,
      ],
    );
    this.#head = { sealNo, hash };
    await this.#raiseLowWater();
    return rows.length;
  }

  async #lastHead(): Promise<{ sealNo: number; hash: Buffer }> {
    const { schema, sql } = this.options;
    const rows = (await sql.query(`select seal_no, hash from ${schema}.audit_seal order by seal_no desc limit 1`)) as {
      seal_no: string;
      hash: Buffer;
    }[];
    return rows[0] === undefined
      ? { sealNo: 0, hash: Buffer.alloc(32) }
      : { sealNo: Number(rows[0].seal_no), hash: rows[0].hash };
  }

  async #raiseLowWater(): Promise<void> {
    const { schema, sql } = this.options;
    const rows = (await sql.query(
      `select coalesce(max(entry), 0) as entry from ${schema}.audit where entry <= (select coalesce(max(entry), 0) from ${schema}.audit_seal)
         and at < now() - interval '60 seconds' and entry > $1`,
      [this.#lowWater],
    )) as [{ entry: string }];
    this.#lowWater = Math.max(this.#lowWater, Number(rows[0].entry));
  }

  #lost(error: unknown): void {
    this.#head = undefined;
    this.options.report(error, 'sealing the audit');
  }
}

export interface ChainReport {
  readonly schema: string;
  readonly sealed: number;
  readonly unsealedOlderThanAMinute: number;
  readonly head: string;
  /** The first thing found wrong, in words for an auditor. */
  readonly fault?: string;
}

/** Walks a chain from its beginning. `witness`: heads known from outside, by seal number, which a cut or rewritten chain cannot match. */
export async function verifyChain(
  sql: Sql,
  schema: string,
  publicPem: string,
  witness: ReadonlyMap<number, string> = new Map(),
): Promise<ChainReport> {
  const key = createPublicKey(publicPem);
  let hash: Buffer = Buffer.alloc(32);
  let sealNo = 0;
  let checkedUpTo = 0;
  const report = (fault?: string) => finish(sql, schema, sealNo, hash, fault);
  for (;;) {
    const rows = (await sql.query(
      `select s.seal_no, s.hash, s.entry as sealed_entry, ${columns}, c.head, c.at as checked_at, c.site as checked_site, c.signature
         from ${schema}.audit_seal s left join ${schema}.audit a on a.entry = s.entry left join ${schema}.audit_checkpoint c on c.seal_no = s.seal_no
        where s.seal_no > $1 order by s.seal_no limit 5000`,
      [sealNo],
    )) as (AuditRow & {
      seal_no: string;
      hash: Buffer;
      head: Buffer | null;
      checked_at: Date;
      checked_site: string;
      signature: Buffer;
    })[];
    if (rows.length === 0) break;
    for (const row of rows) {
      const { seal_no, hash: claimed, head, checked_at, checked_site, signature, ...entry } = row;
      delete entry['sealed_entry'];
      if (Number(seal_no) !== sealNo + 1) return report(`seal ${sealNo + 1} is missing`);
      if (entry.entry === null) return report(`audit row of seal ${seal_no} was deleted`);
      hash = nextHash(hash, entry);
      if (!hash.equals(claimed)) return report(`audit row ${entry.entry} (seal ${seal_no}) was changed`);
      sealNo += 1;
      if (
        head !== null &&
        !verify(null, checkpointText(schema, checked_site, sealNo, head, checked_at), key, signature)
      ) {
        return report(`checkpoint ${seal_no} has a wrong signature`);
      }
      if (head !== null && !head.equals(hash)) return report(`checkpoint ${seal_no} names another head`);
      if (head !== null) checkedUpTo = sealNo;
      const seen = witness.get(sealNo);
      if (seen !== undefined && seen !== hash.toString('hex'))
        return report(`the witness saw another head at seal ${seal_no}`);
    }
  }
  // Hashes alone can be made again by whoever changed the rows; each sealing ends with a signature, so the end always has one.
  if (checkedUpTo !== sealNo) return report(`seal ${sealNo} at the end of the chain bears no signed checkpoint`);
  const lastWitnessed = Math.max(0, ...witness.keys());
  if (lastWitnessed > sealNo)
    return report(`the chain ends at seal ${sealNo}, but the witness saw seal ${lastWitnessed}`);
  return report();
}

async function finish(
  sql: Sql,
  schema: string,
  sealed: number,
  head: Buffer,
  fault: string | undefined,
): Promise<ChainReport> {
  const rows = (await sql.query(
    `select count(*)::int as n from ${schema}.audit a where at < now() - interval '60 seconds'
       and not exists (select 1 from ${schema}.audit_seal s where s.entry = a.entry)`,
  )) as [{ n: number }];
  return {
    schema,
    sealed,
    unsealedOlderThanAMinute: rows[0].n,
    head: head.toString('hex'),
    ...(fault === undefined ? {} : { fault }),
  };
}
