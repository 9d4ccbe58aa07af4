import { datesBy, entryRowsOf, rowOf, startClock, type Step, stepAfter, stepsOf } from '@huiyin/accountability';
import { civilDate, defaultCalendar, shanghaiDayOf, startOfDay } from '@huiyin/statute';

const nobody = '00000000-0000-4000-8000-000000000000';
/** Hours after midnight at which seeded petitions come in. */
const openingHour = 9;

/** Of the first office, and of the handling. */
export type SeedRule = 'TL-01' | 'TL-02' | 'TL-06';

/** The clock of every matter in which it began on one day, under one rule and profile; set-based SQL makes each matter's own of it. */
export interface ClockTemplate {
  readonly id: string;
  readonly startedAt: string;
  readonly clock: object;
  readonly startDetails: object;
  readonly reached: readonly Step[];
  readonly nextStep: string | null;
  readonly nextMeasure: string | null;
  readonly nextStepAt: string | null;
}

/** Templates by the day of receipt, counted back from `now`; the dates come from the service's own rules. */
export class ClockTemplates {
  readonly #count = datesBy(defaultCalendar());
  readonly #made = new Map<string, ClockTemplate>();
  readonly #fresh: ClockTemplate[] = [];

  constructor(private readonly now: Date) {}

  of(rule: SeedRule, profile: string, daysAgo: number): ClockTemplate {
    const id = `${rule} ${profile} ${daysAgo}`;
    const known = this.#made.get(id);
    if (known !== undefined) return known;
    const made = this.#make(id, rule, profile, daysAgo);
    this.#made.set(id, made);
    this.#fresh.push(made);
    return made;
  }

  /** Those that were made since it was last asked. */
  fresh(): ClockTemplate[] {
    return this.#fresh.splice(0);
  }

  #make(id: string, rule: SeedRule, profile: string, daysAgo: number): ClockTemplate {
    const midnight = Date.parse(startOfDay(shanghaiDayOf(this.now) - daysAgo));
    const startedAt = new Date(Math.min(midnight + openingHour * 3_600_000, this.now.getTime())).toISOString();
    const started = { kind: 'started', at: startedAt, rule, profile } as const;
    const order = { clockId: nobody, matterId: nobody, isMain: true, unitId: 0, officerId: nobody, started };
    const clock = startClock(order, this.#count);
    const steps = stepsOf(rule, clock);
    const next = stepAfter(steps, this.now);
    return {
      id,
      startedAt,
      clock: rowOf(clock),
      startDetails: entryRowsOf(clock, 0)[0]?.details ?? {},
      reached: steps.filter(({ at }) => Date.parse(at) <= this.now.getTime()),
      nextStep: next?.step ?? null,
      nextMeasure: next?.measure ?? null,
      nextStepAt: next?.at ?? null,
    };
  }
}

/** The day of receipt, as submission numbers have it. */
export function dayOf(template: ClockTemplate): string {
  return civilDate(shanghaiDayOf(template.startedAt));
}
