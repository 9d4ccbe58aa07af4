import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { authorityChanged, changePassword, type ChangePassword, type Confirmed, Problem } from '@huiyin/contracts';
import { type Call, outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, auditOf, Database, once, ownScope, SETTINGS, type Settings } from '@huiyin/service';
import { Revision } from '../revision/revision.service.js';
import { AttemptService } from './attempt.service.js';
import { Credential } from './credential.table.js';
import { PasswordService } from './password.service.js';
import { lockedCredential } from './second-factor.service.js';

/** Changing one's own password; every session ends, that of the change as well. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptService,
    private readonly passwords: PasswordService,
    private readonly revision: Revision,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async change(input: ChangePassword, call: Call): Promise<Confirmed> {
    await this.passwords.refuseUnfit(input.next, await this.#namesOf(call.actor.id));
    const shown = this.passwords.withoutSecrets(input);
    const judged = await this.attempts.inTurn(`password ${call.actor.id}`, () =>
      this.passwords.inGate(() =>
        this.database.inScope(ownScope('change-password'), (manager, now) =>
          once(manager, 'organisation', changePassword.name, call, shown, () => this.#judge(manager, now, input, call)),
        ),
      ),
    );
    if ('isRefused' in judged) throw new Problem('credentials-wrong');
    await this.revision.afterCommit([call.actor.id]);
    return judged;
  }

  /** A wrong password is committed with its count, so it comes back as a value. */
  async #judge(
    manager: EntityManager,
    now: Date,
    input: ChangePassword,
    call: Call,
  ): Promise<Confirmed | { isRefused: true }> {
    const officialId = call.actor.id;
    const attempt = await this.attempts.open(manager, `password ${officialId}`, now);
    if (typeof attempt === 'number') throw new Problem('too-many-requests', {}, [], attempt);
    const credential = await lockedCredential(manager, officialId);
    const isRight = await this.passwords.isRight(credential.passwordHash, input.current);
    const outcome = isRight ? 'done' : 'refused:credentials-wrong';
    await appendAudit(manager, 'organisation', this.settings.site, [
      { ...auditOf(call), act: 'change-password', outcome },
    ]);
    if (!isRight) {
      await this.attempts.failed(manager, attempt, now);
      return { isRefused: true };
    }
    await this.attempts.succeeded(manager, attempt);
    await this.#write(manager, officialId, input.next, now);
    return { at: now.toISOString() };
  }

  async #write(manager: EntityManager, officialId: string, password: string, now: Date): Promise<void> {
    const passwordHash = await this.passwords.hashInGate(password);
    await manager.update(Credential, { officialId }, { passwordHash, passwordChangedAt: now });
    const [rows] = (await manager.query(
      `update official set authz_version = authz_version + 1 where id = $1 returning authz_version`,
      [officialId],
    )) as [[{ authz_version: number }], number];
    const changed = { officialId, authzVersion: rows[0].authz_version, endsSessions: true };
    await putInOutbox(manager, 'organisation', [outgoing(authorityChanged, changed)]);
  }

  async #namesOf(officialId: string): Promise<string[]> {
    return this.database.inScope(ownScope('change-password'), async (manager) => {
      const rows = (await manager.query(
        `select unnest(array[o.username, o.name, u.name]) as name from official o
           left join held_post h on h.official_id = o.id left join unit u on u.id = h.unit_id where o.id = $1`,
        [officialId],
      )) as { name: string | null }[];
      return rows.flatMap((row) => (row.name === null ? [] : [row.name]));
    });
  }
}
