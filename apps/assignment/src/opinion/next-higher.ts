import { Injectable } from '@nestjs/common';
import { nextHigher, Problem } from '@huiyin/contracts';
import { Bus } from '@huiyin/messaging';
import { words } from '@huiyin/words';

/** Where a review is asked for (R35). */
export interface NextOffice {
  readonly name: string;
  readonly phone?: string;
}

/** Milliseconds for which an answer is believed: the tree of offices seldom moves, and every opinion asks. */
const believedFor = 30_000;

/** The next higher office of a unit, as the organisation tells it. */
@Injectable()
export class NextHigher {
  readonly #known = new Map<number, { at: number; office: Promise<NextOffice> }>();

  constructor(private readonly bus: Bus) {}

  /** @throws Problem when the organisation does not answer; an opinion that names no remedy must not go out. */
  of(unitId: number): Promise<NextOffice> {
    const known = this.#known.get(unitId);
    if (known !== undefined && Date.now() - known.at < believedFor) return known.office;
    const office = this.#ask(unitId);
    this.#known.set(unitId, { at: Date.now(), office });
    office.catch(() => this.#known.delete(unitId));
    return office;
  }

  async #ask(unitId: number): Promise<NextOffice> {
    try {
      const { name, phone } = await this.bus.ask(nextHigher, { unitId });
      return { name, phone };
    } catch (error) {
      // Above the highest office of this installation the law still names one; only its name is not known here.
      if (error instanceof Problem && error.code === 'no-common-superior')
        return { name: words('zh-CN')('opinion.nextHigherOffice') };
      throw error;
    }
  }
}
