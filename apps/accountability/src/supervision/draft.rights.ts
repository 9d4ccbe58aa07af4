import { Inject, Injectable } from '@nestjs/common';
import { type Call } from '@huiyin/messaging';
import { Authorities, NUDGE, type Scope, UnitDirectory } from '@huiyin/service';
import { type Act } from '@huiyin/statute';
import { type Signers } from './draft.rules.js';
import { type Supervisor } from './supervision.rules.js';

/** Who may draft and sign, by posts and by where their offices stand. */
@Injectable()
export class DraftRights {
  constructor(
    private readonly authorities: Authorities,
    private readonly units: UnitDirectory,
    @Inject(NUDGE) readonly nudge: () => void,
  ) {}

  async of(call: Call, act: Act): Promise<{ scope: Scope; by: Supervisor }> {
    const scope = await this.authorities.scopeOf(call, act);
    const from = await this.authorities.standpointsOf(call, act);
    return { scope, by: { officialId: call.actor.id, from } };
  }

  signersOf(unitId: number): Signers {
    const head = this.units.find(unitId)?.kind === 'petition-bureau' ? unitId : undefined;
    return { head, leader: this.units.headOfArea(unitId)?.id };
  }
}
