import { type OfficeProcess } from '../../../journeys/test/office-process.js';

interface MatterRow {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly kept_by: string;
  readonly responsible_unit: number;
  readonly officer_id: string;
}
interface FileRow {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly unit_id: number;
  readonly officer_id: string;
  readonly second_officer_id: string | null;
  readonly awaits: string | null;
  readonly closing_reason: string | null;
  readonly aspects: string[];
}
interface LineRow {
  readonly id: string;
  readonly state: string;
  readonly responsible_unit: number;
  readonly officer_id: string;
  readonly is_open: boolean;
}
export interface ClockRow {
  readonly id: string;
  readonly rule: string;
  readonly is_main: boolean;
  readonly unit: number;
  readonly officer_id: string;
  readonly legal: string;
  readonly internal: string | null;
}
interface OfferRow {
  readonly id: string;
  readonly matter_id: string;
  readonly version: number;
}

/** What the four books hold of one matter. */
export interface Books {
  readonly matter: MatterRow;
  readonly file: FileRow | undefined;
  readonly line: LineRow | undefined;
  /** Those that run. */
  readonly clocks: readonly ClockRow[];
  /** The last one. */
  readonly offer: OfferRow | undefined;
}

/** The books of several matters, in one look. */
export async function booksOf(office: OfficeProcess, ids: readonly string[]): Promise<ReadonlyMap<string, Books>> {
  const matters = await office.rows<MatterRow>(
    `select id, version, state, kept_by, responsible_unit, officer_id from intake.matter where id = any($1)`,
    [ids],
  );
  const files = await office.rows<FileRow>(
    `select id, version, state, unit_id, officer_id, second_officer_id, pending->>'act' as awaits, closing_reason, aspects
     from assignment.file where id = any($1)`,
    [ids],
  );
  const lines = await office.rows<LineRow>(
    `select matter_id as id, state, responsible_unit, officer_id, is_open from reporting.matter_line
     where matter_id = any($1)`,
    [ids],
  );
  const clocks = await office.rows<ClockRow>(
    `select matter_id as id, rule, is_main, responsible_unit as unit, officer_id, legal_due_on::text as legal,
       internal_due_on::text as internal from accountability.clock where standing <> 'stopped' and matter_id = any($1)`,
    [ids],
  );
  const offers = await office.rows<OfferRow>(
    `select distinct on (matter_id) id, matter_id, version from intake.offer where matter_id = any($1)
     order by matter_id, offered_at desc`,
    [ids],
  );
  const of = <T extends { readonly id: string }>(rows: readonly T[], id: string) => rows.find((row) => row.id === id);
  return new Map(
    matters.map((matter) => [
      matter.id,
      {
        matter,
        file: of(files, matter.id),
        line: of(lines, matter.id),
        clocks: clocks.filter(({ id }) => id === matter.id),
        offer: offers.find((offer) => offer.matter_id === matter.id),
      },
    ]),
  );
}

/** Rows of the machines by which a matter moved, as told to everybody: first by intake, then by the office. */
export async function rowsTold(office: OfficeProcess, matterId: string): Promise<string[]> {
  const told = await office.rows<{ name: string; transition: string | null; version: number; by: string }>(
    `select name, version, payload->>'transition' as transition, 'intake' as by from intake.outbox
       where matter_id = $1 and sent_at is not null
     union all select name, version, payload->>'transition', 'office' from assignment.outbox
       where matter_id = $1 and sent_at is not null
     order by by, version`,
    [matterId],
  );
  const own: Readonly<Record<string, string>> = {
    'intake.submission-registered.v1': 'T01 T02',
    'intake.matter-classified.v1': 'T05',
    'intake.matter-escalated.v1': 'T13',
  };
  return told
    .filter(({ by, version, name }) =>
      by === 'office' ? version > 1 : name in own || name === 'intake.matter-moved.v1',
    )
    .flatMap(({ name, transition }) => transition ?? own[name]?.split(' ') ?? name);
}
