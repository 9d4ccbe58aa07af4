import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Addressee, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { appendAudit, auditOf, Database, ownScope, PersonalData, type Settings, SETTINGS } from '@huiyin/service';
import { openPerson, type PetitionerRow } from '../petitioner/petitioner.cells.js';

/** Who asked for a name; printed papers are the only reason why a service does. */
type Asking = Pick<Call, 'actor' | 'requestId'>;

// Assignment prints papers of what it keeps; intake its own. No other service has a reason, whatever its order says.
const text = `select p.*, s.submission_no, s.received_at from intake.matter m join intake.submission s on s.matter_id = m.id
    join intake.petitioner p on p.id = s.petitioner_id
  where m.id = $1 and ($2 = 'intake' or $2 = 'assignment' and m.kept_by = 'assignment') order by s.registered_at`;

/** The petitioner of a matter, for the paper that is printed; every opening is written to the audit. */
@Injectable()
export class AddresseeService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly people: PersonalData,
  ) {}

  /** @throws Problem `not-found`, also for a service that prints nothing of the matter. */
  async ofMatter(matterId: string, asking: Asking): Promise<Addressee> {
    return this.database.inScope(ownScope('addressee of a paper'), async (manager: EntityManager) => {
      const rows = (await manager.query(text, [matterId, asking.actor.id])) as (PetitionerRow & {
        submission_no: string;
        received_at: Date;
      })[];
      const first = rows[0];
      if (first === undefined) throw new Problem('not-found');
      await appendAudit(manager, 'intake', this.settings.site, [
        {
          ...auditOf(asking as Call),
          act: 'addressee-of',
          object: matterId,
          outcome: 'done',
          changed: { fields: ['name', 'address'] },
        },
      ]);
      const { name, address } = openPerson(first, ['name', 'address'], this.people, this.settings.site);
      return {
        ...(name === undefined ? {} : { name }),
        ...(address === undefined ? {} : { address }),
        submissionNos: rows.map((row) => row.submission_no),
        receivedAt: first.received_at.toISOString(),
      };
    });
  }
}
