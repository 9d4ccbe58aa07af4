import { Injectable } from '@nestjs/common';
import { type Sql } from '@huiyin/messaging';

/**
 * The matters' locks make sure that no word is written of a matter that is being taken out: whoever seals it waits, and then removes
 * what was written.
 */
const add = `with m as (select id, registered_at, seen_by from intake.matter where id = any($1::uuid[]) order by id for key share)
  insert into intake.subject_word (word, unit_id, registered_at, matter_id)
  select word, unit.id, m.registered_at, m.id from m join intake.submission s on s.matter_id = m.id
    cross join lateral (select intake.subject_words(s.title) as words offset 0) t cross join unnest(m.seen_by) unit(id) cross join unnest(t.words) word
   where not exists (select from intake.subject_word w
     where w.word = t.words[1] and w.unit_id = unit.id and w.registered_at = m.registered_at and w.matter_id = m.id)
  on conflict do nothing`;

/** Words of subjects, by which matters are found. */
@Injectable()
export class SubjectWords {
  /** Writes the words for every unit that reads the matters now; what stands there stays. */
  async add(sql: Sql, matterIds: readonly string[]): Promise<void> {
    if (matterIds.length > 0) await sql.query(add, [[...new Set(matterIds)]]);
  }

  /** Removes every word of a matter, for whatever unit; the matter's row must be gone already. */
  async remove(sql: Sql, matterId: string, titles: readonly string[]): Promise<void> {
    await sql.query(
      `delete from intake.subject_word where matter_id = $1 and word in (select unnest(intake.subject_words(title)) from unnest($2::text[]) title)`,
      [matterId, titles],
    );
  }
}
