import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateSync } from 'otplib';
import {
  activateSecondFactor,
  appoint,
  changePassword,
  confirmSecondFactor,
  enrolSecondFactor,
  type Problem,
  signIn,
} from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { randomUUID } from 'node:crypto';
import { demoOfficialId } from '../src/demo/demo-id.js';
import { admin, aNewOfficial, type County, official, officialOf, refusalOf, startCounty } from './county.js';

let county: County;
beforeAll(async () => (county = await startCounty()));
afterAll(async () => county.system.stop());

const enter = (username: string, password: string, code?: string) =>
  county.system.ask(signIn, { username, password, ...(code === undefined ? {} : { code }) }, anonymous);
/** Lets the slow-down pass without waiting for it. */
const afterTheWait = () => county.system.rows(`update organisation.attempt set wait_until = now()`);
const codeAt = (secret: string, secondsFromNow = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + secondsFromNow });

async function anEnrolled() {
  const who = await aNewOfficial(county.system, { unitId: 3, role: 'dept_officer' });
  const { secret, address } = await county.system.ask(enrolSecondFactor, {}, officialOf(who.id));
  const { codes } = await county.system.ask(activateSecondFactor, { code: codeAt(secret, -30) }, officialOf(who.id));
  return { ...who, secret, address, codes };
}

test('an unknown name and a wrong password are one answer, one slow-down and the same work', async () => {
  const known = await aNewOfficial(county.system);
  // Work, not time: hashing runs in threads of this process, and a busy machine makes them wait but not compute. Whatever else the
  // process does meanwhile only adds to it.
  const worked: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 12; round++) {
    for (const [whose, username] of [['known', known.username] as const, ['unknown', `nobody${round % 2}`] as const]) {
      await afterTheWait();
      const before = process.cpuUsage();
      expect(await refusalOf(enter(username, 'wrong'))).toBe('credentials-wrong');
      const { user, system } = process.cpuUsage(before);
      worked[whose].push(user + system);
    }
  }
  const ratio = Math.min(...worked.unknown) / Math.min(...worked.known);
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.6);
  await afterTheWait();
  for (const username of [known.username, 'nobody1']) {
    expect(await refusalOf(enter(username, 'wrong'))).toBe('credentials-wrong');
    const slowed = await enter(username, 'wrong').catch((problem: Problem) => problem);
    expect(slowed).toMatchObject({ code: 'too-many-requests' });
    expect((slowed as Problem).retryAfterSeconds).toBeGreaterThan(0);
  }
});

test('the wait doubles up to a minute, and a try during the wait does not prolong it', async () => {
  const { username, password } = await aNewOfficial(county.system);
  const waits: number[] = [];
  for (let round = 0; round < 8; round++) {
    await afterTheWait();
    await refusalOf(enter(username, 'wrong'));
    const slowed = (await enter(username, password).catch((problem: Problem) => problem)) as Problem;
    waits.push(slowed.retryAfterSeconds ?? 0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  await afterTheWait();
  await expect(enter(username, password)).resolves.toMatchObject({ strength: 'password' });
  expect(await refusalOf(enter(username, 'wrong'))).toBe('credentials-wrong');
});

test('guesses sent all at once are counted one by one', async () => {
  const { username } = await aNewOfficial(county.system);
  const codes = await Promise.all(Array.from({ length: 12 }, () => refusalOf(enter(username, 'wrong'))));
  expect(codes.filter((code) => code === 'credentials-wrong')).toHaveLength(1);
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(11);
});

test('many sign in at once with the right password, one after another', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, () => enter('intake1', 'huiyin-demo-2026')));
  expect(new Set(all.map((answer) => answer.officialId))).toEqual(new Set([demoOfficialId('intake1')]));
});

test('whoever reads matters must enrol a second factor, and then needs it', async () => {
  const fresh = await aNewOfficial(county.system);
  await expect(enter(fresh.username, fresh.password)).resolves.toMatchObject({
    strength: 'password',
    mustEnrol: false,
  });
  await county.system.ask(appoint, { officialId: fresh.id, unitId: 3, role: 'dept_officer' }, admin());
  await expect(enter(fresh.username, fresh.password)).resolves.toMatchObject({ strength: 'password', mustEnrol: true });
  const who = await anEnrolled();
  expect(who.address).toMatch(/^otpauth:\/\/totp\/Huiyin/);
  expect(await refusalOf(enter(who.username, who.password))).toBe('second-factor-required');
  const answer = await enter(who.username, who.password, codeAt(who.secret));
  expect(answer).toMatchObject({ strength: 'two-factor', mustEnrol: false, isDemo: false });
  expect(await refusalOf(county.system.ask(enrolSecondFactor, {}, officialOf(who.id)))).toBe(
    'second-factor-already-enrolled',
  );
});

test('a code of the authenticator is good once, also within its half minute', async () => {
  const who = await anEnrolled();
  const code = codeAt(who.secret);
  await expect(enter(who.username, who.password, code)).resolves.toMatchObject({ strength: 'two-factor' });
  expect(await refusalOf(enter(who.username, who.password, code))).toBe('second-factor-wrong');
  await afterTheWait();
  const asked = county.system.ask(confirmSecondFactor, { code }, officialOf(who.id));
  expect(await refusalOf(asked)).toBe('second-factor-wrong');
  await afterTheWait();
  const next = codeAt(who.secret, 30);
  await expect(county.system.ask(confirmSecondFactor, { code: next }, officialOf(who.id))).resolves.toHaveProperty(
    'at',
  );
  expect(await refusalOf(enter(who.username, who.password, codeAt(who.secret, 120)))).toBe('second-factor-wrong');
});

test('confirming again under the same key is one confirmation', async () => {
  const who = await anEnrolled();
  const [key, code] = [randomUUID(), codeAt(who.secret)];
  const confirm = () => county.system.ask(confirmSecondFactor, { code }, officialOf(who.id), { key });
  expect(await confirm()).toEqual(await confirm());
});

test('a recovery code is good once and only for its owner', async () => {
  const who = await anEnrolled();
  const other = await anEnrolled();
  expect(new Set(who.codes).size).toBe(10);
  const [code = ''] = who.codes;
  expect(await refusalOf(enter(other.username, other.password, code))).toBe('second-factor-wrong');
  await expect(enter(who.username, who.password, code)).resolves.toMatchObject({ strength: 'two-factor' });
  expect(await refusalOf(enter(who.username, who.password, code))).toBe('second-factor-wrong');
});

test('knowing the password does not wipe out the count of wrong codes', async () => {
  const who = await anEnrolled();
  await afterTheWait();
  expect(await refusalOf(enter(who.username, who.password, '000000'))).toBe('second-factor-wrong');
  await afterTheWait();
  expect(await refusalOf(enter(who.username, who.password))).toBe('second-factor-required');
  expect(await refusalOf(enter(who.username, who.password, '000000'))).toBe('second-factor-wrong');
  const slowed = (await enter(who.username, who.password, '000000').catch((p: Problem) => p)) as Problem;
  expect(slowed.retryAfterSeconds).toBe(2);
});

test('seeds and recovery codes do not stand in the database in plain', async () => {
  const who = await anEnrolled();
  const [row] = await county.system.rows<{ seed: Buffer; digests: Buffer[] }>(
    `select c.seed, array_agg(r.digest) as digests from organisation.credential c
       join organisation.recovery_code r using (official_id) where c.official_id = $1 group by c.seed`,
    [who.id],
  );
  expect(row!.seed.includes(Buffer.from(who.secret))).toBe(false);
  expect(row!.digests).toHaveLength(10);
  const kept = await county.system.rows<{ answer: Buffer | null }>(`select answer from organisation.idempotency`);
  const text = kept.map((entry) => entry.answer?.toString() ?? '').join('\n');
  expect(text).not.toContain(who.secret);
  expect(text).not.toContain(who.codes[0]);
});

test('a demo account confirms with the word demo and nothing else', async () => {
  await expect(county.system.ask(confirmSecondFactor, { code: 'demo' }, official('triage1'))).resolves.toHaveProperty(
    'at',
  );
  const asked = county.system.ask(confirmSecondFactor, { code: '123456' }, official('head1'));
  expect(await refusalOf(asked)).toBe('second-factor-wrong');
  const who = await anEnrolled();
  const word = county.system.ask(confirmSecondFactor, { code: 'demo' }, officialOf(who.id));
  expect(await refusalOf(word)).toBe('second-factor-wrong');
  expect(await refusalOf(county.system.ask(enrolSecondFactor, {}, official('hr1')))).toBe('act-not-allowed');
});

test('a changed password ends all sessions, and the old one is wrong from then on', async () => {
  const who = await aNewOfficial(county.system);
  const next = `Harbour-Walnut ${randomUUID()}`;
  const change = (current: string, wanted: string, key = randomUUID()) =>
    county.system.ask(changePassword, { current, next: wanted }, officialOf(who.id), { key });
  expect(await refusalOf(change(who.password, 'password1'))).toBe('password-unfit');
  expect(await refusalOf(change('wrong', next))).toBe('credentials-wrong');
  await afterTheWait();
  const key = randomUUID();
  const done = await change(who.password, next, key);
  expect(await change(who.password, next, key)).toEqual(done);
  expect(county.signedOut).toContain(who.id);
  expect(await refusalOf(enter(who.username, who.password))).toBe('credentials-wrong');
  await afterTheWait();
  await expect(enter(who.username, next)).resolves.toMatchObject({ authzVersion: 2 });
});

test('a password is compared after NFC, and otherwise exactly as typed', async () => {
  const who = await aNewOfficial(county.system);
  const composed = 'Caf\u00e9 Lantern Walnut 93';
  await county.system.ask(changePassword, { current: who.password, next: composed }, officialOf(who.id));
  await expect(enter(who.username, composed.normalize('NFD'))).resolves.toBeDefined();
  expect(await refusalOf(enter(who.username, ` ${composed}`))).toBe('credentials-wrong');
});

test('a hash of weaker parameters is renewed at sign-in', async () => {
  const who = await aNewOfficial(county.system);
  const { hash } = await import('@node-rs/argon2');
  const weak = await hash(who.password, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  await county.system.rows(`update organisation.credential set password_hash = $2 where official_id = $1`, [
    who.id,
    weak,
  ]);
  await enter(who.username, who.password);
  const [row] = await county.system.rows<{ password_hash: string }>(
    `select password_hash from organisation.credential where official_id = $1`,
    [who.id],
  );
  expect(row!.password_hash).toContain('m=1024,t=1');
});

test('each success and each failure is in the audit, and a name that nobody has is not', async () => {
  const who = await aNewOfficial(county.system);
  await refusalOf(enter(who.username, 'wrong'));
  await afterTheWait();
  await enter(who.username, who.password);
  const rows = await county.system.rows<{ outcome: string }>(
    `select outcome from organisation.audit where act = 'sign-in' and actor = $1 order by entry`,
    [`official:${who.id}`],
  );
  expect(rows.map((row) => row.outcome)).toEqual(['refused:credentials-wrong', 'done']);
  await refusalOf(enter('my-secret-by-mistake', 'wrong'));
  const text = JSON.stringify(await county.system.rows(`select * from organisation.audit`));
  expect(text).toContain('"anonymous:"');
  expect(text).not.toContain('my-secret-by-mistake');
});
