/** Anything that runs SQL: a pool, or the manager of an open transaction. Rows for select and insert … returning. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<unknown>;
}
