import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Classify } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { PersonalData, type Settings, SETTINGS, UnitDirectory } from '@huiyin/service';
import { AttachmentService } from '../attachment/attachment.service.js';
import { SubjectWords } from '../finding/subject-words.js';
import { openPerson, personFields, type PetitionerRow } from '../petitioner/petitioner.cells.js';
import { AccusationService } from '../sealed/accusation.service.js';
import { type Matter } from './matter.table.js';

interface SubmissionText {
  id: string;
  submission_no: string;
  channel: string;
  title: string;
  content: string;
  received_at: Date;
}

/** Moves a matter to the sealed side: everything in, then everything out. */
@Injectable()
export class MatterSealing {
  readonly site: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly people: PersonalData,
    private readonly attachments: AttachmentService,
    private readonly accusations: AccusationService,
    private readonly units: UnitDirectory,
    private readonly words: SubjectWords,
  ) {
    this.site = settings.site;
  }

  async seal(manager: EntityManager, matter: Matter, order: Classify, call: Call): Promise<void> {
    const texts = (await manager.query(
      'select id, submission_no, channel, title, content, received_at from intake.submission where matter_id = $1',
      [matter.id],
    )) as SubmissionText[];
    const files = await this.attachments.ofMatter(manager, matter.id);
    for (const text of texts) {
      const people = await this.#peopleOf(manager, text.id);
      await this.accusations.seal(
        {
          order: 'intake.classify.v1',
          // A matter may gather several submissions: each is sealed once.
          call: { ...call, idempotencyKey: `${call.idempotencyKey ?? matter.id}/${text.id}` },
          input: order,
          submissionNo: text.submission_no,
          receivingUnit: matter.responsibleUnit,
          profile: this.units.find(matter.responsibleUnit)?.profile ?? 'national',
          receivedAt: text.received_at,
          accused: order.accused,
          content: {
            title: text.title,
            content: text.content,
            channel: text.channel,
            accused: order.accused ?? {},
            files,
          },
          people: people.map((row) => openPerson(row, personFields, this.people, this.site)),
          originSubmissionId: text.id,
        },
        {},
      );
    }
    await this.#remove(manager, matter.id);
    // After the row is gone: whoever was writing words of it has finished, and nobody begins any more.
    await this.words.remove(
      manager,
      matter.id,
      texts.map((text) => text.title),
    );
  }

  async #peopleOf(manager: EntityManager, submissionId: string): Promise<PetitionerRow[]> {
    return (await manager.query(
      `select p.* from intake.petitioner p where p.id in (
         select petitioner_id from intake.submission where id = $1 union all select petitioner_id from intake.accompanying where submission_id = $1)`,
      [submissionId],
    )) as PetitionerRow[];
  }

  /** Every row that could tell: texts, people, keys that answered with the receipt. What is left is a version number in the event log. */
  async #remove(manager: EntityManager, matterId: string): Promise<void> {
    const people = (await manager.query(
      `select petitioner_id as id from intake.submission where matter_id = $1
       union all select a.petitioner_id from intake.accompanying a join intake.submission s on s.id = a.submission_id where s.matter_id = $1`,
      [matterId],
    )) as { id: string }[];
    await manager.query(`select set_config('hy.all', 'on', true)`);
    await manager.query('delete from intake.matter where id = $1', [matterId]);
    await manager.query('delete from intake.petitioner where id = any($1::uuid[])', [people.map((p) => p.id)]);
  }
}
