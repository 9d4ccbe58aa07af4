import { type Versioned } from './versioned.js';

/** Rows of one process that are remembered: some megabytes. */
const mostRows = 4_000;

export interface LeftRow<Row> {
  readonly row: Row;
  /** The transaction that wrote it (`xmin`): the row is still this one as long as the store names the same. */
  readonly writtenBy: string;
}

/**
 * Rows as this process left them. Whoever decides on one must write only where nobody wrote it since; and the store alone knows who may see
 * it.
 */
export class LeftRows {
  readonly #rows = new Map<string, LeftRow<Versioned>>();

  /** The row at just this version, or undefined. */
  at<Row extends Versioned>(table: string, id: string | number, version: number | undefined): LeftRow<Row> | undefined {
    const left = this.#rows.get(`${table} ${id}`);
    return left?.row.version === version ? (left as LeftRow<Row>) : undefined;
  }

  /** The same object is given to many rules, so none of them can change it. */
  keep(table: string, left: LeftRow<Versioned>): void {
    const key = `${table} ${left.row.id}`;
    this.#rows.delete(key);
    this.#rows.set(key, { ...left, row: frozen(left.row) });
    if (this.#rows.size <= mostRows) return;
    for (const oldest of this.#rows.keys()) {
      this.#rows.delete(oldest);
      break;
    }
  }

  forget(table: string, id: string | number): void {
    this.#rows.delete(`${table} ${id}`);
  }
}

/** All the way down; bytes and dates cannot be frozen. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof Date) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
