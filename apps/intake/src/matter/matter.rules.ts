import {
  type Classify,
  type EscalateUrgent,
  type LinkToExisting,
  type MatterChanged,
  matterClassified,
  matterEscalated,
  matterLinked,
  Problem,
} from '@huiyin/contracts';
import { outgoing, type Outgoing } from '@huiyin/messaging';
import {
  claimMachine,
  decidePath,
  isCategorySlug,
  openClaimStates,
  type PathCode,
  transitionFor,
  urgencyLevels,
} from '@huiyin/statute';
import { stepOf } from './matter-move.rules.js';
import { type Desks, tasksOf } from './matter-task.rules.js';
import { type Matter } from './matter.table.js';

export interface MatterDecision {
  readonly row: Partial<Matter>;
  readonly events: readonly Outgoing[];
  readonly answer: MatterChanged;
  readonly reason: string;
}

const pathOfKind: Readonly<Record<string, readonly PathCode[]>> = { accusation: ['P_ACC'], suggestion: ['P_SUG'] };

/** States in which somebody still owes the petitioner something. */
export const openStates: ReadonlySet<string> = new Set<string>([
  ...openClaimStates,
  'referred',
  'under_study',
  'decided',
]);

export function isOpen(matter: Pick<Matter, 'state'>): boolean {
  return openStates.has(matter.state);
}

/**
 * Regulations on Petition Work, Art. 22 and 31: a named clerk decides kind, category, path, location and urgency; the path follows from
 * the questions in their order. A suggestion leaves the claims here and waits to be referred for study (Art. 29). An accusation never
 * comes here: it is sealed.
 * @throws Problem `path-does-not-follow`, `transition-not-allowed`.
 */
export function classified(matter: Matter, order: Classify, desks: Desks, now: Date): MatterDecision {
  const path = pathOf(order);
  const state = lawful(matter, 'classify');
  const version = matter.version + 1;
  const locationCode = order.locationCode ?? matter.locationCode;
  const { kind, category, urgency, accused } = order;
  const row = {
    state,
    kind,
    category,
    path,
    urgency,
    owesUrgentReport: urgencyLevels[urgency].reportAtOnce,
    locationCode,
    pending: null,
    accusedUnits: accused?.unitIds ?? [],
    accusedOfficials: accused?.officialIds ?? [],
  };
  return {
    row,
    events: [
      outgoing(matterClassified, {
        matterId: matter.id,
        version,
        at: now.toISOString(),
        matterKind: order.kind === 'suggestion' ? 'suggestion' : 'claim',
        state,
        category: order.category,
        path,
        urgency: order.urgency,
        ...(locationCode === null ? {} : { locationCode }),
        tasks: tasksOf({ ...matter, ...row }, desks),
      }),
    ],
    answer: { matterId: matter.id, version, state, path },
    reason: order.reason,
  };
}

/** The path that follows from the answers. @throws Problem `path-does-not-follow` naming the open question or the kind that disagrees. */
export function pathOf(order: Classify): PathCode {
  if (!isCategorySlug(order.category))
    throw new Problem('validation-failed', {}, [{ field: 'category', rule: 'isCategory' }]);
  const decision = decidePath(order.answers);
  if (!decision.decided) throw new Problem('path-does-not-follow', { question: decision.ask });
  const wanted = pathOfKind[order.kind];
  const fits =
    wanted === undefined ? !Object.values(pathOfKind).flat().includes(decision.path) : wanted.includes(decision.path);
  if (!fits) throw new Problem('path-does-not-follow', { path: decision.path, kind: order.kind });
  return decision.path;
}

/**
 * T04, Regulations on Petition Work, Art. 19: what is already being handled is not taken up a second time; the petitioner is told the
 * existing number. @throws Problem `link-target-unfit`, `transition-not-allowed`.
 */
export function linked(
  matter: Matter,
  order: LinkToExisting,
  existing: { matter: Matter; submissionNo: string },
  now: Date,
): MatterDecision {
  if (existing.matter.id === matter.id || !isOpen(existing.matter)) throw new Problem('link-target-unfit');
  lawful(matter, 'link-to-existing');
  const version = matter.version + 1;
  return {
    row: { state: 'linked_to_existing', linkedTo: existing.matter.id, pending: null },
    events: [
      outgoing(matterLinked, {
        matterId: matter.id,
        version,
        at: now.toISOString(),
        existingMatterId: existing.matter.id,
        existingSubmissionNo: existing.submissionNo,
      }),
    ],
    answer: { matterId: matter.id, version, state: 'linked_to_existing' },
    reason: order.reason,
  };
}

/**
 * T13, T13.1, SUG-11; Regulations on Petition Work, Art. 25: major and urgent matters are reported at once.
 * @throws Problem `transition-not-allowed`.
 */
export function escalated(matter: Matter, order: EscalateUrgent, now: Date): MatterDecision {
  const { id: transition } = stepOf(matter, 'escalate-urgent');
  const version = matter.version + 1;
  return {
    row: { urgency: 'major_urgent', owesUrgentReport: false },
    events: [
      outgoing(matterEscalated, {
        matterId: matter.id,
        version,
        at: now.toISOString(),
        reportTo: order.reportTo,
        transition,
      }),
    ],
    answer: { matterId: matter.id, version, state: matter.state },
    reason: order.reason,
  };
}

/** The state that the claim machine (which all undecided kinds share up to triage) gives. @throws Problem `transition-not-allowed`. */
export function lawful(matter: Pick<Matter, 'state'>, command: string): string {
  const transition = transitionFor(claimMachine, matter.state as never, command);
  if (!transition.lawful) throw new Problem('transition-not-allowed', { state: matter.state, command });
  return transition.to;
}
