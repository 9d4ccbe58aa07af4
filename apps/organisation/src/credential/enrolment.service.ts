import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type Confirmed,
  confirmSecondFactor,
  type Enrolment,
  Problem,
  type ProblemCode,
  type RecoveryCodes,
  type SecondFactorCode,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { appendAudit, auditOf, Database, once, ownScope, SETTINGS, type Settings } from '@huiyin/service';
import { Official } from '../official/official.table.js';
import { AttemptService } from './attempt.service.js';
import { lockedCredential, SecondFactorService } from './second-factor.service.js';

/** A refusal that must be committed with its count comes back as a value. */
type Judged<A extends object> = A | { readonly refusal: ProblemCode };

/** An official's own second factor: enrolled, proved, and proved again within a session. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptService,
    private readonly secondFactor: SecondFactorService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The seed is in the answer, so the answer is not kept under the idempotency key: asking again makes a new one. */
  async enrol(call: Call): Promise<Enrolment> {
    return this.database.inScope(ownScope('enrol'), async (manager) => {
      const official = await this.#ownAccount(manager, call);
      if (official.isDemo) throw new Problem('act-not-allowed');
      const credential = await lockedCredential(manager, official.id);
      if (credential.isSecondFactorActive) throw new Problem('second-factor-already-enrolled');
      await this.#audit(manager, call, 'enrol-second-factor', 'done');
      return this.secondFactor.enrol(manager, official.id, official.username);
    });
  }

  async activate(input: SecondFactorCode, call: Call): Promise<RecoveryCodes> {
    const judged = await this.#inTurn(call, (manager, now) =>
      this.#judge<RecoveryCodes>(manager, now, call, 'activate-second-factor', async (official) => {
        const credential = await lockedCredential(manager, official.id);
        if (credential.isSecondFactorActive) throw new Problem('second-factor-already-enrolled');
        if (credential.seed === null) throw new Problem('second-factor-not-enrolled');
        if (!(await this.secondFactor.isRight(manager, credential, input.code, now))) return undefined;
        return { codes: await this.secondFactor.activate(manager, official.id) };
      }),
    );
    return answerOf(judged);
  }

  async confirm(input: SecondFactorCode, call: Call): Promise<Confirmed> {
    const judged = await this.#inTurn(call, (manager, now) =>
      once(manager, 'organisation', confirmSecondFactor.name, call, input, () =>
        this.#judge<Confirmed>(manager, now, call, 'confirm-second-factor', async (official) => {
          const isRight = official.isDemo
            ? this.#isDemoWord(input.code)
            : await this.#isOwnCode(manager, official.id, input.code, now);
          return isRight ? { at: now.toISOString() } : undefined;
        }),
      ),
    );
    return answerOf(judged);
  }

  #isDemoWord(code: string): boolean {
    if (this.settings.mode === 'production') throw new Problem('second-factor-not-enrolled');
    return code === 'demo';
  }

  async #isOwnCode(manager: EntityManager, officialId: string, code: string, now: Date): Promise<boolean> {
    const credential = await lockedCredential(manager, officialId);
    if (!credential.isSecondFactorActive) throw new Problem('second-factor-not-enrolled');
    return this.secondFactor.isRight(manager, credential, code, now);
  }

  async #inTurn<A>(call: Call, work: (manager: EntityManager, now: Date) => Promise<A>): Promise<A> {
    return this.attempts.inTurn(`second-factor ${call.actor.id}`, () =>
      this.database.inScope(ownScope('second-factor'), work),
    );
  }

  async #judge<A extends object>(
    manager: EntityManager,
    now: Date,
    call: Call,
    act: string,
    answer: (official: Official) => Promise<A | undefined>,
  ): Promise<Judged<A>> {
    const official = await this.#ownAccount(manager, call);
    const attempt = await this.attempts.open(manager, `second-factor ${official.id}`, now);
    if (typeof attempt === 'number') throw new Problem('too-many-requests', {}, [], attempt);
    const answered = await answer(official);
    if (answered === undefined) await this.attempts.failed(manager, attempt, now);
    else await this.attempts.succeeded(manager, attempt);
    await this.#audit(manager, call, act, answered === undefined ? 'refused:second-factor-wrong' : 'done');
    return answered ?? { refusal: 'second-factor-wrong' };
  }

  async #ownAccount(manager: EntityManager, call: Call): Promise<Official> {
    const official = await manager.findOneBy(Official, { id: call.actor.id, isEnabled: true });
    if (official === null) throw new Problem('not-signed-in');
    return official;
  }

  async #audit(manager: EntityManager, call: Call, act: string, outcome: string): Promise<void> {
    await appendAudit(manager, 'organisation', this.settings.site, [{ ...auditOf(call), act, outcome }]);
  }
}

function answerOf<A extends object>(judged: Judged<A>): A {
  if ('refusal' in judged) throw new Problem(judged.refusal);
  return judged;
}
