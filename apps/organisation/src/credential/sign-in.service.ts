import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Problem, type ProblemCode, type SignedIn, type SignIn } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { appendAudit, Database, ownScope, SETTINGS, type Settings } from '@huiyin/service';
import { isRole } from '@huiyin/statute';
import { Official } from '../official/official.table.js';
import { needsSecondFactor } from '../post/post.rules.js';
import { AttemptService } from './attempt.service.js';
import { Credential } from './credential.table.js';
import { PasswordService } from './password.service.js';
import { lockedCredential, SecondFactorService } from './second-factor.service.js';

/** Refusals come back as values: the count of failures and the audit must be committed. */
type Outcome =
  | { readonly signedIn: SignedIn }
  | { readonly refusal: ProblemCode; readonly isGuess: boolean; readonly wait?: number };

/** Signing in. An unknown name, a disabled account and a wrong password are one answer after the same time. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptService,
    private readonly passwords: PasswordService,
    private readonly secondFactor: SecondFactorService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async signIn(input: SignIn, call: Call): Promise<SignedIn> {
    const username = input.username.toLowerCase();
    const outcome = await this.attempts.inTurn(username, () =>
      this.passwords.inGate(() =>
        this.database.inScope(ownScope('sign-in'), (manager, now) =>
          this.#try(manager, now, { ...input, username }, call),
        ),
      ),
    );
    if ('signedIn' in outcome) return outcome.signedIn;
    throw new Problem(outcome.refusal, {}, [], outcome.wait);
  }

  async #try(manager: EntityManager, now: Date, input: SignIn, call: Call): Promise<Outcome> {
    const attempt = await this.attempts.open(manager, `sign-in ${input.username}`, now);
    if (typeof attempt === 'number') return { refusal: 'too-many-requests', isGuess: false, wait: attempt };
    const official = await manager.findOneBy(Official, { username: input.username });
    const officialId = official?.id ?? '00000000-0000-0000-0000-000000000000';
    const credential = await manager.findOneBy(Credential, { officialId });
    const isRight = await this.passwords.isRight(credential?.passwordHash, input.password);
    const outcome =
      official === null || credential === null || !isRight || !official.isEnabled
        ? ({ refusal: 'credentials-wrong', isGuess: true } as const)
        : await this.#withRightPassword(manager, official, input, now);
    if ('signedIn' in outcome) await this.attempts.succeeded(manager, attempt);
    else if (outcome.isGuess) await this.attempts.failed(manager, attempt, now);
    await this.#audit(manager, official, outcome, call);
    return outcome;
  }

  async #withRightPassword(manager: EntityManager, official: Official, input: SignIn, now: Date): Promise<Outcome> {
    if (official.isDemo && this.settings.mode === 'production')
      return { refusal: 'demo-account-refused', isGuess: false };
    const credential = await lockedCredential(manager, official.id);
    if (credential.isSecondFactorActive) {
      if (input.code === undefined) return { refusal: 'second-factor-required', isGuess: false };
      const isRight = await this.secondFactor.isRight(manager, credential, input.code, now);
      if (!isRight) return { refusal: 'second-factor-wrong', isGuess: true };
    }
    await this.#renewHash(manager, credential, input.password);
    return { signedIn: await this.#signedIn(manager, official, credential.isSecondFactorActive) };
  }

  async #renewHash(manager: EntityManager, credential: Credential, password: string): Promise<void> {
    if (!this.passwords.isOutdated(credential.passwordHash)) return;
    const passwordHash = await this.passwords.hashInGate(password);
    await manager.update(Credential, { officialId: credential.officialId }, { passwordHash });
  }

  async #signedIn(manager: EntityManager, official: Official, isTwoFactor: boolean): Promise<SignedIn> {
    const held = (await manager.query(`select role from held_post where official_id = $1`, [official.id])) as {
      role: string;
    }[];
    const mustHave = needsSecondFactor(held.map((row) => row.role).filter(isRole));
    return {
      officialId: official.id,
      name: official.name,
      authzVersion: official.authzVersion,
      strength: isTwoFactor ? 'two-factor' : 'password',
      isDemo: official.isDemo,
      mustEnrol: mustHave && !isTwoFactor && !official.isDemo,
    };
  }

  async #audit(manager: EntityManager, official: Official | null, outcome: Outcome, call: Call): Promise<void> {
    // Of an unknown name nothing is written: people type passwords there.
    const actor = official === null ? 'anonymous:' : `official:${official.id}`;
    await appendAudit(manager, 'organisation', this.settings.site, [
      {
        actor,
        act: 'sign-in',
        outcome: 'signedIn' in outcome ? 'done' : `refused:${outcome.refusal}`,
        requestId: call.requestId,
      },
    ]);
  }
}
