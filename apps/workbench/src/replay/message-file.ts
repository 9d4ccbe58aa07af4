import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { briefly, Refusal } from '../refusal.js';

/** One citizen's message as a file holds it. */
export interface Message {
  /** Names the message for ever: a message of this id is never registered twice. */
  readonly uid: string;
  readonly user: string;
  readonly title: string;
  readonly body: string;
}

/** Heading of the column for each part; `uid` falls to the message number where a file has no ids of its own. */
export type ColumnMap = Readonly<Record<keyof Message | 'time', string>>;

/** Headings of the published tables of messages. */
export const usualColumns: ColumnMap = {
  uid: '留言编号',
  user: '留言用户',
  title: '留言主题',
  body: '留言详情',
  time: '留言时间',
};

/** Reads a file of messages by its ending: `.jsonl`, `.csv` or `.xlsx`. @throws Refusal naming the line or column at fault. */
export async function readMessages(file: string, columns: ColumnMap = usualColumns): Promise<Message[]> {
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  switch (extname(file).toLowerCase()) {
    case '.jsonl':
    case '.ndjson':
      return fromJsonLines(file);
    case '.csv':
      return fromTable(csvRows(file), file, columns);
    case '.xlsx':
      return fromTable(await sheetRows(file), file, columns);
    default:
      throw new Refusal(`${file} is none of .jsonl, .csv and .xlsx.`);
  }
}

/** A column map from a JSON file, such as {"title": "主题"}; headings not named are the usual ones. @throws Refusal */
export function readColumnMap(file: string): ColumnMap {
  try {
    return { ...usualColumns, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<ColumnMap>) };
  } catch (error) {
    throw new Refusal(`The column map ${file} cannot be read: ${briefly(error)}.`);
  }
}

async function fromJsonLines(file: string): Promise<Message[]> {
  const messages: Message[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      const row = JSON.parse(text) as Record<string, unknown>;
      const said = { user: textOf(row['user']), title: textOf(row['title']), body: textOf(row['body'] ?? row['text']) };
      messages.push({ uid: textOf(row['uid'] ?? row['msg_no']) || digestOf(said, textOf(row['time'])), ...said });
    } catch (error) {
      throw new Refusal(`Line ${line} of ${file} is not JSON: ${briefly(error)}.`);
    }
  }
  return eachOnce(messages);
}

function csvRows(file: string): unknown[][] {
  try {
    return parse(readFileSync(file), { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    throw new Refusal(`${file} cannot be read as CSV: ${briefly(error)}.`);
  }
}

async function sheetRows(file: string): Promise<unknown[][]> {
  try {
    return await readSheet(file);
  } catch (error) {
    throw new Refusal(`${file} cannot be read as a workbook: ${briefly(error)}.`);
  }
}

function fromTable(rows: readonly unknown[][], file: string, columns: ColumnMap): Message[] {
  const headings = (rows[0] ?? []).map((cell) => textOf(cell).trim());
  const at = (part: keyof ColumnMap) => headings.indexOf(columns[part]);
  if (at('body') < 0) throw new Refusal(`${file} has no column "${columns.body}"; name it with --map.`);
  const messages = rows.slice(1).map((row) => {
    const cell = (part: keyof ColumnMap) => (at(part) < 0 ? '' : textOf(row[at(part)]));
    const said = { user: cell('user').trim(), title: cell('title'), body: cell('body') };
    return { uid: cell('uid').trim() || digestOf(said, cell('time')), ...said };
  });
  return eachOnce(messages);
}

/** Without the second row of an id: published tables repeat some. */
function eachOnce(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [message.uid, message])).values()];
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

function digestOf(said: object, time: string): string {
  return createHash('sha256')
    .update(JSON.stringify([said, time]))
    .digest('hex')
    .slice(0, 32);
}
