import { Injectable } from '@nestjs/common';
import { type Channel, Problem } from '@huiyin/contracts';
import { Database, type Scope } from '@huiyin/service';
import { type OpenOffer } from './ruling.rules.js';

/** What orders and papers must know of a matter before its row is locked; none of it changes while its version does not. */
export interface MatterFacts {
  readonly responsibleUnit: number;
  readonly state: string;
  readonly category: string | null;
  readonly path: string | null;
  readonly decidingUnit: number | null;
  readonly pendingAct: string | null;
  readonly pendingBy: string | null;
  readonly accusedOfficials: readonly string[];
  readonly title: string;
  readonly submissionNo: string;
  readonly channel: Channel;
  readonly receivedAt: Date;
  readonly registeredAt: Date;
  readonly files: readonly string[];
  /** The latest offer, where there is one. */
  readonly offer?: OpenOffer & { readonly offeredAt: Date };
  /** Of that offer's objection. */
  readonly objection?: {
    readonly at: Date;
    readonly reasons: string;
    readonly legalBasis: string;
    readonly otherUnit: number | null;
  };
}

interface FactsRow {
  responsible_unit: number;
  state: string;
  category: string | null;
  path: string | null;
  deciding_unit: number | null;
  pending_act: string | null;
  pending_by: string | null;
  accused_officials: string[];
  title: string;
  submission_no: string;
  channel: Channel;
  received_at: Date;
  registered_at: Date;
  files: string[];
  offer_id: string | null;
  to_unit: number;
  to_site: string;
  offered_at: Date;
  objected_at: Date | null;
  reasons: string;
  legal_basis: string;
  other_unit: number | null;
}

const text = `select m.responsible_unit, m.state, m.category, m.path, m.deciding_unit, m.pending ->> 'act' as pending_act, m.pending ->> 'by' as pending_by, m.accused_officials::text[],
    s.title, s.submission_no, s.channel, s.received_at, s.registered_at,
    array(select a.file_name from intake.attachment a where a.submission_id = s.id and a.state = 'stored' order by a.at) as files,
    h.id as offer_id, coalesce(m.offered_to, h.to_unit) as to_unit, h.to_site, h.offered_at, o.at as objected_at, o.reasons, o.legal_basis, o.other_unit
  from intake.matter m join intake.submission s on s.matter_id = m.id
  left join intake.hand_over h on h.id = m.offer_id
  left join intake.hand_over_answer o on o.hand_over_id = h.id and o.standing = 'objected'
  where m.id = $1 and ($2 or m.seen_by && $3::int[] or m.id = $4) order by s.registered_at limit 1`;

@Injectable()
export class MatterLookup {
  constructor(private readonly database: Database) {}

  /** @throws Problem `not-found` for what is not there or not in scope. */
  async facts(matterId: string, scope: Scope): Promise<MatterFacts> {
    const values = [matterId, scope.isEverything, scope.units, scope.matterId ?? null];
    const [row] = await this.database.read<FactsRow>(scope, text, values);
    if (row === undefined) throw new Problem('not-found');
    return factsOf(row);
  }
}

function factsOf(row: FactsRow): MatterFacts {
  return {
    responsibleUnit: row.responsible_unit,
    state: row.state,
    category: row.category,
    path: row.path,
    decidingUnit: row.deciding_unit,
    pendingAct: row.pending_act,
    pendingBy: row.pending_by,
    accusedOfficials: row.accused_officials,
    title: row.title,
    submissionNo: row.submission_no,
    channel: row.channel,
    receivedAt: row.received_at,
    registeredAt: row.registered_at,
    files: row.files,
    ...(row.offer_id === null
      ? {}
      : { offer: { handOverId: row.offer_id, toUnit: row.to_unit, toSite: row.to_site, offeredAt: row.offered_at } }),
    ...(row.objected_at === null
      ? {}
      : {
          objection: {
            at: row.objected_at,
            reasons: row.reasons,
            legalBasis: row.legal_basis,
            otherUnit: row.other_unit,
          },
        }),
  };
}
