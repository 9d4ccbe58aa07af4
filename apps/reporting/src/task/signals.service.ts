import { Injectable } from '@nestjs/common';
import { queuesChanged } from '@huiyin/contracts';
import { Bus } from '@huiyin/messaging';

/** Remembers whose queues a batch touches, and tells them once it is committed. */
@Injectable()
export class Signals {
  readonly #officers = new Set<string>();
  readonly #units = new Set<number>();

  constructor(private readonly bus: Bus) {}

  /** Whoever owes or owed something: the officer named, and the unit where others may see it. */
  touch(places: readonly { readonly unit_id: number; readonly officer_id: string | null }[]): void {
    for (const { unit_id, officer_id } of places) {
      this.#units.add(unit_id);
      if (officer_id !== null) this.#officers.add(officer_id);
    }
  }

  send(): void {
    if (this.#units.size === 0) return;
    this.bus.signal(queuesChanged, { officerIds: [...this.#officers], unitIds: [...this.#units] });
    this.#officers.clear();
    this.#units.clear();
  }
}
