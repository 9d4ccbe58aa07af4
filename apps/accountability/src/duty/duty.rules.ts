import { type MatterReassigned, type SubmissionRegistered } from '@huiyin/contracts';
import { apply, type Clock, startClock } from '../clock/clock.rules.js';
import { type CountDates } from '../clock/dates.rules.js';

/** Who answers for a matter, as intake said last. */
export interface Duty {
  readonly matterId: string;
  /** Version of the matter. */
  readonly version: number;
  readonly unitId: number;
  readonly officerId: string;
  readonly isOpen: boolean;
  readonly profile: string;
}

/** A duty with the main clock that runs for it; none once it ended. */
export interface Held {
  readonly duty: Duty;
  readonly clock?: Clock | undefined;
}

/** T02: the submission opened a matter. The clock named by its rule runs from the day on which it was received (R22, R23 ¶2). */
export function dutyOpened(
  event: SubmissionRegistered,
  cause: { eventId: string; clockId: string },
  count: CountDates,
): Held {
  const { matterId, version, unitId, officerId, profile } = event;
  const started = {
    kind: 'started',
    at: event.receivedAt,
    rule: event.clockRule,
    profile,
    eventId: cause.eventId,
  } as const;
  return {
    duty: { matterId, version, unitId, officerId, isOpen: true, profile },
    clock: startClock({ clockId: cause.clockId, matterId, isMain: true, unitId, officerId, started }, count),
  };
}

/** T04: the submission belongs to another matter, whose clock runs on; this one's ends. */
export function dutyEnded(
  held: Held,
  event: { version: number; at: string; why: string; eventId: string },
  count: CountDates,
): Held {
  const { version, at, why, eventId } = event;
  const clock = held.clock === undefined ? undefined : apply(held.clock, { kind: 'stopped', at, why, eventId }, count);
  return { duty: { ...held.duty, version, isOpen: false }, clock };
}

/** Another unit or officer answers from now on. No date moves (domain L: a hand-over never restarts a clock). */
export function dutyReassigned(held: Held, event: MatterReassigned, eventId: string, count: CountDates): Held {
  const { version, at, unitId, officerId } = event;
  const entry = { kind: 'reassigned', at, unitId, officerId, eventId } as const;
  const clock = held.clock === undefined ? undefined : apply(held.clock, entry, count);
  return { duty: { ...held.duty, version, unitId, officerId }, clock };
}

/** Something that moves no clock: kind, path and urgency (a suggestion keeps TL-01 until it is sent on). */
export function dutyUnmoved(held: Held, version: number): Held {
  return { ...held, duty: { ...held.duty, version } };
}
