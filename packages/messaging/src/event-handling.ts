import { type EventContract, type StoredEvents } from '@huiyin/contracts';
import { type Delivered } from './delivered.js';
import { type NatsLine } from './nats-line.js';
import { type Sql } from './sql.js';

/** What a service does with the events of one owner. Effect and inbox row share the transaction `tx`. */
export interface EventHandling<Tx extends Sql = Sql> {
  readonly owner: string;
  readonly contracts: readonly EventContract[];
  /** Versions already applied, for events that are ordered by matter; absent where each event stands for itself. */
  versionsOf?(matterIds: readonly string[], tx: Tx): Promise<ReadonlyMap<string, number>>;
  /**
   * Matters of the batch for which another owner's stream must be read further first: their events wait and come again. Absent where
   * this stream needs no other.
   */
  mattersNotReady?(batch: readonly Delivered[], tx: Tx): Promise<ReadonlySet<string>>;
  /** Applies fresh events, oldest version of each matter first, in as few statements as possible. */
  apply(batch: readonly Delivered[], tx: Tx): Promise<void>;
  /** Runs once what `apply` did is committed: the place for signals, which must not be ahead of the rows. */
  committed?(): void;
}

export interface EventReaderOptions<Tx extends Sql> {
  readonly service: string;
  readonly line: NatsLine;
  readonly handling: EventHandling<Tx>;
  readonly inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Asks the owner for what is missing of a matter. */
  readonly missing: (matterId: string, afterVersion: number) => Promise<StoredEvents>;
  readonly afterCommit?: () => void;
  /** Milliseconds before each next try of an event that fails; after the last it is dead. About two and a half minutes unless told. */
  readonly backOff?: readonly number[];
  readonly report: (error: unknown, what: string) => void;
}
