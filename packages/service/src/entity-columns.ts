import { type DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral } from 'typeorm';
import pg from 'pg';

type Column = EntityMetadata['columns'][number];
type Raw = Readonly<Record<string, unknown>>;

/** One column that a row gives a value for. */
export interface Cell {
  /** Quoted, as it stands in a statement. */
  readonly name: string;
  readonly column: Column;
  readonly value: unknown;
}

/** Types whose instants depend on the time zone of the process; the rest of Huiyin keeps instants with their zone. */
const zoneless = new Set<unknown>([Date, 'datetime', 'timestamp', 'timestamp without time zone']);

/** How an entity's properties and its table's columns correspond, for statements that are put together once and prepared. */
export class EntityColumns<Row extends ObjectLiteral = ObjectLiteral> {
  /** Schema and table, quoted. */
  readonly table: string;
  readonly #metadata: EntityMetadata;

  /** @throws Error for an entity that is more than columns, or a property that is not there. */
  constructor(
    private readonly source: DataSource,
    entity: EntityTarget<Row>,
  ) {
    this.#metadata = source.getMetadata(entity);
    refuseMoreThanColumns(this.#metadata);
    this.table = this.#metadata.tablePath.split('.').map(pg.escapeIdentifier).join('.');
  }

  /** The quoted name of a property's column. */
  name(property: string): string {
    const column = this.#metadata.columns.find((one) => one.propertyName === property);
    if (column === undefined) throw new Error(`${this.#metadata.name} has no column for "${property}"`);
    return pg.escapeIdentifier(column.databaseName);
  }

  /** What to select, by the columns' own names, so that `row` finds it. */
  get all(): string {
    return this.#metadata.columns
      .filter((column) => column.isSelect)
      .map((column) => pg.escapeIdentifier(column.databaseName))
      .join(', ');
  }

  /** The entity of a row that was read by `all`; undefined for the nulls of a join that found none. */
  row(raw: Raw): Row | undefined {
    if (this.#metadata.primaryColumns.some((column) => raw[column.databaseName] === null)) return undefined;
    const row = this.#metadata.create() as Row;
    for (const column of this.#metadata.columns) {
      if (!column.isSelect) continue;
      column.setEntityValue(row, this.source.driver.prepareHydratedValue(raw[column.databaseName], column));
    }
    return row;
  }

  /** A copy of the row with what was read of some of its columns. */
  over(row: Row, raw: Raw): Row {
    const copy = Object.assign(this.#metadata.create() as Row, row);
    for (const column of this.#metadata.columns) {
      if (raw[column.databaseName] === undefined) continue;
      column.setEntityValue(copy, this.source.driver.prepareHydratedValue(raw[column.databaseName], column));
    }
    return copy;
  }

  /** Values for an update, in the order of the table's columns. What is undefined stays as it is. */
  changed(values: object): Cell[] {
    return this.#given(values).filter(({ column }) => column.isUpdate);
  }

  /** Values for a new row, in the order of the table's columns. What is undefined gets the column's default. */
  added(values: object): Cell[] {
    return this.#given(values).filter(({ column }) => column.isInsert);
  }

  #given(values: object): Cell[] {
    const given = new Map(Object.entries(values).filter(([, value]) => value !== undefined));
    const cells: Cell[] = [];
    for (const column of this.#metadata.columns) {
      if (!given.has(column.propertyName)) continue;
      cells.push({ name: pg.escapeIdentifier(column.databaseName), column, value: given.get(column.propertyName) });
      given.delete(column.propertyName);
    }
    for (const property of given.keys()) this.name(property);
    return cells;
  }

  /** The value as a parameter of its own. @throws TypeError now, not while it is sent, where it has no stored form. */
  parameter({ column, value }: Cell): unknown {
    return sendable(this.source.driver.preparePersistentValue(value, column));
  }

  /** The rows as one JSON parameter that `jsonb_populate_recordset` reads into the table's own types. */
  recordset(rows: readonly (readonly Cell[])[]): string {
    return JSON.stringify(
      rows.map((cells) => Object.fromEntries(cells.map((cell) => [cell.column.databaseName, this.#inJson(cell)]))),
    );
  }

  #inJson(cell: Cell): unknown {
    const { column } = cell;
    const stored = this.parameter(cell);
    const isJson = column.type === 'jsonb' || column.type === 'json';
    return isJson && typeof stored === 'string' ? JSON.parse(stored) : inJson(stored);
  }
}

/** Objects as their JSON, which is what the driver would make of them when it is too late to refuse. */
function sendable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value;
  return Array.isArray(value) ? value.map(sendable) : JSON.stringify(value);
}

/** As PostgreSQL reads it from a JSON text; what JSON has no form for goes as PostgreSQL's own text form. */
function inJson(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) return String(value);
  return Array.isArray(value) ? value.map(inJson) : value;
}

/** What TypeORM would do beyond reading and writing columns is not done here, so such an entity must not come here. */
function refuseMoreThanColumns(metadata: EntityMetadata): void {
  const { createDateColumn, updateDateColumn, deleteDateColumn, versionColumn, discriminatorColumn } = metadata;
  const own = [createDateColumn, updateDateColumn, deleteDateColumn, versionColumn, discriminatorColumn];
  const isMore =
    metadata.relations.length > 0 ||
    metadata.embeddeds.length > 0 ||
    own.some((column) => column !== undefined) ||
    metadata.columns.some((column) => column.isVirtualProperty || zoneless.has(column.type));
  if (isMore) throw new Error(`${metadata.name} is more than plain columns with zoned instants; it cannot be changed`);
}
