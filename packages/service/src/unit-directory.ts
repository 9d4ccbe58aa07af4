import { type Directory, directory, governingKinds, Problem, type UnitEntry } from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';

/** Milliseconds between unasked refreshes; an event or a miss refreshes sooner. */
const refreshEvery = 5_000;
/** Milliseconds between tries while nothing is known yet. */
const retryEvery = 200;

/** The units as this service last heard of them. Works on with what it knows while `organisation` is away. */
export class UnitDirectory {
  #version = -1;
  #units: ReadonlyMap<number, UnitEntry> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #asking: Promise<void> | undefined;

  constructor(private readonly bus: () => Bus) {}

  start(): void {
    void this.#keepFresh();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** Asks anew without waiting for the answer: something was said to have changed. */
  refreshSoon(): void {
    void this.#refreshOrLater();
  }

  async #keepFresh(): Promise<void> {
    await this.#refreshOrLater();
    if (!this.#isStopped)
      this.#timer = setTimeout(() => void this.#keepFresh(), this.isKnown ? refreshEvery : retryEvery);
  }

  get isKnown(): boolean {
    return this.#version >= 0;
  }

  /** While `organisation` is away what is known stays, and the timer asks again. */
  async #refreshOrLater(): Promise<void> {
    this.#asking ??= this.bus()
      .ask(directory, {})
      .then((answer) => this.#take(answer))
      .finally(() => (this.#asking = undefined));
    await this.#asking.catch(() => undefined);
  }

  /** @throws Problem `directory-unavailable` before the first answer. */
  all(): readonly UnitEntry[] {
    if (!this.isKnown) throw new Problem('directory-unavailable', {}, [], 2);
    return [...this.#units.values()];
  }

  find(unitId: number): UnitEntry | undefined {
    if (!this.isKnown) throw new Problem('directory-unavailable', {}, [], 2);
    return this.#units.get(unitId);
  }

  /** The open unit that has the work of `unitId` now: itself, or the last of its successors. */
  successorOf(unitId: number): UnitEntry | undefined {
    let unit = this.find(unitId);
    for (let steps = 0; unit?.standing === 'closed' && unit.successorId !== undefined && steps < 50; steps++)
      unit = this.find(unit.successorId);
    return unit?.standing === 'open' ? unit : undefined;
  }

  /** The nearest unit at or above this one that governs a division: where the leader of its area sits. Undefined where none does. */
  headOfArea(unitId: number): UnitEntry | undefined {
    let unit = this.find(unitId);
    for (let steps = 0; unit !== undefined && !governingKinds.has(unit.kind) && steps < 50; steps++)
      unit = unit.parentId === undefined ? undefined : this.find(unit.parentId);
    return unit;
  }

  #take(answer: Directory): void {
    if (answer.version < this.#version) return;
    this.#version = answer.version;
    this.#units = new Map(answer.units.map((unit) => [unit.id, unit]));
  }
}
