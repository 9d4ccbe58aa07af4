import { createHmac, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { type EntityManager } from 'typeorm';
import { type Enrolment, Problem } from '@huiyin/contracts';
import { PersonKey, SETTINGS, type Settings } from '@huiyin/service';
import { Credential } from './credential.table.js';

/** Seconds before and after a code's own 30 in which it is still taken: one step, for clocks that are a little off. */
const tolerance = 30;
const recoveryCodes = 10;
/** Without letters and digits that are mistaken for one another. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Codes of the authenticator (RFC 6238) and recovery codes; each is good once. */
@Injectable()
export class SecondFactorService {
  readonly #key: Buffer;
  readonly #seeds: PersonKey;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.#key = Buffer.from(settings.secret('second-factor-key'), 'base64');
    this.#seeds = new PersonKey(Buffer.alloc(0), this.#key);
  }

  /** A new seed, not yet active: asking again before it is proved makes another. */
  async enrol(manager: EntityManager, officialId: string, username: string): Promise<Enrolment> {
    const secret = generateSecret();
    const seed = this.#seeds.seal(this.#place(officialId), secret);
    await manager.update(Credential, { officialId }, { seed, isSecondFactorActive: false, lastStep: null });
    return { secret, address: generateURI({ issuer: 'Huiyin', label: username, secret }) };
  }

  /** Makes the enrolled seed count. @returns the recovery codes in plain, for the only time. */
  async activate(manager: EntityManager, officialId: string): Promise<string[]> {
    const codes = Array.from({ length: recoveryCodes }, newCode);
    await manager.update(Credential, { officialId }, { isSecondFactorActive: true });
    await manager.query(`delete from recovery_code where official_id = $1`, [officialId]);
    await manager.query(`insert into recovery_code (official_id, digest) select $1, unnest($2::bytea[])`, [
      officialId,
      codes.map((code) => this.#digest(officialId, code)),
    ]);
    return codes;
  }

  /** Uses up a code: an authenticator's, or a recovery code where the factor is active. The credential's row must be locked. */
  async isRight(manager: EntityManager, credential: Credential, code: string, now: Date): Promise<boolean> {
    if (/^[0-9]{6}$/.test(code)) return this.#isStep(manager, credential, code, now);
    if (!credential.isSecondFactorActive) return false;
    const [, used] = (await manager.query(
      `update recovery_code set used_at = $3 where official_id = $1 and digest = $2 and used_at is null`,
      [credential.officialId, this.#digest(credential.officialId, code), now],
    )) as [unknown, number];
    return used === 1;
  }

  async #isStep(manager: EntityManager, credential: Credential, code: string, now: Date): Promise<boolean> {
    if (credential.seed === null) return false;
    const epoch = Math.floor(now.getTime() / 1000);
    const secret = this.#seeds.open(this.#place(credential.officialId), credential.seed);
    const result = verifySync({ secret, token: code, epoch, epochTolerance: tolerance });
    if (!result.valid || !('timeStep' in result)) return false;
    if (credential.lastStep !== null && result.timeStep <= Number(credential.lastStep)) return false;
    const { officialId } = credential;
    await manager.update(Credential, { officialId }, { lastStep: String(result.timeStep) });
    return true;
  }

  #place(officialId: string): string {
    return `credential.seed.${officialId}.${this.settings.site}`;
  }

  #digest(officialId: string, code: string): Buffer {
    const plain = code.toUpperCase().replaceAll('-', '');
    return createHmac('sha256', this.#key).update(`recovery\n${officialId}\n${plain}`).digest();
  }
}

/** 80 bits in four groups. */
function newCode(): string {
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)] ?? '');
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** The credential, locked for a decision. @throws Problem `not-signed-in` when there is none. */
export async function lockedCredential(manager: EntityManager, officialId: string): Promise<Credential> {
  const row = await manager.findOne(Credential, { where: { officialId }, lock: { mode: 'pessimistic_write' } });
  if (row === null) throw new Problem('not-signed-in');
  return row;
}
