import { Inject, Injectable } from '@nestjs/common';
import { type NumberAndCode, type OpenedSubmission, Problem, type Receipt } from '@huiyin/contracts';
import { Database, ownScope, type Settings, SETTINGS } from '@huiyin/service';
import { openPerson, type PetitionerRow } from '../petitioner/petitioner.cells.js';
import { maskName } from '../petitioner/petitioner.masking.js';
import { SealedStore } from '../sealed/sealed-store.js';
import { QueryCodes } from './query-code.js';
import { ReceiptParts } from './receipt-parts.js';

interface SubmissionRow extends PetitionerRow {
  submission_id: string;
  matter_id: string;
  submission_no: string;
  channel: Receipt['channel'];
  title: string;
  attachments: number;
  clock_rule: string;
  legal_due_on: string;
  internal_due_on: string | null;
  received_at: Date;
  registered_at: Date;
  registered_on: string;
  receiving_unit: number;
  responsible_unit: number;
  officer_name: string;
}

const byNumber = `select s.id as submission_id, s.matter_id, s.submission_no, s.channel, s.title, s.attachments, s.clock_rule,
    to_char(s.legal_due_on, 'YYYY-MM-DD') as legal_due_on, to_char(s.internal_due_on, 'YYYY-MM-DD') as internal_due_on, s.received_at, s.registered_at,
    to_char(s.registered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as registered_on, s.receiving_unit, m.responsible_unit, m.officer_name, p.*
  from intake.submission s join intake.matter m on m.id = s.matter_id join intake.petitioner p on p.id = s.petitioner_id
  where s.submission_no = $1`;

/** What number and code open, without an account (R21). Wrong number, wrong code and somebody else's all sound and take the same. */
@Injectable()
export class OpeningService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly sealed: SealedStore,
    private readonly codes: QueryCodes,
    private readonly offices: ReceiptParts,
  ) {}

  /** @throws Problem `code-or-number-wrong`. */
  async open(given: NumberAndCode): Promise<OpenedSubmission> {
    const { row, status } = await this.#find(given);
    if (row !== undefined)
      return { submissionNo: row.submission_no, registeredOn: row.registered_on, matterId: row.matter_id };
    return status as OpenedSubmission;
  }

  /** @throws Problem `code-or-number-wrong`. */
  async receipt(given: NumberAndCode): Promise<Receipt> {
    const { row, status } = await this.#find(given);
    if (row !== undefined) return this.#receiptOf(row);
    const day = `${status?.registeredOn ?? ''}T00:00:00+08:00`;
    return {
      submissionNo: given.submissionNo.trim(),
      queryCode: this.codes.of(given.submissionNo.trim()),
      receivedAt: day,
      registeredAt: day,
      channel: 'online',
      attachments: 0,
      receivedByUnit: this.offices.bureauName(),
    };
  }

  /** Both sides are always asked, in parallel, before the code is looked at: a hidden, an unknown and a foreign number take one path. */
  async #find({
    submissionNo,
    queryCode,
  }: NumberAndCode): Promise<{ row?: SubmissionRow; status?: OpenedSubmission | undefined }> {
    const no = submissionNo.replace(/\D/g, '');
    const [rows, status] = await Promise.all([
      this.database.inScope(
        ownScope('open by number and code'),
        async (manager) => (await manager.query(byNumber, [no])) as SubmissionRow[],
      ),
      this.sealed.statusOf(no),
    ]);
    const fits = this.codes.fits(no, queryCode);
    const row = rows[0];
    if (!fits || (row === undefined && status === undefined)) throw new Problem('code-or-number-wrong');
    return row === undefined ? { status } : { row };
  }

  #receiptOf(row: SubmissionRow): Receipt {
    const { name } = openPerson(row, ['name'], this.offices.people, this.settings.site);
    return {
      submissionNo: row.submission_no,
      queryCode: this.codes.of(row.submission_no),
      receivedAt: row.received_at.toISOString(),
      registeredAt: row.registered_at.toISOString(),
      channel: row.channel,
      title: row.title,
      attachments: row.attachments,
      ...(name === undefined ? {} : { petitionerMasked: maskName(name) }),
      receivedByUnit: this.offices.unitName(row.receiving_unit),
      responsibleUnit: this.offices.unitName(row.responsible_unit),
      officer: row.officer_name,
      officePhone: this.offices.phone(row.responsible_unit),
      clockRule: row.clock_rule,
      legalDueOn: row.legal_due_on,
      ...(row.internal_due_on === null ? {} : { internalDueOn: row.internal_due_on }),
    };
  }
}
