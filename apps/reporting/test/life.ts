import { randomUUID } from 'node:crypto';
import {
  type ClockSnapshot,
  clocksChanged,
  clockStepReached,
  type EventContract,
  matterClassified,
  matterEscalated,
  matterLinked,
  matterReassigned,
  matterRemoved,
  submissionRegistered,
  type SubmissionRegistered,
} from '@huiyin/contracts';

export interface Fact {
  readonly id: string;
  readonly contract: EventContract;
  readonly payload: object;
}
const fact = <E extends object>(contract: EventContract<E>, payload: E): Fact => ({
  id: randomUUID(),
  contract: contract as unknown as EventContract,
  payload,
});

export const firstOfficer = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0001';
export const secondOfficer = '0b7a9c52-5df5-4c1b-8b1f-9a3f3a5f0002';
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;

/** What intake tells of one matter, each method the next version. */
export class Life {
  readonly facts: Fact[] = [];
  #version = 0;
  constructor(readonly matterId: string = randomUUID()) {}

  registered(given: Partial<SubmissionRegistered> = {}): this {
    return this.#tell(submissionRegistered, {
      ...this.#next(),
      submissionId: randomUUID(),
      submissionNo: `99990120261102O${this.matterId.slice(0, 5)}X`,
      channel: 'online',
      receivedAt: at(2),
      registeredAt: at(2),
      unitId: 2,
      unitName: '青禾县信访局',
      officerId: firstOfficer,
      officerName: '某甲',
      clockRule: 'TL-01',
      profile: 'fast_520_210',
      ...given,
    });
  }
  classified(category = 'labour_social_security'): this {
    const told = { matterKind: 'claim', state: 'triaged', category, path: 'petition', urgency: 'ordinary' } as const;
    return this.#tell(matterClassified, { ...this.#next(), at: at(3), ...told });
  }
  escalated(): this {
    return this.#tell(matterEscalated, { ...this.#next(), at: at(4), reportTo: [1] });
  }
  reassigned(unitId = 3, officerId = secondOfficer): this {
    const told = {
      unitId,
      unitName: '青禾县人社局',
      officerId,
      officerName: '某乙',
      reason: 'unit-succeeded',
    } as const;
    return this.#tell(matterReassigned, { ...this.#next(), at: at(5), ...told });
  }
  linked(existingSubmissionNo = '99990120261001O00001X'): this {
    return this.#tell(matterLinked, {
      ...this.#next(),
      at: at(6),
      existingMatterId: randomUUID(),
      existingSubmissionNo,
    });
  }
  removed(): this {
    return this.#tell(matterRemoved, this.#next());
  }

  #next() {
    return { matterId: this.matterId, version: ++this.#version };
  }
  #tell<E extends object>(contract: EventContract<E>, payload: E): this {
    this.facts.push(fact(contract, payload));
    return this;
  }
}

export function aClock(matterId: string, given: Partial<ClockSnapshot> = {}): ClockSnapshot {
  return {
    clockId: randomUUID(),
    matterId,
    clockVersion: 1,
    rule: 'TL-01',
    standing: 'running',
    unitId: 2,
    officerId: firstOfficer,
    startedAt: at(2),
    legalDueOn: '2026-11-17',
    legalDueAt: '2026-11-17T16:00:00.000Z',
    ...given,
  };
}
export const toldClocks = (...clocks: ClockSnapshot[]): Fact => fact(clocksChanged, { clocks });

/** A clock that is late, then extended, then stopped while a second one runs: each snapshot whole, each a version. */
export function clockFacts(matterId: string): Fact[] {
  const first = aClock(matterId);
  const far = { legalDueOn: '2027-01-17', legalDueAt: '2027-01-17T16:00:00.000Z' };
  const second = aClock(matterId, {
    rule: 'TL-03',
    startedAt: at(7),
    ...far,
    internalDueOn: '2027-01-10',
    internalDueAt: '2027-01-10T16:00:00.000Z',
  });
  const step = {
    ...first,
    step: 'T+1',
    stepKind: 'overdue',
    measure: 'legal',
    dueOn: '2026-11-17',
    at: first.legalDueAt,
  } as const;
  const { clockId, rule, unitId, officerId } = step;
  const reached = { clockId, matterId, rule, unitId, officerId };
  return [
    toldClocks(first),
    fact(clockStepReached, { ...reached, step: 'T-5', stepKind: 'warn', measure: 'legal', at: at(12) }),
    fact(clockStepReached, { ...reached, step: 'T', stepKind: 'due-today', measure: 'internal', at: at(13) }),
    fact(clockStepReached, {
      ...reached,
      step: 'T+1',
      stepKind: 'overdue',
      measure: 'legal',
      at: step.at,
      dueOn: step.dueOn,
    }),
    toldClocks({ ...first, clockVersion: 2, ...far }),
    toldClocks({ ...first, clockVersion: 3, ...far, standing: 'stopped', stoppedAt: at(20), wasLate: false }, second),
    toldClocks({ ...second, clockVersion: 2, standing: 'paused' }),
    toldClocks({ ...second, clockVersion: 3 }),
  ];
}
