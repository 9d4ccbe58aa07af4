import {
  type HandlingMoved,
  type MatterClassified,
  type MatterEscalated,
  type MatterLinked,
  type MatterMove,
  type MatterReassigned,
  type SubmissionRegistered,
} from '@huiyin/contracts';
import {
  clockEffectOf,
  executionOrder,
  openClaimStates,
  openSuggestionStates,
  urgencyLevels,
  urgentReport,
} from '@huiyin/statute';
import { type Clock, startClock } from '../clock/clock.rules.js';
import { clocksAfter, type Holder, type Making, type Move } from './clock-moves.rules.js';

/** Who answers for a matter, as its keepers said last. */
export interface Duty extends Holder {
  readonly matterId: string;
  /** Version of the matter in intake, and of its file in assignment; 0 until the file was opened. */
  readonly version: number;
  readonly handlingVersion: number;
  /** The unit that registered it, and the one that sent it on. */
  readonly registeredUnit: number;
  readonly senderUnit?: number | undefined;
  readonly seenBy: readonly number[];
  readonly isOpen: boolean;
  /** The petitioner said that it was not carried out (T36.2): a ground of supervision, also of what was closed (I.5(4)). */
  readonly isDisputed: boolean;
  readonly profile: string;
}

/** A duty with those of its clocks that are at hand: all that run, and stopped ones that may run again. */
export interface Held {
  readonly duty: Duty;
  readonly clocks: readonly Clock[];
}

const openStates: ReadonlySet<string> = new Set<string>([...openClaimStates, ...openSuggestionStates]);

/** T02: the submission opened a matter. The clock named by its rule runs from the day on which it was received (R22, R23 ¶2). */
export function dutyOpened(event: SubmissionRegistered, eventId: string, { count, newId }: Making): Held {
  const { matterId, version, unitId, officerId, profile, receivedAt: at, clockRule: rule, counterUnitId } = event;
  const seenBy = [...(counterUnitId === undefined ? [] : [counterUnitId]), unitId];
  const started = { kind: 'started', at, rule, profile, eventId } as const;
  const duty = { matterId, version, handlingVersion: 0, unitId, officerId, profile };
  return {
    duty: { ...duty, registeredUnit: unitId, seenBy, isOpen: true, isDisputed: false },
    clocks: [startClock({ clockId: newId(), matterId, isMain: true, unitId, officerId, started }, count)],
  };
}

/** T05: kind and path move no clock (a suggestion keeps TL-01 until it is sent on), but what is major or urgent is reported at once (R25). */
export function dutyClassified(held: Held, event: MatterClassified, eventId: string, making: Making): Held {
  const isUrgent = urgencyLevels[event.urgency].reportAtOnce;
  const move = { transition: 'T05', command: 'classify', alsoStarts: isUrgent ? [urgentReport] : [] };
  return dutyStayed(held, event, { ...move, eventId }, making);
}

/** T13, T13.1, SUG-11: it was reported. */
export function dutyEscalated(held: Held, event: MatterEscalated, eventId: string, making: Making): Held {
  const { transition = 'T13' } = event;
  return dutyStayed(held, event, { transition, command: 'escalate-urgent', eventId }, making);
}

/** T04: the submission belongs to another matter, whose clock runs on; this one's end. */
export function dutyLinked(held: Held, event: MatterLinked, eventId: string, making: Making): Held {
  const linked = dutyStayed(held, event, { transition: 'T04', command: 'link-to-existing', eventId }, making);
  return { ...linked, duty: { ...linked.duty, isOpen: false } };
}

/** Another unit or officer answers from now on. No date moves (domain L: a hand-over never restarts a clock). */
export function dutyReassigned(held: Held, event: MatterReassigned, eventId: string, making: Making): Held {
  const { version, at, unitId, officerId } = event;
  const { duty } = held;
  const seenBy = [...new Set(duty.seenBy.map((unit) => (unit === duty.unitId ? unitId : unit)))];
  const move = { transition: 'SYS-01', command: 'reassign', at, eventId, before: duty, holder: { unitId, officerId } };
  return {
    duty: { ...duty, version, unitId, officerId, seenBy },
    clocks: clocksAfter(duty, held.clocks, move, making),
  };
}

/** A row of the machine was carried out in intake. */
export function dutyMoved(held: Held, event: MatterMove, eventId: string, making: Making): Held {
  const moved = afterMove(held, event, eventId, making);
  return { ...moved, duty: { ...moved.duty, version: event.version } };
}

/** A row of the machine was carried out in assignment. */
export function dutyHandled(held: Held, event: HandlingMoved, eventId: string, making: Making): Held {
  const moved = afterMove(held, event, eventId, making);
  return { ...moved, duty: { ...moved.duty, handlingVersion: event.version } };
}

/**
 * Whether an event may write into a ledger, so that the clocks of its matter are needed: most rows of the machine move none, as long as the
 * same unit and officer answer.
 */
export function touchesClocks(event: MatterMove, duty: Holder): boolean {
  const isHeldOn = event.unitId === duty.unitId && event.officerId === duty.officerId;
  return !isHeldOn || Object.keys(clockEffectOf(event.transition)).length > 0;
}

function afterMove({ duty, clocks }: Held, event: MatterMove, eventId: string, making: Making): Held {
  const { transition, command, at, unitId, officerId, countsFrom, days, seenBy, senderUnitId, state } = event;
  const { pending } = event.values;
  const move: Move = {
    transition,
    command,
    at,
    eventId,
    before: duty,
    holder: { unitId, officerId },
    other: otherOf(event),
    countsFrom,
    days,
    leftToEvaluate: typeof pending === 'number' ? pending : undefined,
    alsoStarts: owesExecution(event) ? [executionOrder] : [],
  };
  const isOpen = openStates.has(state);
  // Until it is archived, or ordered anew.
  const isDisputed = transition === 'T36.2' || (duty.isDisputed && !['T35', 'T47'].includes(transition));
  return {
    duty: { ...duty, unitId, officerId, senderUnit: senderUnitId ?? duty.senderUnit, seenBy, isOpen, isDisputed },
    clocks: clocksAfter(duty, clocks, move, making),
  };
}

/** T34 of an opinion that supports something: the service leaves the office owing the order to carry it out. */
function owesExecution({ transition, tasks }: MatterMove): boolean {
  return transition === 'T34' && tasks.some((task) => task.act === 'order-execution');
}

/** The other office, with the officer whom it names for what it owes; as long as it names nobody, the one who sent the matter. */
function otherOf({ otherUnitId: unitId, tasks, officerId }: MatterMove): Holder | undefined {
  if (unitId === undefined) return undefined;
  const named = tasks.find((task) => task.unitId === unitId && task.officerId !== undefined);
  return { unitId, officerId: named?.officerId ?? officerId };
}

function dutyStayed(
  { duty, clocks }: Held,
  { version, at }: { version: number; at: string },
  move: Pick<Move, 'transition' | 'command' | 'eventId' | 'alsoStarts'>,
  making: Making,
): Held {
  return {
    duty: { ...duty, version },
    clocks: clocksAfter(duty, clocks, { ...move, at, before: duty, holder: duty }, making),
  };
}
