import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import {
  createOfficial,
  type CreateOfficial,
  disableOfficial,
  type DisableOfficial,
  type OfficialChanged,
  Problem,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities } from '@huiyin/service';
import { Credential } from '../credential/credential.table.js';
import { PasswordService } from '../credential/password.service.js';
import { DeputisingService } from '../delegation/deputising.service.js';
import { LeavingService } from '../post/leaving.service.js';
import { Post } from '../post/post.table.js';
import { type OpenChange, refuseStale, Revision } from '../revision/revision.service.js';
import { Official } from './official.table.js';

const act = 'manage-organisation';

/** Accounts of officials: made, and disabled for good. */
@Injectable()
export class OfficialService {
  constructor(
    private readonly revision: Revision,
    private readonly authorities: Authorities,
    private readonly passwords: PasswordService,
    private readonly leaving: LeavingService,
    private readonly deputising: DeputisingService,
  ) {}

  async create(input: CreateOfficial, call: Call): Promise<OfficialChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    await this.passwords.refuseUnfit(input.password, [input.username, input.name]);
    const passwordHash = await this.passwords.hash(input.password);
    const order = { contract: createOfficial, act, call, scope, input: this.passwords.withoutSecrets(input) };
    return this.revision.change(order, async (change) => {
      const { manager, now } = change;
      if (await manager.existsBy(Official, { username: input.username })) throw new Problem('username-taken');
      const row = { ...newOfficial, id: randomUUID(), username: input.username, name: input.name };
      await manager.insert(Official, row);
      await manager.insert(Credential, { officialId: row.id, passwordHash, passwordChangedAt: now });
      change.note(`official:${row.id}`, { order: 'create-official', username: input.username }, { version: 1 });
      return { officialId: row.id, authzVersion: 1, version: 1 };
    });
  }

  async disable(input: DisableOfficial, call: Call): Promise<OfficialChanged> {
    const scope = await this.authorities.scopeOf(call, act);
    return this.revision.change({ contract: disableOfficial, act, call, scope, input }, async (change) => {
      const { manager } = change;
      const official = await manager.findOneBy(Official, { id: input.officialId });
      if (official === null || !official.isEnabled) throw new Problem('official-not-found');
      await refuseStale(manager, `official:${official.id}`, input.expectedVersion, official.version);
      if (input.replacementId === official.id) throw new Problem('successor-invalid');
      await this.#leaveEverything(change, official.id, input.replacementId);
      const version = official.version + 1;
      await manager.update(Official, { id: official.id }, { isEnabled: false, hasAccusationClearance: false, version });
      await change.raiseRights([official.id], true);
      const { authzVersion } = await manager.findOneByOrFail(Official, { id: official.id });
      change.note(
        `official:${official.id}`,
        { order: 'disable-official', replacement: input.replacementId },
        { version },
      );
      return { officialId: official.id, authzVersion, version };
    });
  }

  async #leaveEverything(change: OpenChange, officialId: string, replacementId: string | undefined): Promise<void> {
    // First what is lent, so that the holders have it back before anybody looks for an heir. The session ends in any case.
    await change.raiseRights([officialId], true);
    await this.deputising.endAllOf(change, officialId);
    const posts = await change.manager.findBy(Post, { officialId, endedAt: IsNull() });
    await this.leaving.leave(change, officialId, posts, replacementId);
  }
}

const newOfficial = { version: 1, isEnabled: true, authzVersion: 1, hasAccusationClearance: false, isDemo: false };
