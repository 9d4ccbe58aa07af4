import { clocks as clockRules, datesBy, duties, steps as stepRules } from '@huiyin/accountability/rules';
import { evaluations, execution, type HandlingFile, moves, openings } from '@huiyin/assignment/rules';
import {
  handOverAnswered,
  type HandOverAnswered,
  handOverOffered,
  type HandOverOffered,
  handOverRuled,
  type HandOverRuled,
  type HandlingMoved,
  handlingMoved,
  matterClassified,
  matterEscalated,
  matterLinked,
  matterMoved,
  type MatterMoved,
  matterReassigned,
  type MatterReassigned,
  type Task,
} from '@huiyin/contracts';
import { answers, type Matter, type Offer, type handOvers, triagingUnit } from '@huiyin/intake/rules';
import { outgoing, type Outgoing } from '@huiyin/messaging';
import { effectsOf, handlingEffectsOf } from '@huiyin/reporting/rules';
import { closingReasonOf, defaultCalendar } from '@huiyin/statute';
import { bureau, County } from './county.js';
import { matterId, matterOf, registrationOf, unitsOf } from './registration.js';

export const calendar = defaultCalendar();
const iso = (at: number) => new Date(at).toISOString();

export interface Start {
  readonly at: number;
  readonly unit: number;
  readonly profile: string;
}

/** What four services keep of one matter, written by their own rules; events go from one to the next at once. */
export class Books {
  matter: Matter;
  offer: Offer | undefined;
  readonly oldOffers: Offer[] = [];
  file: HandlingFile | undefined;
  held: duties.Held;
  tasks: Task[] = [];
  line: Record<string, unknown> = {};
  /** Rows of the machines that were carried out. */
  readonly rows: string[] = [];
  readonly #receipts: openings.Receipt[] = [];
  #made = 0;
  readonly #making = { count: datesBy(calendar), newId: () => `clock-${++this.#made}` };

  constructor(
    readonly county: County,
    public now: number,
    { unit: counter, profile }: Start,
  ) {
    const units = unitsOf(county);
    const unit = units.flatMap((one) => (one.id === counter ? (triagingUnit(one, units)?.id ?? []) : []))[0] ?? 0;
    const officer = county.duty.get(unit) ?? '';
    this.matter = matterOf(now, unit, officer);
    const registered = registrationOf(now, unit, officer, profile);
    this.held = duties.dutyOpened(registered, 'e', this.#making);
    this.rows.push('T01', 'T02');
    this.#receipts.push({ unitId: unit, receivedAt: new Date(now), isHandOver: false });
    this.tasks = [{ act: 'classify', unitId: unit, officerId: officer }];
    this.line = { state: 'registered', is_open: true, responsible_unit: unit, officer_id: officer };
  }

  readonly offices = {
    nameOf: (unit: number) => `${unit}`,
    dutyOfficer: (unit: number) => this.county.duty.get(unit),
    isBureau: (unit: number) => unit === bureau,
  };

  officerOf(unit: number) {
    const id = this.county.duty.get(unit) ?? '';
    return { id, name: id };
  }

  openOffer() {
    const { offerId, offeredTo } = this.matter;
    return { handOverId: offerId ?? '', toUnit: offeredTo ?? 0, toSite: 'here' };
  }

  /** A decision of intake on the matter. */
  decided({ row, events }: Pick<handOvers.HandOverDecision<object>, 'row' | 'events'>): void {
    this.matter = { ...this.matter, ...row, version: this.matter.version + 1 };
    for (const event of events) this.deliver(event);
  }

  applied({ row, version, events }: answers.Applied): void {
    this.matter = { ...this.matter, ...row, version };
    for (const event of events) this.deliver(event);
  }

  /** A decision of the recipient on what it is offered. */
  answered({ row, events }: { row: Partial<Offer>; events: readonly Outgoing[] }): void {
    const offer = this.offer as Offer;
    this.offer = { ...offer, ...row, version: offer.version + 1 };
    for (const event of events) this.deliver(event);
  }

  /** A decision of assignment on its file. */
  carriedOut({ row, events }: Pick<moves.Moved, 'row' | 'events'>): void {
    const file = this.file as HandlingFile;
    this.file = { ...file, ...row, version: file.version + 1 };
    for (const event of events) this.deliver(event);
  }

  move(move: moves.Move): void {
    this.carriedOut(moves.moved(this.file as HandlingFile, move));
  }

  deliver({ name, payload }: Outgoing): void {
    switch (name) {
      case matterMoved.name:
        return this.#moved(payload as MatterMoved);
      case handlingMoved.name:
        return this.#handled(payload as HandlingMoved);
      case handOverOffered.name:
        return this.#offered(payload as HandOverOffered);
      case handOverAnswered.name: {
        const answer = payload as HandOverAnswered;
        if (!answers.isAwaited(this.matter, answer.handOverId)) return undefined;
        return this.applied(answers.answerApplied(this.matter, this.openOffer(), answer, this.offices));
      }
      case handOverRuled.name: {
        const { standing } = payload as HandOverRuled;
        const offer = this.offer as Offer;
        this.offer = { ...offer, standing, version: offer.version + 1 };
        return undefined;
      }
      default:
        return this.#changed(name, payload as never);
    }
  }

  #changed(name: string, payload: never): void {
    const [rule, row] = (
      {
        [matterClassified.name]: [duties.dutyClassified, 'T05'],
        [matterEscalated.name]: [duties.dutyEscalated, 'T13'],
        [matterLinked.name]: [duties.dutyLinked, 'T04'],
        [matterReassigned.name]: [duties.dutyReassigned, 'SYS-01'],
      } as const
    )[name] as [typeof duties.dutyLinked, string];
    const { transition = row } = payload as { transition?: string };
    this.rows.push(row === 'SYS-01' && this.matter.kind === 'suggestion' ? 'SUG-06' : transition);
    this.held = rule(this.held, payload, 'e', this.#making);
    this.#report(effectsOf([{ name, payload }]));
  }

  #moved(event: MatterMoved): void {
    this.rows.push(event.transition);
    this.held = duties.dutyMoved(this.held, event, 'e', this.#making);
    this.#report(effectsOf([{ name: matterMoved.name, payload: event }]));
    const { otherUnitId, command } = event;
    if (otherUnitId !== undefined && ['forward', 'assign', 'refer-for-study'].includes(command)) {
      if (!this.#receipts.some((receipt) => receipt.unitId === otherUnitId))
        this.#receipts.push({ unitId: otherUnitId, receivedAt: new Date(this.now), isHandOver: true });
    }
    if (!openings.opensFile(event)) return;
    const receivedAt = openings.startOfDays(event, this.#receipts);
    const { row, event: told } = openings.opened(
      event,
      { receivedAt, submissionNo: 'QH-2026-000001' },
      unitsOf(this.county),
    );
    this.file = row;
    this.deliver(told);
  }

  #handled(event: HandlingMoved): void {
    if (event.version > 1) this.rows.push(event.transition);
    this.held = duties.dutyHandled(this.held, event, 'e', this.#making);
    const effects = handlingEffectsOf([{ name: handlingMoved.name, payload: event }]);
    this.#report({ changed: effects.changed, owed: effects.owed });
    const { state, unitId, officerId, officerName, version, seenBy } = event;
    const mirrored = { keptBy: 'assignment', state, responsibleUnit: unitId, officerId, officerName } as const;
    this.matter = { ...this.matter, ...mirrored, handlingVersion: version, offeredTo: null, seenBy: [...seenBy] };
  }

  #report({ changed, owed }: { changed: readonly object[]; owed: ReturnType<typeof effectsOf>['owed'] }): void {
    const before = this.line;
    this.line = Object.assign({}, before, ...changed) as Record<string, unknown>;
    const told = owed.get(matterId);
    if (told === undefined) {
      // As reporting hands tasks on in SQL: those of the unit, and of the officer where it was the one.
      const [unitId, officerId] = [this.line['responsible_unit'] as number, this.line['officer_id'] as string];
      this.tasks = this.tasks.map((task) =>
        task.unitId === before['responsible_unit']
          ? { ...task, unitId, ...(task.officerId === before['officer_id'] ? { officerId } : {}) }
          : task,
      );
      return;
    }
    this.tasks = told.map(({ act, unit_id, officer_id, not_officers, rule, of_line }) => ({
      act,
      unitId: of_line ? this.matter.responsibleUnit : (unit_id ?? 0),
      ...(of_line ? { officerId: this.matter.officerId } : officer_id === null ? {} : { officerId: officer_id }),
      ...(rule === null ? {} : { rule }),
      notOfficerIds: [...not_officers],
    }));
  }

  #offered(event: HandOverOffered): void {
    if (this.offer !== undefined) this.oldOffers.push(this.offer);
    this.offer = {
      id: event.handOverId,
      version: 1,
      matterId,
      kind: event.kind,
      fromUnit: event.fromUnitId,
      fromSite: 'here',
      toUnit: event.toUnitId,
      standing: 'offered',
      offeredAt: new Date(event.offeredAt),
      objectionDueAt: new Date(event.objectionDueAt),
      attempt: event.attempt,
      mayObject: event.mayObject,
      periodDays: event.periodDays ?? null,
      answeredAt: null,
      reasons: null,
      legalBasis: null,
    } as Offer;
  }

  /** As intake's succession does in SQL. */
  reassigned(unitId: number, officerId: string, reason: MatterReassigned['reason']): void {
    const seen = this.matter.seenBy.filter((unit) => unit !== this.matter.responsibleUnit && unit !== unitId);
    const version = this.matter.version + 1;
    const row = { responsibleUnit: unitId, officerId, officerName: officerId, seenBy: [...seen, unitId], version };
    this.matter = { ...this.matter, ...row };
    const names = { unitName: `${unitId}`, officerName: officerId };
    this.deliver(
      outgoing(matterReassigned, { matterId, version, at: iso(this.now), unitId, officerId, ...names, reason }),
    );
  }

  /** As intake's succession does in SQL: what a unit that ended could read, its heir can. */
  readByHeir(unit: number, heir: number): void {
    const after = <T extends number | null>(one: T) => (one === unit ? heir : one);
    const { seenBy, senderUnit, decidingUnit } = this.matter;
    const seen = [...new Set(seenBy.map(after))];
    this.matter = { ...this.matter, seenBy: seen, senderUnit: after(senderUnit), decidingUnit: after(decidingUnit) };
  }

  /** The alarms up to now, earliest first, each heard by whoever acts on it. */
  ring(): void {
    for (;;) {
      const due = this.held.clocks
        .filter(
          ({ standing, nextStep }) =>
            standing === 'running' && nextStep !== undefined && Date.parse(nextStep.at) <= this.now,
        )
        .sort((a, b) => Date.parse(a.nextStep?.at ?? '') - Date.parse(b.nextStep?.at ?? ''))[0];
      if (due?.nextStep === undefined) return;
      const at = new Date(due.nextStep.at);
      const all = stepRules.stepsOf(due.rule, due);
      const reached = stepRules.stepsReached(all, at, at);
      let after: clockRules.Clock = { ...due, nextStep: stepRules.stepAfter(all, at) };
      const isOver = reached.some(({ kind }) => kind === 'window-over');
      if (isOver && !due.isMain)
        after = clockRules.apply(after, { kind: 'stopped', at: due.legal.at, why: 'window-over' }, this.#making.count);
      this.held = { ...this.held, clocks: this.held.clocks.map((clock) => (clock === due ? after : clock)) };
      for (const step of reached) this.#heard(due.rule, step);
    }
  }

  #heard(rule: string, { step, measure, kind, at }: stepRules.Step): void {
    const since = new Date(at);
    if (rule === 'TL-04' && measure === 'legal' && step === 'T+1') return this.#lapsed(since);
    const { file } = this;
    if (kind !== 'window-over' || file === undefined) return undefined;
    const heardAt = new Date(Math.max(this.now, since.getTime()));
    if (rule === 'TL-13' && execution.mayLapse(file, heardAt, calendar)) {
      const closingReason = closingReasonOf('lapse-window', file.finding ?? undefined);
      return this.move({ command: 'lapse-window', at: heardAt, changes: { closingReason, closedAt: heardAt } });
    }
    const silent = rule === 'TL-23' ? evaluations.withSilence(file, heardAt, calendar) : undefined;
    if (silent === undefined || file.state === 'archived') return undefined;
    return this.move({
      command: 'leave-unevaluated',
      at: heardAt,
      changes: { evaluations: silent },
      values: { pending: 0 },
    });
  }

  #lapsed(at: Date): void {
    const { matter, offer } = this;
    const isOffered = ['forwarded', 'assigned', 'referred'].includes(matter.state) && matter.keptBy === 'intake';
    if (!isOffered || offer?.standing !== 'offered' || !answers.isLapsed(offer, at)) return;
    const officer = this.officerOf(offer.toUnit);
    const taken = answers.lapsedAt(offer, at);
    this.applied(answers.deemedTaken(matter, this.openOffer(), officer, this.offices, taken));
  }
}
