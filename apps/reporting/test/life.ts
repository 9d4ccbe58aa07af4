import { randomUUID } from 'node:crypto';
import {
  type ClockSnapshot,
  clocksChanged,
  type ClockStepReached,
  clockStepReached,
  type EventContract,
  handlingMoved,
  matterClassified,
  matterEscalated,
  matterLinked,
  type MatterMove,
  matterMoved,
  matterReassigned,
  matterRemoved,
  submissionRegistered,
  type SubmissionRegistered,
  type SupervisionDraftMoved,
  supervisionDraftMoved,
  type SupervisionMoved,
  supervisionMoved,
} from '@huiyin/contracts';
import { claimRows, suggestionRows } from '@huiyin/statute';

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
  #handling = 0;
  #opened: number | undefined;
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
  classified(category = 'labour_social_security', matterKind: 'claim' | 'suggestion' = 'claim', path = 'P_PET'): this {
    const told = { matterKind, state: 'triaged', category, path, urgency: 'ordinary' } as const;
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
  /** A row of the machine, told by intake while it keeps the matter. */
  moved(transition: string, given: Partial<MatterMove> = {}): this {
    return this.#tell(matterMoved, { ...aMove(transition, this.#next(), 3), ...given });
  }
  /** The same by assignment, which keeps it from the taking on. */
  handled(transition: string, given: Partial<MatterMove> = {}): this {
    this.#opened ??= this.#version;
    const version = { matterId: this.matterId, version: ++this.#handling };
    return this.#tell(handlingMoved, { ...aMove(transition, version, 11), matterVersion: this.#opened, ...given });
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

const atDepartment = { unitId: 3, unitName: '青禾县人社局', officerId: secondOfficer, officerName: '某乙' };

function aMove(transition: string, of: { matterId: string; version: number }, afterDay: number): MatterMove {
  const row = [...claimRows, ...suggestionRows].find(({ id }) => id === transition);
  if (row === undefined) throw new Error(`no row ${transition}`);
  return {
    ...of,
    ...atDepartment,
    at: at(afterDay + of.version),
    transition,
    command: row.command,
    state: row.to === 'unchanged' ? 'in_handling' : row.to,
    senderUnitId: 2,
    seenBy: [2, 3],
    tasks: [],
    papers: [],
    values: {},
  };
}

/** A claim from the door through the hands of bureau and department to its closing, as both keepers tell it. */
export function wholeClaim(life = new Life()): Life {
  const atBureau = { unitId: 2, unitName: '青禾县信访局', officerId: firstOfficer, officerName: '某甲' };
  const to = { otherUnitId: 3, otherUnitName: '青禾县人社局' };
  const officer = { unitId: 3, officerId: secondOfficer };
  return life
    .registered()
    .classified()
    .moved('T11', { ...atBureau, ...to, tasks: [{ act: 'take', unitId: 3, rule: 'TL-04' }] })
    .moved('T14', { ...atBureau, ...to, tasks: [{ act: 'rule-on-objection', unitId: 2, rule: 'TL-05' }] })
    .moved('T15', { ...atBureau, ...to, seenBy: [2], tasks: [{ act: 'forward', unitId: 2, officerId: firstOfficer }] })
    .moved('T12', { ...atBureau, ...to, tasks: [{ act: 'take', unitId: 3, rule: 'TL-04' }], days: 30 })
    .moved('T14.1', { tasks: [{ act: 'accept', ...officer }] })
    .handled('T14.1', { tasks: [{ act: 'accept', ...officer }] })
    .handled('T19', { tasks: [{ act: 'open-handling', unitId: 3 }], values: { on: '2027-01-17' } })
    .handled('T22', { tasks: [{ act: 'draft-opinion', ...officer }] })
    .handled('T23', { tasks: [{ act: 'draft-opinion', ...officer }] })
    .handled('T27', {
      tasks: [
        { act: 'draft-opinion', ...officer },
        { act: 'extend', unitId: 3 },
      ],
    })
    .handled('T27.1', { tasks: [{ act: 'draft-opinion', ...officer }], days: 30, values: { on: '2027-02-16' } })
    .handled('T32', { tasks: [{ act: 'pre-review-opinion', unitId: 2 }] })
    .handled('T32.1', { tasks: [{ act: 'issue-opinion', unitId: 3 }] })
    .handled('T33', { tasks: [{ act: 'serve', ...officer }] })
    .handled('T34', {
      tasks: [{ act: 'submit-closing-report', unitId: 3, rule: 'TL-12' }],
      values: { on: '2027-03-20' },
    })
    .handled('T34.1')
    .handled('T34.2', { state: 'opinion_served' })
    .handled('T43', { tasks: [{ act: 'archive', unitId: 3 }], values: { reason: 'appeal_window_lapsed' } });
}

export function aLetter(
  matterId: string,
  standing: SupervisionMoved['standing'],
  letterId = randomUUID(),
  ground: SupervisionMoved['ground'] = 'not-closed-in-time',
): Fact {
  return fact(supervisionMoved, {
    letterId,
    matterId,
    ground,
    standing,
    toUnitId: 3,
    byUnitId: 2,
    dueOn: '2026-12-04',
    at: at(standing === 'issued' ? 24 : 25),
  });
}

export function aDraft(
  matterId: string,
  standing: SupervisionDraftMoved['standing'],
  given: Partial<Pick<SupervisionDraftMoved, 'draftId' | 'signingUnitId' | 'draftedBy' | 'ground'>> = {},
): Fact {
  return fact(supervisionDraftMoved, {
    draftId: randomUUID(),
    matterId,
    ground: 'not-closed-in-time',
    standing,
    byUnitId: 2,
    signingUnitId: 2,
    draftedBy: firstOfficer,
    at: at(standing === 'drafted' ? 24 : 25),
    ...given,
  });
}

/** A step of C.3 that a clock reached, against its law's last day unless said otherwise. */
export function aStep(clock: ClockSnapshot, step: string, given: Partial<ClockStepReached> = {}): Fact {
  const kinds: Record<string, string> = { T: 'due-today', 'T+1': 'overdue', 'T+5': 'risk-reminder-draft' };
  const { clockId, matterId, rule, unitId, officerId, legalDueOn: dueOn } = clock;
  const offset = Number(step.slice(1));
  return fact(clockStepReached, {
    clockId,
    matterId,
    rule,
    unitId,
    officerId,
    dueOn,
    step,
    measure: 'legal',
    stepKind: kinds[step] ?? 'warn',
    at: new Date(Date.parse(clock.legalDueAt) + (offset - 1) * 86_400_000).toISOString(),
    ...given,
  });
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
