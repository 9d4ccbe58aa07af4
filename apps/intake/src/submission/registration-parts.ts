import { Injectable } from '@nestjs/common';
import { Problem, type RegisterSubmission, type UnitEntry } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, PersonalData, UnitDirectory } from '@huiyin/service';
import { AttachmentService } from '../attachment/attachment.service.js';
import { AccusationService } from '../sealed/accusation.service.js';
import { triagingUnit } from './triaging-unit.rules.js';

/** What registration leans on: the unit that receives, the people's keys, files, the sealed side. */
@Injectable()
export class RegistrationParts {
  constructor(
    readonly people: PersonalData,
    readonly attachments: AttachmentService,
    readonly accusations: AccusationService,
    private readonly units: UnitDirectory,
    private readonly authorities: Authorities,
  ) {}

  /**
   * The office whose counter this is: the one named, else the official's own, else the county's petition bureau. A unit that was closed
   * stands for its successor. @throws Problem `receiving-unit-unfit`, `act-not-allowed` for a counter that is not the official's.
   */
  async receivingUnit(given: RegisterSubmission, call: Call): Promise<UnitEntry> {
    if (call.actor.kind === 'anonymous' && given.channel !== 'online') throw new Problem('act-not-allowed');
    const wanted = given.receivingUnitId ?? (await this.#ownUnit(call)) ?? this.#bureau();
    const unit = wanted === undefined ? undefined : this.units.successorOf(wanted);
    if (unit?.dutyOfficerId === undefined) throw new Problem('receiving-unit-unfit');
    if (call.actor.kind === 'official') {
      const scope = await this.authorities.scopeOf(call, 'register-submission');
      if (!scope.isEverything && !scope.units.includes(unit.id)) throw new Problem('act-not-allowed');
    }
    return unit;
  }

  /**
   * The office that answers for what this counter received, with its officer on duty.
   * @throws Problem `receiving-unit-unfit` where nobody may classify it.
   */
  answerableFor(counter: UnitEntry): UnitEntry {
    const unit = triagingUnit(counter, this.units.all());
    if (unit === undefined) throw new Problem('receiving-unit-unfit');
    return unit;
  }

  async #ownUnit(call: Call): Promise<number | undefined> {
    if (call.actor.kind !== 'official') return undefined;
    return (await this.authorities.scopeOf(call, 'register-submission')).units[0];
  }

  #bureau(): number | undefined {
    return this.units
      .all()
      .find((unit) => unit.kind === 'petition-bureau' && unit.tier === 'county' && unit.standing === 'open')?.id;
  }
}
