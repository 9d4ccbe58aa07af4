import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type MatterMoved, matterMoved, matterRemoved, submissionRegistered } from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf, putInOutbox } from '@huiyin/messaging';
import { Database, ReadsEvents, UnitDirectory } from '@huiyin/service';
import { type Before, opened, opensFile, startOfDays } from './opening.rules.js';
import { HandlingFile } from './file.table.js';

interface Receipt {
  readonly matter_id: string;
  readonly unit_id: number;
  readonly received_at: string;
  readonly submission_no: string | null;
}

/** Hand-overs that are answered later: the unit offered to has received the matter. */
const offers: ReadonlySet<string> = new Set(['forward', 'assign', 'refer-for-study']);

/** What intake tells: when matters were received, and that the competent office has taken one. */
@ReadsEvents()
@Injectable()
export class IntakeMoves implements EventHandling<EntityManager> {
  readonly owner = 'intake';
  readonly contracts = [submissionRegistered, matterMoved, matterRemoved];

  constructor(
    private readonly database: Database,
    private readonly units: UnitDirectory,
  ) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    const receipts = batch.flatMap(receiptOf);
    if (receipts.length > 0) await remember(tx, receipts);
    const moves = batch.flatMap((event) =>
      isOf(event, matterMoved) && opensFile(event.payload) ? [event.payload] : [],
    );
    if (moves.length > 0) await this.#open(tx, moves);
    const removed = batch.flatMap((event) => (isOf(event, matterRemoved) ? [event.payload.matterId] : []));
    if (removed.length > 0)
      await tx.query('delete from assignment.receipt where matter_id = any($1::uuid[])', [removed]);
  }

  /** A file that is there already stays as it is: the same news comes again after a fault. */
  async #open(tx: EntityManager, moves: readonly MatterMoved[]): Promise<void> {
    const before = await toldBefore(tx, moves);
    const units = this.units.all();
    const files = moves.map((move) => opened(move, before(move), units));
    const table = this.database.columnsOf(HandlingFile);
    const cells = files.map((file) => table.added(file.row));
    const names = (cells[0] ?? []).map((cell) => cell.name).join(', ');
    const added = (await tx.query(
      `insert into ${table.table} (${names}) select ${names} from jsonb_populate_recordset(null::${table.table}, $1::jsonb)
       on conflict (id) do nothing returning id`,
      [table.recordset(cells)],
    )) as { id: string }[];
    const fresh = new Set(added.map(({ id }) => id));
    await putInOutbox(
      tx,
      'assignment',
      files.filter((file) => fresh.has(file.row.id)).map((file) => file.event),
    );
  }
}

function receiptOf(event: Delivered): Receipt[] {
  if (isOf(event, submissionRegistered)) {
    const { matterId, unitId, receivedAt, submissionNo } = event.payload;
    return [{ matter_id: matterId, unit_id: unitId, received_at: receivedAt, submission_no: submissionNo }];
  }
  if (!isOf(event, matterMoved) || !offers.has(event.payload.command)) return [];
  const { matterId, otherUnitId, at } = event.payload;
  return otherUnitId === undefined
    ? []
    : [{ matter_id: matterId, unit_id: otherUnitId, received_at: at, submission_no: null }];
}

async function remember(tx: EntityManager, receipts: readonly Receipt[]): Promise<void> {
  await tx.query(
    `insert into assignment.receipt (matter_id, unit_id, received_at, submission_no)
     select matter_id, unit_id, received_at, submission_no
       from jsonb_to_recordset($1::jsonb) as r(matter_id uuid, unit_id int, received_at timestamptz, submission_no text)
     on conflict do nothing`,
    [JSON.stringify(receipts)],
  );
}

async function toldBefore(tx: EntityManager, moves: readonly MatterMoved[]): Promise<(move: MatterMoved) => Before> {
  const rows = (await tx.query(
    `select matter_id, unit_id, received_at, submission_no from assignment.receipt where matter_id = any($1::uuid[])`,
    [moves.map((move) => move.matterId)],
  )) as { matter_id: string; unit_id: number; received_at: Date; submission_no: string | null }[];
  return (move) => {
    const ofMatter = rows.filter((row) => row.matter_id === move.matterId);
    const receipts = ofMatter.map((row) => ({
      unitId: row.unit_id,
      receivedAt: row.received_at,
      isHandOver: row.submission_no === null,
    }));
    return {
      receivedAt: startOfDays(move, receipts),
      submissionNo: ofMatter.find((row) => row.submission_no !== null)?.submission_no ?? undefined,
    };
  };
}
