import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPgbench } from '@huiyin/local-services';
import { secretsFrom } from '@huiyin/service';
import { type Books } from '../books.js';
import { limitActor, limitScript } from './limit-script.js';

const run = promisify(execFile);
const clients = 16;
const threads = 2;

export interface LimitRound {
  readonly perSecond: number;
  readonly latencyMs: number;
}

export interface LimitPlace {
  readonly root: string;
  readonly books: Books;
  readonly adminUrl: string;
  readonly secretsFolder: string;
  readonly folder: string;
  readonly log: (line: string) => void;
}

/**
 * What PostgreSQL can do at most: pgbench, sixteen clients, one prepared transaction that writes the rows of one registration into the
 * same tables, as the same role, on the same server. The services must be held still meanwhile: the rows are none of their business.
 */
export class Limit {
  private constructor(
    private readonly program: { path: string; env: NodeJS.ProcessEnv },
    private readonly script: string,
    private readonly place: LimitPlace,
  ) {}

  static async prepare(place: LimitPlace): Promise<Limit> {
    const program = await findPgbench({ root: place.root, log: place.log });
    const script = join(place.folder, 'limit.sql');
    writeFileSync(script, await limitScript(place.books), { mode: 0o600 });
    return new Limit(program, script, place);
  }

  /** One round; its rows are gone afterwards, so that neither the relay nor a reader ever meets them. */
  async round(seconds: number): Promise<LimitRound> {
    const { hostname, port, pathname } = new URL(this.place.adminUrl);
    const secret = secretsFrom(this.place.secretsFolder);
    const login = ['-h', hostname, '-p', port, '-U', 'hy_intake'];
    const load = ['-n', '-M', 'prepared', '-c', String(clients), '-j', String(threads), '-T', String(seconds)];
    try {
      const { stdout, stderr } = await run(
        this.program.path,
        [...load, ...login, '-f', this.script, pathname.slice(1)],
        {
          env: { ...this.program.env, PGPASSWORD: secret('db-hy_intake') },
        },
      );
      return readingOf(stdout, stderr);
    } finally {
      await this.#clean();
    }
  }

  /** The audit is append-only by a trigger; a superuser may set triggers aside, a service never can. */
  async #clean(): Promise<void> {
    const { books } = this.place;
    await books.inTransaction('read write', async () => {
      await books.query(`set local session_replication_role = replica`);
      await books.query(`set local statement_timeout = '120s'`);
      const of = `from intake.submission s where s.registered_by = $1 and`;
      const owned = [
        `delete from intake.outbox o using (select s.matter_id ${of} true) s where o.matter_id = s.matter_id`,
        `delete from intake.petitioner p using (select s.petitioner_id ${of} true) s where p.id = s.petitioner_id`,
        `delete from intake.matter m using (select s.matter_id ${of} true) s where m.id = s.matter_id`,
        `delete from intake.submission where registered_by = $1`,
        `delete from intake.audit where actor = $1`,
        `delete from intake.idempotency where actor = $1`,
      ];
      for (const statement of owned) await books.query(statement, [limitActor]);
    });
    for (const table of ['outbox', 'petitioner', 'matter', 'submission', 'audit', 'idempotency'])
      await books.query(`vacuum (analyze) intake.${table}`);
  }
}

function readingOf(stdout: string, stderr: string): LimitRound {
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  const latencyMs = Number(/^latency average = ([\d.]+) ms/m.exec(stdout)?.[1]);
  const failed = Number(/^number of failed transactions: (\d+)/m.exec(stdout)?.[1] ?? 0);
  if (!(perSecond > 0) || failed > 0 || /aborted/.test(stderr)) throw new Error(`pgbench: ${stdout}\n${stderr}`);
  return { perSecond, latencyMs };
}
