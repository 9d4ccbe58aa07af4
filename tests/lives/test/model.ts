import { claimMachine, suggestionMachine } from '@huiyin/statute';
import { bureau, County } from './county.js';
import { type Counted, endOf, legalEnd } from './oracle.js';

export interface ModelClock extends Counted {
  extended: number;
  isMain: boolean;
  unit: number;
  runs: boolean;
  /** The office whose receipt started it. */
  readonly receiver?: number;
  /** Its window was called over. */
  isOver?: boolean;
}

export interface ModelOffer {
  readonly kind: 'forward' | 'assign' | 'study';
  unit: number;
  readonly mayObject: boolean;
  readonly at: number;
  readonly dueAt: number;
  standing: string;
}

export interface ModelPending {
  readonly act: string;
  readonly by: string;
  readonly about?: string;
  readonly days?: number;
}

/**
 * What a matter must look like, told in the simplest way: by the rows of the table, by who answers, and by clocks that are nothing but a
 * start and a length. It uses no rule of any service.
 */
export class Model {
  kind: 'claim' | 'suggestion' = 'claim';
  state = 'registered';
  isKeptByIntake = true;
  isEnded = false;
  officer: string;
  sender: number | undefined;
  path = '';
  accused: number[] = [];
  pending: ModelPending | undefined;
  readonly objected = new Set<number>();
  offer: ModelOffer | undefined;
  decidingUnit: number | undefined;
  periodDays: number | undefined;
  readonly firstReceipt = new Map<number, number>();
  receivedAt = 0;
  second: string | undefined;
  reviewUnit = bureau;
  recused: string[] = [];
  readonly aspects = new Set<string>();
  requests = 0;
  evidence = 0;
  isAssigned = false;
  acceptedAt: number | undefined;
  findings: string[] = [];
  isMajor = false;
  drafter = '';
  issuedAt = 0;
  servedOn = '';
  readonly evaluations = new Map<string, string>();
  hasReport = false;
  executionUnit: number | undefined;
  executionDueOn = '';
  confirmedAt: number | undefined;
  disputed: 'order' | 'confirmation' | undefined;
  isDisputeAnswered = false;
  closingReason: string | undefined;
  /** The alarms are behind: what is over has not been heard of. */
  isAlarmLate = false;
  versions = { intake: 1, assignment: 0 };
  /** What happened, for whoever reads of a failure. */
  readonly diary: string[] = [];
  readonly rows: string[] = ['T01', 'T02'];
  clocks: ModelClock[] = [];

  constructor(
    readonly county: County,
    public now: number,
    public unit: number,
    readonly profile: string,
  ) {
    this.officer = county.duty.get(unit) ?? '';
    this.firstReceipt.set(unit, now);
    this.start(unit === bureau ? 'TL-01' : 'TL-02', { isMain: true });
  }

  /** The row by which the command acts here, as the table has it. */
  row(command: string, machine = this.kind === 'suggestion' ? suggestionMachine : claimMachine) {
    return machine.rows.find((one) => one.command === command && (one.from as readonly string[]).includes(this.state));
  }

  no(command: string, onlyIntake = false): string[] {
    return this.row(command) === undefined || (onlyIntake && !this.isKeptByIntake) ? ['transition-not-allowed'] : [];
  }

  /** Carries out the row: state, aspects, version. */
  step(command: string, machine?: typeof claimMachine): void {
    const row = this.row(command, machine);
    if (row === undefined) throw new Error(`the model knows no ${command} in ${this.state}`);
    this.rows.push(row.id);
    if (row.to !== 'unchanged' && row.to !== this.state) {
      this.state = row.to;
      if (this.pending?.act !== 'decide-recusal') this.pending = undefined;
    }
    if ('leaves' in row && row.leaves !== undefined) this.aspects.delete(row.leaves);
    if ('enters' in row && row.enters !== undefined) this.aspects.add(row.enters);
    this.versions[this.isKeptByIntake ? 'intake' : 'assignment']++;
  }

  isOpen(): boolean {
    const ended = ['linked_to_existing', 'declined', 'no_further_acceptance', 'closed', 'archived', 'replied'];
    return !ended.includes(this.state);
  }

  running(...rules: string[]): ModelClock[] {
    return this.clocks.filter((clock) => clock.runs && (rules.length === 0 || rules.includes(clock.rule)));
  }

  main(): ModelClock | undefined {
    return this.running().find(({ isMain }) => isMain);
  }

  start(rule: string, given: Partial<ModelClock> & { isMain: boolean }): void {
    this.clocks.push({ rule, startedAt: this.now, extended: 0, unit: this.unit, runs: true, ...given });
  }

  /** D.9(5): whoever received it before has that clock, as it was. */
  receive(rule: string, receiver: number, given: { isMain: boolean; unit: number; days?: number }): void {
    const known = this.clocks.find((clock) => clock.rule === rule && clock.receiver === receiver);
    if (known === undefined) return this.start(rule, { ...given, receiver });
    known.runs = true;
    known.unit = given.unit;
    return undefined;
  }

  stop(...rules: string[]): void {
    for (const clock of this.running(...rules)) clock.runs = false;
  }

  /** The first clock of the matter runs again, as if it had never been stopped. */
  backToFirst(): void {
    for (const clock of this.clocks.slice(0, 1)) {
      clock.runs = true;
      clock.unit = this.unit;
    }
  }

  endAll(...but: string[]): void {
    for (const clock of this.running()) if (!but.includes(clock.rule)) clock.runs = false;
  }

  /** The competent office has it. */
  taken(command: string, unit: number): void {
    this.step(command);
    this.unit = unit;
    this.officer = this.county.duty.get(unit) ?? '';
    const main = this.main();
    if (main !== undefined) main.unit = unit;
    for (const clock of this.running('TL-11', 'TL-12')) clock.unit = unit;
    if (this.kind === 'claim') this.stop('TL-04', 'TL-05');
    else this.stop('TL-04');
    this.isKeptByIntake = false;
    this.versions.assignment = 1;
    this.isAssigned = this.periodDays !== undefined;
    this.decidingUnit = undefined;
    this.pending = undefined;
    this.receivedAt = main?.startedAt ?? this.now;
  }

  recipient(): number | undefined {
    return ['forwarded', 'assigned', 'referred', 'objected', 'jurisdiction_dispute'].includes(this.state)
      ? this.offer?.unit
      : undefined;
  }

  /** What the law does by itself once a period is over. No right of the petitioner's ends while its day is provisional. */
  settle(): void {
    for (;;) {
      const due = this.running('TL-04', 'TL-13', 'TL-23', 'TL-51')
        .filter(
          (clock) =>
            clock.isOver !== true && endOf(clock) <= this.now && (clock.rule === 'TL-04' || legalEnd(clock).isSure),
        )
        .sort((a, b) => endOf(a) - endOf(b))[0];
      if (due === undefined) return;
      if (due.rule === 'TL-04') {
        due.isOver = true;
        if (this.offer?.standing === 'offered') {
          this.offer.standing = 'taken';
          this.taken(this.kind === 'suggestion' ? 'begin-study' : 'deem-taken', this.offer.unit);
        }
      } else this.#windowOver(due);
    }
  }

  #windowOver(clock: ModelClock): void {
    clock.isOver = true;
    if (!clock.isMain) clock.runs = false;
    if (clock.rule === 'TL-13' && this.state === 'opinion_served' && !this.findings.includes('supported')) {
      this.step('lapse-window');
      this.closingReason = this.findings.every((one) => one === this.findings[0])
        ? 'by-finding'
        : 'appeal_window_lapsed';
      if (this.closingReason === 'by-finding')
        this.closingReason = this.findings[0] === 'explained' ? 'explained_no_legal_basis' : 'not_supported';
      this.endAll('TL-12', 'TL-23');
    }
    if (clock.rule === 'TL-23' && [...this.evaluations.values()].includes('pending') && this.state !== 'archived') {
      for (const [subject, said] of this.evaluations)
        if (said === 'pending') this.evaluations.set(subject, 'not_evaluated');
      this.step('leave-unevaluated');
      this.stop('TL-23');
    }
  }
}
