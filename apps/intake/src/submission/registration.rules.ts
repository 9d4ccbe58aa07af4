import { type PersonGiven, Problem, type RegisterSubmission } from '@huiyin/contracts';
import { groupVisitThreshold, maxRepresentatives } from '@huiyin/statute';

/** True when the citizen says that it is a report of wrongdoing: it never enters the ordinary side. */
export function isAccusation(given: RegisterSubmission): boolean {
  return given.purpose === 'expose_accuse';
}

/**
 * Regulations on Petition Work, Art. 19 and 22: name, way to be reached, request and facts. An accusation may be anonymous.
 * @throws Problem `contact-or-accusation-needed`.
 */
export function needContact(given: RegisterSubmission): void {
  if (isAccusation(given)) return;
  const { name, phone, address, email } = given.petitioner;
  if (name === undefined || (phone === undefined && address === undefined && email === undefined)) {
    throw new Problem('contact-or-accusation-needed');
  }
}

/**
 * Regulations on Petition Work, Art. 20: a group sends at most five representatives. Counting (G.1): from the threshold up a visit is
 * a group visit. @throws Problem `representatives-too-many`, `visit-details-needed`, `visit-details-misplaced`.
 */
export function fitVisit(given: RegisterSubmission): void {
  const { channel, visit } = given;
  if (channel !== 'visit') {
    if (visit !== undefined) throw new Problem('visit-details-misplaced');
    return;
  }
  if (visit === undefined) throw new Problem('visit-details-needed');
  if ((visit.representatives?.length ?? 0) > maxRepresentatives)
    throw new Problem('representatives-too-many', { most: maxRepresentatives });
  if ((visit.form === 'group') !== visit.people >= groupVisitThreshold)
    throw new Problem('visit-details-needed', { threshold: groupVisitThreshold });
}

/** Agents and representatives, in the order given. */
export function accompanying(given: RegisterSubmission): { part: 'agent' | 'representative'; person: PersonGiven }[] {
  return [
    ...(given.agent === undefined ? [] : [{ part: 'agent' as const, person: given.agent }]),
    ...(given.visit?.representatives ?? []).map((person) => ({ part: 'representative' as const, person })),
  ];
}

/**
 * When the period begins: a letter or fax may have come in before it was registered, never after, and nobody may put off a period by
 * saying so. @throws Problem `validation-failed` for a time to come.
 */
export function receivedAt(given: RegisterSubmission, now: Date): Date {
  if (given.receivedAt === undefined || given.channel === 'online') return now;
  const at = new Date(given.receivedAt);
  if (at > now) throw new Problem('validation-failed', {}, [{ field: 'receivedAt', rule: 'isNotInFuture' }]);
  return at;
}
