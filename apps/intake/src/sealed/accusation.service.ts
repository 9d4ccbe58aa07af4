import { Injectable } from '@nestjs/common';
import { type AccusedGiven, authority, type Authority, type PersonGiven, Problem } from '@huiyin/contracts';
import { Bus, type Call } from '@huiyin/messaging';
import { UnitDirectory } from '@huiyin/service';
import { dueDates } from '../submission/first-clock.js';
import { exclusionOf, recipientOf } from './exclusion.rules.js';
import { type AccusationContent, SealedStore } from './sealed-store.js';

export interface AccusationGiven {
  readonly order: string;
  readonly call: Call;
  readonly input: object;
  readonly submissionNo: string;
  readonly receivingUnit: number;
  readonly profile: string;
  readonly receivedAt: Date;
  readonly accused: AccusedGiven | undefined;
  readonly content: AccusationContent;
  readonly people: readonly PersonGiven[];
  readonly originSubmissionId?: string;
}

/** Finds who may receive an accusation, and seals it for them (R22, R30; domain D.9). */
@Injectable()
export class AccusationService {
  constructor(
    private readonly bus: Bus,
    private readonly units: UnitDirectory,
    private readonly sealed: SealedStore,
  ) {}

  /** @throws Problem `prohibited-transfer` when every discipline organ here is itself accused. */
  async seal<A extends object>(given: AccusationGiven, answer: A): Promise<A> {
    const accused = await Promise.all((given.accused?.officialIds ?? []).map((id) => this.#official(id)));
    const exclusion = exclusionOf(
      this.units.all(),
      given.accused?.unitIds ?? [],
      accused.filter((a) => a !== undefined),
    );
    const organ = recipientOf(this.units.all(), given.receivingUnit, exclusion);
    const due = dueDates('TL-01', given.profile, given.receivedAt);
    return this.sealed.keep(
      given.order,
      given.call,
      given.input,
      {
        submissionNo: given.submissionNo,
        receivingUnit: organ.id,
        officerId: organ.dutyOfficerId ?? '',
        receivedOn: due.startedOn,
        dueOn: due.legalDueOn,
        exclusion,
        content: given.content,
        identity: given.people,
        ...(given.originSubmissionId === undefined ? {} : { originSubmissionId: given.originSubmissionId }),
      },
      answer,
    );
  }

  /** Nobody of that id has posts to bar. Any other failure is one: sealing with half an exclusion list could reach the accused. */
  async #official(officialId: string): Promise<Authority | undefined> {
    try {
      return await this.bus.ask(authority, { officialId });
    } catch (error) {
      if (error instanceof Problem && error.code === 'official-not-found') return undefined;
      throw error;
    }
  }
}
