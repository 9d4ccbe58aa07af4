import { SignJWT } from 'jose';
import { createPrivateKey } from 'node:crypto';
import { type Actor, serviceActor } from './actor.js';
import { ActorTokens, newTokenKey } from './actor-token.js';

const keys = { gateway: newTokenKey(), intake: newTokenKey(), reporting: newTokenKey() };
const publicPems = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.publicPem]));
const tokensOf = (service: keyof typeof keys) => new ActorTokens(service, keys[service].privatePem, publicPems);

const official: Actor = {
  kind: 'official',
  id: '0b8a7f0e-38f1-4a4c-9f6c-4f9d7a0c1a11',
  authzVersion: 3,
  steppedUpAt: 9,
};
const order = 'request.intake.classify.v1';
const gateway = tokensOf('gateway');
const intake = tokensOf('intake');
const seconds = () => Math.floor(Date.now() / 1000);

interface Forged {
  by?: keyof typeof keys;
  signedBy?: keyof typeof keys;
  act?: Actor;
  subject?: string;
  expiresAt?: number | null;
  typ?: string;
  audience?: string | string[];
  onBehalfOf?: string;
}
/** A token made by hand; right in everything but what is told. */
async function forge(told: Forged = {}): Promise<string> {
  const act = told.act ?? official;
  const by = told.by ?? 'gateway';
  const draft = new SignJWT({ ord: order, act, ...(told.onBehalfOf === undefined ? {} : { obo: told.onBehalfOf }) })
    .setProtectedHeader({ alg: 'EdDSA', typ: told.typ ?? 'hy-actor+jwt', kid: by })
    .setIssuer(by)
    .setAudience(told.audience ?? 'intake')
    .setSubject(told.subject ?? `${act.kind}:${act.id}`);
  if (told.expiresAt !== null) draft.setExpirationTime(told.expiresAt ?? seconds() + 60);
  return draft.sign(createPrivateKey(keys[told.signedBy ?? by].privatePem));
}
const refused = { code: 'token-invalid' };

test('the actor comes out as the gateway put it in, with session facts', async () => {
  const token = await gateway.mint(official, 'intake', order);
  expect(await intake.verify(token, 'intake', order)).toEqual({ actor: official });
  expect(await intake.verify(await forge(), 'intake', order)).toEqual({ actor: official });
});

test.each<[string, Forged]>([
  ['signed by another service under the name of the gateway', { signedBy: 'reporting' }],
  ['expired beyond what clocks may differ', { expiresAt: seconds() - 31 }],
  ['without an end', { expiresAt: null }],
  ['of another type', { typ: 'JWT' }],
  ['for several audiences', { audience: ['intake', 'reporting'] }],
  ['whose subject is not its actor', { subject: 'official:somebody-else' }],
  ['of a service speaking for an official by itself', { by: 'reporting' }],
  ['of a service speaking as another service', { by: 'reporting', act: serviceActor('accountability', 'x') }],
])('a token %s is refused', async (_, told) => {
  await expect(intake.verify(await forge(told), 'intake', order)).rejects.toMatchObject(refused);
});

test('a token for another owner or another order is refused', async () => {
  const token = await gateway.mint(official, 'intake', order);
  await expect(intake.verify(token, 'reporting', order)).rejects.toMatchObject(refused);
  await expect(intake.verify(token, 'intake', 'request.intake.link-to-existing.v1')).rejects.toMatchObject(refused);
});

test('a token without signature, of an unknown key, changed by a letter, or no token at all is refused', async () => {
  const [head = '', body = '', signature = ''] = (await gateway.mint(official, 'intake', order)).split('.');
  const header = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const changed = Buffer.from(body, 'base64url').toString().replace(official.id.slice(0, 8), 'ffffffff');
  const bad = [
    `${header({ alg: 'none', typ: 'hy-actor+jwt', kid: 'gateway' })}.${body}.`,
    `${header({ alg: 'none', typ: 'hy-actor+jwt', kid: 'gateway' })}.${body}.${signature}`,
    `${header({ alg: 'HS256', typ: 'hy-actor+jwt', kid: 'gateway' })}.${body}.${signature}`,
    `${header({ alg: 'EdDSA', typ: 'hy-actor+jwt', kid: 'nobody' })}.${body}.${signature}`,
    `${header({ alg: 'EdDSA', typ: 'hy-actor+jwt' })}.${body}.${signature}`,
    `${head}.${Buffer.from(changed).toString('base64url')}.${signature}`,
    `${head}.${body}`,
    'no token',
    '',
    '..',
  ];
  for (const token of bad) await expect(intake.verify(token, 'intake', order)).rejects.toMatchObject(refused);
});

test('a token that was seen before does not outlive its end', async () => {
  const token = await forge({ expiresAt: seconds() - 28 });
  expect(await intake.verify(token, 'intake', order)).toEqual({ actor: official });
  await new Promise((resolve) => setTimeout(resolve, 3_200));
  await expect(intake.verify(token, 'intake', order)).rejects.toMatchObject(refused);
});

test('a token that is passed on keeps the official, names the service, and is bound to its own order', async () => {
  const inner = await gateway.mint(official, 'reporting', 'request.reporting.ledger.v1');
  const headings = 'request.intake.headings-of.v1';
  const token = await tokensOf('reporting').mint(serviceActor('reporting', 'passed-on'), 'intake', headings, inner);
  expect(await intake.verify(token, 'intake', headings)).toEqual({ actor: official, via: 'reporting' });
  await expect(intake.verify(inner, 'intake', headings)).rejects.toMatchObject(refused);
  const forged = await forge({ by: 'reporting', act: serviceActor('reporting', 'x'), onBehalfOf: `${inner}x` });
  await expect(intake.verify(forged, 'intake', order)).rejects.toMatchObject(refused);
});

test('a token that is passed on ends with the one inside, also where it was seen before', async () => {
  const inner = await forge({ expiresAt: seconds() - 28 });
  const token = await forge({ by: 'reporting', act: serviceActor('reporting', 'x'), onBehalfOf: inner });
  expect(await intake.verify(token, 'intake', order)).toEqual({ actor: official, via: 'reporting' });
  await new Promise((resolve) => setTimeout(resolve, 3_200));
  await expect(intake.verify(token, 'intake', order)).rejects.toMatchObject(refused);
});

test('a minted token is used again for the same actor and order only', async () => {
  const again = await gateway.mint(official, 'intake', order);
  expect(await gateway.mint(official, 'intake', order)).toBe(again);
  expect(await gateway.mint({ ...official, authzVersion: 4 }, 'intake', order)).not.toBe(again);
  expect(await gateway.mint(official, 'intake', 'request.intake.read-matter.v1')).not.toBe(again);
});
