import { createHmac, randomUUID } from 'node:crypto';
import { type Role } from '@huiyin/statute';
import { Caller, codeIn, jsonIn } from './caller.js';

/** A demo account for each role of part E that the demo county fills. */
export const demoAccountOf: Partial<Record<Role, string>> = {
  village_clerk: 'village1',
  township_clerk: 'township1',
  township_head: 'townhead1',
  bureau_intake: 'intake1',
  bureau_triage: 'triage1',
  bureau_supervisor: 'supervisor1',
  bureau_head: 'head1',
  dept_officer: 'hr1',
  dept_head: 'hrhead1',
  polilegal_officer: 'police1',
  leader: 'leader1',
  mediator: 'mediator1',
  discipline_officer: 'discipline1',
  auditor: 'auditor1',
  admin: 'admin1',
};

/** Where an account is made for the roles that it does not fill. */
export const placeOf: Partial<Record<Role, number>> = {
  bureau_reviewer_prep: 2,
  mediation_admin: 2,
  hearing_host: 4,
  hearing_member: 4,
  reviewer: 4,
  accountability_decider: 11,
  fund_approver: 4,
  archivist: 4,
};

export interface NewOfficial {
  readonly officialId: string;
  readonly username: string;
  readonly password: string;
}

/** An account made by the administrator, through the API. */
export async function newOfficial(admin: Caller): Promise<NewOfficial> {
  const username = `n${randomUUID().slice(0, 12)}`;
  const password = `Lantern-Orchard ${randomUUID()}`;
  const heard = await admin.post('/officials', { name: '新人', username, password });
  if (heard.status !== 201) throw new Error(`no account was made: ${heard.body}`);
  return { officialId: jsonIn<{ officialId: string }>(heard).officialId, username, password };
}

/** @returns the refusal's code, or undefined where the post was given. */
export async function appoint(admin: Caller, officialId: string, unitId: number, role: Role) {
  return codeIn(await admin.post('/posts', { officialId, unitId, role }));
}

/** Signs in with a fresh second factor, enrolled on the way, and proved again by a recovery code. */
export async function signInWithFactor(url: string, { username, password }: NewOfficial): Promise<Caller> {
  const weak = Caller.anonymous(url);
  const { token } = jsonIn<{ token: string }>(await weak.post('/sessions', { username, password }));
  const caller = weak.as(token);
  const { secret } = jsonIn<{ secret: string }>(await caller.post('/second-factor', {}));
  const activated = await caller.post('/second-factor/activate', { code: codeNow(secret) });
  const [recovery] = jsonIn<{ codes?: string[] }>(activated).codes ?? [];
  if (recovery === undefined) throw new Error(`no factor: ${activated.body}`);
  const stepped = await caller.post('/sessions/current/step-up', { code: recovery });
  return weak.as(jsonIn<{ token: string }>(stepped).token);
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238 with SHA-1, six digits, thirty seconds; written anew so that the product's own library is checked by it. */
function codeNow(secret: string): string {
  const bits = [...secret.replace(/=+$/, '')].map((c) => base32.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const from = (digest.at(-1) ?? 0) & 0x0f;
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
