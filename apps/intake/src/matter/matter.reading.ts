import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type Headings,
  identityFields,
  type MatterDetail,
  type MatterIds,
  Problem,
  type RevealedPerson,
  type RevealIdentity,
  type SubmissionEntry,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import {
  appendAudit,
  auditOf,
  Authorities,
  Database,
  PersonalData,
  type Settings,
  SETTINGS,
  UnitDirectory,
} from '@huiyin/service';
import { openPerson, personFields, type PetitionerRow } from '../petitioner/petitioner.cells.js';
import { maskPerson } from '../petitioner/petitioner.masking.js';
import { isSeen } from './matter-order.js';
import { Matter } from './matter.table.js';

interface SubmissionRow extends PetitionerRow {
  submission_id: string;
  submission_no: string;
  channel: SubmissionEntry['channel'];
  title: string;
  content: string;
  people: number | null;
  registered_at: Date;
}

/** Reveals in one day (not a period of the law) from which a second person must look (security reference 5). */
const revealsADay = 20;

/** What officials read of matters, and the reasoned step that shows who the petitioner is. */
@Injectable()
export class MatterReading {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly authorities: Authorities,
    private readonly units: UnitDirectory,
    private readonly people: PersonalData,
  ) {}

  async read(matterId: string, call: Call): Promise<MatterDetail> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    return this.database.inScope(scope, async (manager) => {
      const matter = await manager.findOne(Matter, { where: { id: matterId } });
      if (matter === null || !isSeen(matter, scope)) throw new Problem('not-found');
      if (call.reason !== undefined) {
        await appendAudit(manager, 'intake', this.settings.site, [
          { ...auditOf(call), act: 'read-matter', object: matterId, reason: call.reason, outcome: 'done' },
        ]);
      }
      return this.#detail(matter, await this.#submissions(manager, matterId));
    });
  }

  /** Titles of those in scope; the others are left out without a word. */
  async headings({ matterIds }: MatterIds, call: Call): Promise<Headings> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    return this.database.inScope(scope, async (manager) => {
      const rows = (await manager.query(
        `select distinct on (m.id) m.id, s.title from intake.matter m join intake.submission s on s.matter_id = m.id
          where m.id = any($1::uuid[]) and ($2 or m.seen_by && $3::int[]) order by m.id, s.registered_at`,
        [matterIds, scope.isEverything, scope.units],
      )) as { id: string; title: string }[];
      return { headings: rows.map((row) => ({ matterId: row.id, title: row.title })) };
    });
  }

  /** Full values of the asked fields, once, with reason, into the audit. @throws Problem `too-many-requests` beyond the day's number. */
  async reveal(order: RevealIdentity, call: Call): Promise<RevealedPerson> {
    const scope = await this.authorities.scopeOf(call, 'reveal-identity');
    return this.database.inScope(scope, async (manager) => {
      const rows = (await manager.query(
        `select p.*, m.id as matter_id from intake.submission s join intake.matter m on m.id = s.matter_id join intake.petitioner p on p.id = s.petitioner_id
          where s.id = $1 and ($2 or m.seen_by && $3::int[])`,
        [order.submissionId, scope.isEverything, scope.units],
      )) as (PetitionerRow & { matter_id: string })[];
      const row = rows[0];
      if (row === undefined) throw new Problem('not-found');
      const done = (await manager.query(
        `select count(*)::int as n from intake.audit where actor = $1 and act = 'reveal-identity' and outcome = 'done' and at > now() - interval '24 hours'`,
        [auditOf(call).actor],
      )) as [{ n: number }];
      if (done[0].n >= revealsADay) throw new Problem('too-many-requests', {}, [], 3600);
      const fields = identityFields.filter((field) => order.fields.includes(field));
      await appendAudit(manager, 'intake', this.settings.site, [
        {
          ...auditOf(call),
          act: 'reveal-identity',
          object: row.matter_id,
          reason: `${order.reasonCode}: ${order.note}`,
          outcome: 'done',
          changed: { fields },
        },
      ]);
      return openPerson(row, fields, this.people, this.settings.site);
    });
  }

  async #submissions(manager: EntityManager, matterId: string): Promise<SubmissionEntry[]> {
    const rows = (await manager.query(
      `select s.id as submission_id, s.submission_no, s.channel, s.title, s.content, s.people, s.registered_at, p.*
         from intake.submission s join intake.petitioner p on p.id = s.petitioner_id
        where s.matter_id = $1 or s.matter_id in (select m.id from intake.matter m where m.linked_to = $1) order by s.registered_at`,
      [matterId],
    )) as SubmissionRow[];
    const files = (await manager.query(
      `select id, submission_id, file_name, media_type, bytes from intake.attachment where submission_id = any($1::uuid[]) and state = 'stored'`,
      [rows.map((row) => row.submission_id)],
    )) as { id: string; submission_id: string; file_name: string; media_type: string; bytes: number }[];
    return rows.map((row) => ({
      submissionId: row.submission_id,
      submissionNo: row.submission_no,
      channel: row.channel,
      registeredAt: row.registered_at.toISOString(),
      title: row.title,
      content: row.content,
      petitioner: maskPerson(openPerson(row, personFields, this.people, this.settings.site)),
      ...(row.people === null ? {} : { people: row.people }),
      attachments: files
        .filter((file) => file.submission_id === row.submission_id)
        .map((file) => ({
          attachmentId: file.id,
          fileName: file.file_name,
          mediaType: file.media_type,
          bytes: file.bytes,
        })),
    }));
  }

  #detail(matter: Matter, submissions: SubmissionEntry[]): MatterDetail {
    return {
      matterId: matter.id,
      version: matter.version,
      state: matter.state,
      ...(matter.kind === null ? {} : { kind: matter.kind }),
      ...(matter.category === null ? {} : { category: matter.category }),
      ...(matter.path === null ? {} : { path: matter.path }),
      ...(matter.locationCode === null ? {} : { locationCode: matter.locationCode }),
      urgency: matter.urgency,
      responsibleUnitId: matter.responsibleUnit,
      responsibleUnit: this.units.find(matter.responsibleUnit)?.name ?? String(matter.responsibleUnit),
      officerId: matter.officerId,
      officer: matter.officerName,
      ...(matter.linkedTo === null ? {} : { linkedToMatterId: matter.linkedTo }),
      keeper: matter.keptBy,
      ...(matter.senderUnit === null ? {} : { senderUnitId: matter.senderUnit }),
      returns: matter.returns,
      ...(matter.pending === null ? {} : { awaits: matter.pending.act }),
      submissions,
    };
  }
}
