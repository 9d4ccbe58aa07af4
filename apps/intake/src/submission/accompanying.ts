import { type EntityManager } from 'typeorm';
import { type PersonGiven } from '@huiyin/contracts';
import { type PersonalData } from '@huiyin/service';
import { sealPerson } from '../petitioner/petitioner.cells.js';

/** Writes agents and representatives of a submission, each sealed under a key of their own. */
export async function addAccompanying(
  manager: EntityManager,
  submissionId: string,
  people: readonly { part: 'agent' | 'representative'; person: PersonGiven }[],
  data: PersonalData,
  site: string,
): Promise<void> {
  for (const [nth, { part, person }] of people.entries()) {
    const row = sealPerson(person, data, site);
    await manager.query(
      `with p as (insert into intake.petitioner (id, wrapped_key, name, phone, id_number, address, email, phone_index, id_number_index, email_index)
                  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10))
       insert into intake.accompanying (submission_id, nth, part, petitioner_id) values ($11, $12, $13, $1)`,
      [
        row.id,
        row.wrapped_key,
        row.name,
        row.phone,
        row.id_number,
        row.address,
        row.email,
        row.phone_index,
        row.id_number_index,
        row.email_index,
        submissionId,
        nth + 1,
        part,
      ],
    );
  }
}
