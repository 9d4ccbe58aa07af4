import { type Act, relationsOf } from '@huiyin/statute';
import { bureau } from '../county.js';
import { type Model } from '../model.js';
import { type Person } from './people.js';

/** Something that somebody must do: the one who is named, or whoever of the unit may and is not excepted. */
export interface Owed {
  readonly act: Act;
  readonly unit: number;
  readonly officer?: string;
  readonly but?: readonly string[];
}

/** What is owed on a matter, told from the model alone. */
export function owedOn(m: Model): Owed[] {
  return m.isKeptByIntake ? owedOfIntake(m) : owedOfOffice(m);
}

function owedOfIntake(m: Model): Owed[] {
  const mine = { unit: m.unit, officer: m.officer };
  if (m.pending !== undefined) return waitingFor(m);
  switch (m.state) {
    case 'registered':
      return [{ act: 'classify', ...mine }];
    case 'triaged':
      return [{ act: actAfterTriage(m), ...mine }];
    case 'forwarded':
    case 'assigned':
    case 'referred': {
      const unit = m.offer?.unit ?? 0;
      return [{ act: 'take', unit, officer: m.county.duty.get(unit) ?? '' }];
    }
    case 'objected':
      return [{ act: 'rule-on-objection', unit: m.unit }];
    case 'jurisdiction_dispute':
      return [{ act: 'decide-jurisdiction', unit: m.decidingUnit ?? m.unit }];
    case 'guided_to_path':
      return [{ act: 'guide-to-path', ...mine }];
    default:
      return [];
  }
}

/** R23 ¶2, R29: an office that received it itself says first whether it is the competent one. */
function actAfterTriage(m: Model): Act {
  if (m.path === 'P_LIT') return 'guide-to-path';
  if (m.unit !== bureau && m.offer === undefined && m.accused.length === 0) return 'keep-for-own-handling';
  return m.kind === 'suggestion' ? 'refer-for-study' : 'forward';
}

/** B.3 guard 2: another than who proposed, and than whom it is about, says the second word. */
function waitingFor({ pending, unit }: Model): Owed[] {
  if (pending === undefined) return [];
  return [{ act: pending.act as Act, unit, but: [pending.by, pending.about ?? ''] }];
}

function owedOfOffice(m: Model): Owed[] {
  const waiting = waitingFor(m);
  const urgent: Owed[] =
    m.running('TL-11').length > 0 ? [{ act: 'escalate-urgent', unit: m.unit, officer: m.officer }] : [];
  if (m.pending?.act === 'decline') return [...urgent, ...waiting];
  return [...owedInState(m), ...urgent, ...waiting];
}

function owedInState(m: Model): Owed[] {
  const { unit } = m;
  const mine = { unit, officer: m.officer };
  const isReportOwed = m.isAssigned && !m.hasReport && m.servedOn !== '';
  const report: Owed[] = isReportOwed ? [{ act: 'submit-closing-report', unit }] : [];
  switch (m.state) {
    case 'acceptance_pending':
      return [{ act: 'accept', ...mine }];
    case 'accepted':
      return [{ act: 'open-handling', unit }];
    case 'in_handling':
      return [{ act: 'draft-opinion', ...mine }];
    case 'opinion_drafted':
      return [{ act: 'pre-review-opinion', unit: bureau }];
    case 'opinion_pre_reviewed':
      return [{ act: 'issue-opinion', unit }];
    case 'opinion_issued':
      return [{ act: 'serve', ...mine }];
    case 'opinion_served':
      return [...(m.findings.includes('supported') ? [{ act: 'order-execution' as const, unit }] : []), ...report];
    case 'in_execution':
      return [{ act: 'handle', ...mine }, ...report];
    case 'under_study':
    case 'decided':
      return [{ act: 'study-suggestion', ...mine }];
    case 'closed':
    case 'declined':
    case 'replied':
      return [...report, ...[...new Set([unit, bureau])].map((of) => ({ act: 'archive' as const, unit: of }))];
    default:
      return [];
  }
}

/** Whether the policy table lets somebody do an act on what is in the hands of that person's own unit. */
export function mayAt({ unit: own, role }: Person, act: Act, unit: number): boolean {
  return own === unit && relationsOf(role, act).some((one) => ['own-unit', 'assigned', 'subtree'].includes(one));
}

/** What of it stands in somebody's queue: what names the person, and what the person may do in the own unit (R28: if not stepped aside). */
export function queueOf(person: Person, m: Model): string[] {
  const isExcepted = (but: readonly string[] = []) => [...but, ...m.recused].includes(person.name);
  const owed = owedOn(m).filter(
    ({ act, unit, officer, but }) =>
      officer === person.name || (mayAt(person, act, unit) && (officer !== undefined || !isExcepted(but))),
  );
  return owed.map(({ act }) => act as string).sort();
}
