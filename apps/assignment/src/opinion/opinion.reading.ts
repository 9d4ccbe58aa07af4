import { Injectable } from '@nestjs/common';
import { type AnswerGiven } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Database } from '@huiyin/service';
import { paperNumberText } from '@huiyin/statute';
import { type ProofOfService } from './opinion.table.js';

/** The last draft with what stands behind it. */
export interface Draft {
  /** The unit that handled the file when it was read. */
  readonly unitId: number;
  readonly draftNo: number;
  readonly summary: string;
  readonly answers: readonly AnswerGiven[];
  readonly evidence: readonly { readonly title: string; readonly place: string | null; readonly findings: string }[];
}

/** What a report says of the service. */
export type ServiceShown = Pick<ProofOfService, 'manner' | 'servedOn' | 'receivedBy' | 'result'>;

/** What an act on an opinion must know beside the file, read before the change so that nothing waits inside it. */
@Injectable()
export class OpinionReading {
  constructor(
    private readonly database: Database,
    private readonly authorities: Authorities,
  ) {}

  /** Undefined where there is none, or the file is not the caller's to read. */
  async lastDraft(matterId: string, call: Call): Promise<Draft | undefined> {
    const [draft] = await this.#rows<Draft>(
      call,
      `select f.unit_id as "unitId", o.draft_no as "draftNo", o.summary,
              (select json_agg(json_build_object('requestNo', a.request_no, 'finding', a.finding, 'facts', a.facts,
                        'law', a.law, 'answer', a.answer) order by a.request_no)
                 from assignment.answer a where a.matter_id = o.matter_id and a.draft_no = o.draft_no) as answers,
              (select coalesce(json_agg(json_build_object('title', r.title, 'place', r.place, 'findings', r.content->>'findings')
                        order by r.taken_at, r.id), '[]')
                 from assignment.record r where r.matter_id = o.matter_id and r.kind = 'evidence') as evidence
         from assignment.opinion o join assignment.file f on f.id = o.matter_id
        where o.matter_id = $1 order by o.draft_no desc limit 1`,
      [matterId],
    );
    return draft;
  }

  /** The number of the opinion as it stands now, corrections included; undefined before it is issued. */
  async opinionNumber(matterId: string, call: Call): Promise<string | undefined> {
    const [number] = await this.#rows<Parameters<typeof paperNumberText>[0]>(
      call,
      `select office_short as "officeShort", word, year, seq from assignment.paper
        where matter_id = $1 and kind = 'F-07' order by issued_at desc, version desc limit 1`,
      [matterId],
    );
    return number === undefined ? undefined : paperNumberText(number);
  }

  /** Undefined before the opinion was served. */
  async proofOfService(matterId: string, call: Call): Promise<ServiceShown | undefined> {
    const [proof] = await this.#rows<ServiceShown>(
      call,
      `select manner, served_on::text as "servedOn", received_by as "receivedBy", result
         from assignment.proof_of_service where matter_id = $1`,
      [matterId],
    );
    return proof;
  }

  async #rows<R>(call: Call, text: string, values: unknown[]): Promise<R[]> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    return this.database.read<R>(scope, text, values);
  }
}
