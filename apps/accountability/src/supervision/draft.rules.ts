import {
  type DraftSupervision,
  Problem,
  type SupervisionDraft,
  supervisionDraftMoved,
  type SupervisionDraftMoved,
} from '@huiyin/contracts';
import { separationRefusal } from '@huiyin/statute';
import { type Making } from '../duty/clock-moves.rules.js';
import { type Duty } from '../duty/duty.rules.js';
import { type DraftRow } from './draft.table.js';
import { type Issued, letterIssued, type Supervisor, supervisingUnit, watches } from './supervision.rules.js';

/** The unit whose head could sign, where the drafting office is a bureau, and the one whose leader could. */
export interface Signers {
  readonly head?: number | undefined;
  readonly leader?: number | undefined;
}

/**
 * R40, C.3: an officer of the bureau that watches the matter, or a supervisor of the area, drafts a letter; its signature is owed by the
 * head of that bureau or by the leader of the area.
 * @throws Problem as `supervisingUnit`; `validation-failed` where nobody could sign so.
 */
export function letterDrafted(
  duty: Duty,
  order: DraftSupervision,
  by: Supervisor,
  signersOf: (unit: number) => Signers,
  now: Date,
  id: string,
): DraftRow {
  const byUnit = supervisingUnit(duty, by.from, 'draft-supervision');
  const { head, leader } = signersOf(byUnit);
  // A bureau signs for what it has to do with; elsewhere in the area the leader does.
  const signers = { head: head !== undefined && watches(duty, head) ? head : undefined, leader };
  const signingUnit = order.signer === undefined ? (signers.head ?? leader) : signers[order.signer];
  // The office that answers for the matter signs no letter to itself.
  if (signingUnit === undefined || signingUnit === duty.unitId)
    throw new Problem('validation-failed', {}, [{ field: 'signer', rule: 'isIn' }]);
  return {
    id,
    matter_id: duty.matterId,
    ground: order.ground,
    facts: order.facts,
    demand: order.demand,
    period_days: order.periodDays ?? null,
    by_unit: byUnit,
    signing_unit: signingUnit,
    seen_by: [...new Set([byUnit, signingUnit])],
    drafted_by: by.officialId,
    drafted_at: now.toISOString(),
    decided_by: null,
    decided_at: null,
    return_reason: null,
    letter_id: null,
  };
}

/**
 * R40 (T48): the draft goes out as a letter, in the name of the office that signs.
 * @throws Problem `not-found` for another office's draft; `transition-not-allowed` for one that was decided, or as `supervisingUnit`;
 * `separation-of-duties` for who wrote it.
 */
export function draftIssued(
  draft: DraftRow,
  duty: Duty,
  by: Supervisor,
  now: Date,
  making: Making,
): Issued & { draft: DraftRow } {
  const from = signing(draft, by, 'issue-supervision');
  if (separationRefusal('supervise', draft.drafted_by === by.officialId ? ['draft-supervision'] : []) !== null)
    throw new Problem('separation-of-duties');
  const { ground, demand, period_days: periodDays, by_unit: draftedBy } = draft;
  const order = { ground, demand, draftedBy, ...(periodDays === null ? {} : { periodDays }) };
  const issued = letterIssued(duty, order, { ...by, from }, now, making);
  return { ...issued, draft: { ...decided(draft, by, now), letter_id: issued.letter.id } };
}

/**
 * C.3: who signs sends the draft back, with reasons.
 * @throws Problem `not-found` for another office's draft, `transition-not-allowed` for one that was decided.
 */
export function draftReturned(draft: DraftRow, reason: string, by: Supervisor, now: Date): DraftRow {
  signing(draft, by, 'return-supervision');
  return { ...decided(draft, by, now), return_reason: reason };
}

/** R24 ¶2: what a unit that ended drafted or has to sign is its heir's, also where the heir can only send it back. */
export function draftInherited(draft: DraftRow, endedUnit: number, heirUnit: number): DraftRow {
  const after = (unit: number) => (unit === endedUnit ? heirUnit : unit);
  return {
    ...draft,
    by_unit: after(draft.by_unit),
    signing_unit: after(draft.signing_unit),
    seen_by: [...new Set(draft.seen_by.map(after))],
  };
}

function signing(draft: DraftRow, { from }: Supervisor, command: string): Supervisor['from'] {
  const posts = from.filter(({ unitId }) => unitId === draft.signing_unit);
  if (posts.length === 0) throw new Problem('not-found');
  if (draft.decided_at !== null) throw new Problem('transition-not-allowed', { command });
  return posts;
}

function decided(draft: DraftRow, { officialId }: Supervisor, now: Date): DraftRow {
  return { ...draft, decided_by: officialId, decided_at: now.toISOString() };
}

function standingOf({ decided_at, letter_id }: DraftRow): SupervisionDraft['standing'] {
  if (decided_at === null) return 'drafted';
  return letter_id === null ? 'returned' : 'issued';
}

export function draftShown(draft: DraftRow): SupervisionDraft {
  return {
    draftId: draft.id,
    matterId: draft.matter_id,
    ground: draft.ground,
    facts: draft.facts,
    demand: draft.demand,
    ...(draft.period_days === null ? {} : { periodDays: draft.period_days }),
    byUnitId: draft.by_unit,
    signingUnitId: draft.signing_unit,
    draftedAt: new Date(draft.drafted_at).toISOString(),
    standing: standingOf(draft),
    ...(draft.decided_at === null ? {} : { decidedAt: new Date(draft.decided_at).toISOString() }),
    ...(draft.return_reason === null ? {} : { reason: draft.return_reason }),
  };
}

/** What others are told: never the text of a draft. */
export function draftTold(draft: DraftRow): { contract: typeof supervisionDraftMoved; payload: SupervisionDraftMoved } {
  const payload: SupervisionDraftMoved = {
    draftId: draft.id,
    matterId: draft.matter_id,
    ground: draft.ground,
    standing: standingOf(draft),
    byUnitId: draft.by_unit,
    signingUnitId: draft.signing_unit,
    draftedBy: draft.drafted_by,
    at: new Date(draft.decided_at ?? draft.drafted_at).toISOString(),
  };
  return { contract: supervisionDraftMoved, payload };
}
