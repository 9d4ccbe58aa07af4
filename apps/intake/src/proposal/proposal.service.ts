import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type DecideProposal,
  Problem,
  type ProposalDecided,
  type ProposalEntry,
  type Proposals,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import {
  appendAudit,
  auditOf,
  Authorities,
  Database,
  once,
  type Scope,
  type Settings,
  SETTINGS,
} from '@huiyin/service';
import { type Comparison, factsOf, likeness, proposalFor } from './likeness.rules.js';

/** Earlier submissions looked at, and proposals made, for one submission: a clerk reads them all. */
const mostCandidates = 10;
const mostProposals = 5;

interface Candidate {
  matter_id: string;
  submission_id: string;
  title: string;
  content: string;
  earlier_matter_id: string;
  earlier_submission_id: string;
  earlier_title: string;
  earlier_content: string;
  same_facts: boolean;
  same_phone: boolean;
  same_id_number: boolean;
  same_email: boolean;
}

// By facts and by each blind index apart, so that every part walks its own index and stops early.
const earlier = (
  join: string,
) => `select e.id, e.matter_id, e.title, e.content, e.facts_digest, e.petitioner_id, e.registered_at
  from ${join} and (e.registered_at, e.id) < (s.registered_at, s.id) order by e.registered_at desc limit ${mostCandidates}`;
const byIndex = (field: string) =>
  earlier(
    `intake.petitioner q join intake.submission e on e.petitioner_id = q.id where q.${field}_index = p.${field}_index`,
  );
const candidates = `select s.matter_id, s.id as submission_id, s.title, s.content, e.matter_id as earlier_matter_id, e.id as earlier_submission_id,
    e.title as earlier_title, e.content as earlier_content, e.facts_digest = s.facts_digest as same_facts,
    coalesce(q.phone_index = p.phone_index, false) as same_phone, coalesce(q.id_number_index = p.id_number_index, false) as same_id_number,
    coalesce(q.email_index = p.email_index, false) as same_email
  from intake.submission s join intake.petitioner p on p.id = s.petitioner_id
  cross join lateral (
    (${earlier('intake.submission e where e.facts_digest = s.facts_digest')})
    union (${byIndex('phone')}) union (${byIndex('id_number')}) union (${byIndex('email')})) e
  join intake.petitioner q on q.id = e.petitioner_id
  where s.id = any($1::uuid[])`;

/** Proposes earlier submissions of the same person or the same facts, with reasons; a clerk decides, and nothing waits for it. */
@Injectable()
export class ProposalService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly authorities: Authorities,
  ) {}

  /** Looks for likenesses of newly registered submissions, within the transaction that took the news. */
  async propose(manager: EntityManager, submissionIds: readonly string[]): Promise<void> {
    if (submissionIds.length === 0) return;
    const found = (await manager.query(candidates, [submissionIds])) as Candidate[];
    const rows = found.flatMap((candidate) => {
      const comparison = compare(candidate);
      const proposal = proposalFor(comparison);
      return proposal === undefined
        ? []
        : [{ ...candidate, ...proposal, id: randomUUID(), weight: weightOf(proposal.likeness) + comparison.likeness }];
    });
    await this.#store(manager, mostOf(rows));
  }

  async #store(
    manager: EntityManager,
    rows: readonly (Candidate & { id: string; likeness: string; reasons: readonly string[] })[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const slim = rows.map(
      ({ id, matter_id, submission_id, earlier_matter_id, earlier_submission_id, likeness: kind, reasons }) => ({
        id,
        matter_id,
        submission_id,
        earlier_matter_id,
        earlier_submission_id,
        likeness: kind,
        reasons,
      }),
    );
    await manager.query(
      `insert into intake.proposal (id, matter_id, submission_id, earlier_matter_id, earlier_submission_id, likeness, reasons)
       select id, matter_id, submission_id, earlier_matter_id, earlier_submission_id, likeness, reasons
         from jsonb_to_recordset($1::jsonb) as r(id uuid, matter_id uuid, submission_id uuid, earlier_matter_id uuid, earlier_submission_id uuid,
           likeness text, reasons text[]) on conflict (submission_id, earlier_submission_id) do nothing`,
      [JSON.stringify(slim)],
    );
  }

  async of(matterId: string, call: Call): Promise<Proposals> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    return this.database.inScope(scope, async (manager) => {
      const seen = (await manager.query('select 1 from intake.matter where id = $1 and ($2 or seen_by && $3::int[])', [
        matterId,
        scope.isEverything,
        scope.units,
      ])) as unknown[];
      if (seen.length === 0) throw new Problem('not-found');
      return { proposals: await this.#list(manager, matterId, scope) };
    });
  }

  /** What lies outside the reader's scope is not proposed to this reader: its row is hidden with its matter. */
  async #list(manager: EntityManager, matterId: string, scope: Scope): Promise<ProposalEntry[]> {
    const rows = (await manager.query(
      `select p.id, p.earlier_matter_id, e.submission_no, e.title, e.registered_at, p.likeness, p.reasons, p.standing
         from intake.proposal p join intake.submission e on e.id = p.earlier_submission_id join intake.matter m on m.id = e.matter_id
        where p.matter_id = $1 and ($2 or m.seen_by && $3::int[]) order by e.registered_at desc`,
      [matterId, scope.isEverything, scope.units],
    )) as {
      id: string;
      earlier_matter_id: string;
      submission_no: string;
      title: string;
      registered_at: Date;
      likeness: ProposalEntry['likeness'];
      reasons: string[];
      standing: ProposalEntry['standing'];
    }[];
    return rows.map((row) => ({
      proposalId: row.id,
      earlierMatterId: row.earlier_matter_id,
      earlierSubmissionNo: row.submission_no,
      earlierTitle: row.title,
      earlierRegisteredAt: row.registered_at.toISOString(),
      likeness: row.likeness,
      reasons: row.reasons,
      standing: row.standing,
    }));
  }

  /** The clerk's word on a proposal. @throws Problem `not-found`, `proposal-already-decided`. */
  async decide(order: DecideProposal, call: Call): Promise<ProposalDecided> {
    const scope = await this.authorities.scopeOf(call, 'decide-proposal');
    return this.database.inScope(scope, (manager) =>
      once(manager, 'intake', 'intake.decide-proposal.v1', call, order, async () => {
        const rows = (await manager.query(
          `select p.standing, p.matter_id from intake.proposal p join intake.matter m on m.id = p.matter_id
            where p.id = $1 and ($2 or m.responsible_unit = any($3::int[])) for update of p`,
          [order.proposalId, scope.isEverything, scope.units],
        )) as { standing: string; matter_id: string }[];
        const row = rows[0];
        if (row === undefined) throw new Problem('not-found');
        if (row.standing !== 'open') throw new Problem('proposal-already-decided');
        await manager.query(
          `update intake.proposal set standing = $2, decided_by = $3, decided_at = now(), reason = $4 where id = $1`,
          [order.proposalId, order.decision, call.actor.id, order.reason],
        );
        await appendAudit(manager, 'intake', this.settings.site, [
          {
            ...auditOf(call),
            act: 'decide-proposal',
            object: row.matter_id,
            reason: order.reason,
            outcome: order.decision,
            changed: { fields: ['standing'] },
          },
        ]);
        return { proposalId: order.proposalId, decision: order.decision };
      }),
    );
  }
}

function compare(candidate: Candidate): Comparison {
  const samePerson = [
    ...(candidate.same_phone ? (['same-phone'] as const) : []),
    ...(candidate.same_id_number ? (['same-id-number'] as const) : []),
    ...(candidate.same_email ? (['same-email'] as const) : []),
  ];
  const facts = factsOf(candidate.title, candidate.content);
  const alike = candidate.same_facts ? 1 : likeness(facts, factsOf(candidate.earlier_title, candidate.earlier_content));
  return { isSameText: candidate.same_facts, likeness: alike, samePerson };
}

function weightOf(kind: string): number {
  return kind === 'repeat' ? 2 : kind === 'same-facts' ? 1 : 0;
}

/** The strongest few of each submission. */
function mostOf<R extends { submission_id: string; weight: number }>(rows: readonly R[]): R[] {
  const counted = new Map<string, number>();
  return rows
    .toSorted((a, b) => b.weight - a.weight)
    .filter((row) => {
      const count = (counted.get(row.submission_id) ?? 0) + 1;
      counted.set(row.submission_id, count);
      return count <= mostProposals;
    });
}
