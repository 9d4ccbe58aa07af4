import { readdirSync, readFileSync } from 'node:fs';
import { Books } from '../books.js';
import { type System } from '../start.js';
import { type Chance } from './chance.js';

/** Something that is killed without warning. */
export interface Victim {
  readonly name: string;
  /** Kills it. @returns whether it is there again */
  strike(): Promise<() => Promise<boolean>>;
}

/** Everything of a running system that can fall: its processes, its servers, a connection's process inside PostgreSQL. */
export function victimsOf(system: System, chance: Chance): Victim[] {
  const { nats, redis, postgres } = system.local.owned;
  return [
    ...[...system.children.keys()].map((name) => child(system, name)),
    ...(nats === undefined ? [] : [server('nats', nats)]),
    ...(redis === undefined ? [] : [server('redis', redis)]),
    backend(system, chance),
    ...(postgres === undefined ? [] : [server('postgres', postgres, () => childrenOf(postgres.pid))]),
  ];
}

function child(system: System, name: string): Victim {
  return {
    name,
    async strike() {
      const pid = system.children.get(name)?.pid;
      if (pid === undefined) throw new Error(`${name} does not run`);
      process.kill(pid, 'SIGKILL');
      return async () => ![pid, undefined].includes(system.children.get(name)?.pid);
    },
  };
}

function server(
  name: string,
  owned: { readonly pid: number; readonly isRunning: boolean },
  others: () => readonly number[] = () => [],
): Victim {
  return {
    name,
    async strike() {
      const { pid } = owned;
      // The parent first: it must not see its children fall and mend things.
      for (const one of [pid, ...others()]) kill(one);
      return async () => owned.pid !== pid && owned.isRunning;
    },
  };
}

/** kill -9 of one backend makes the postmaster end all others and recover from the log. */
function backend({ adminUrl }: System, chance: Chance): Victim {
  return {
    name: 'postgres-backend',
    async strike() {
      const books = await Books.open(adminUrl);
      try {
        const rows = await books.rows<{ pid: number }>(
          `select pid from pg_stat_activity where usename like 'hy\\_%' and pid <> pg_backend_pid()`,
        );
        const pid = chance.one(rows)?.pid;
        if (pid === undefined) throw new Error('no service is connected to PostgreSQL');
        kill(pid);
        return async () => answers(adminUrl);
      } finally {
        await books.close().catch(() => undefined);
      }
    },
  };
}

async function answers(adminUrl: string): Promise<boolean> {
  try {
    await (await Books.open(adminUrl)).close();
    return true;
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // A child of PostgreSQL may have ended in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

/** The fourth field of `stat`; the second is a name in brackets that may hold anything. */
function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
