import { headers } from '@nats-io/nats-core';
import { signIn } from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { eventually } from '../src/index.js';
import { Buses, credentials, signedIn } from './buses.js';

let buses: Buses;
beforeAll(async () => {
  buses = await Buses.start();
}, 120_000);
afterEach(() => buses.closeLines());
afterAll(() => buses.system.stop(), 60_000);

test('an answer too large for a message is told as a fault at once', async () => {
  const { asker, owner, attach } = await buses.ends('over NATS');
  owner.serve(signIn, async () => ({ ...signedIn, name: 'x'.repeat(2_000_000) }));
  await attach();
  const began = performance.now();
  await expect(asker.ask(signIn, credentials, { for: anonymous })).rejects.toMatchObject({ code: 'internal-error' });
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('a message that is no JSON, bears a forged token or broken marks gets a refusal, and the owner goes on', async () => {
  const { asker, owner, attach } = await buses.ends('over NATS');
  owner.serve(signIn, async () => signedIn);
  await attach();
  const connection = (await buses.line('gateway')).current();
  const token = await buses.tokens('gateway').mint(anonymous, 'organisation', signIn.subject);
  const send = async (body: string, marks: Record<string, string>) => {
    const all = headers();
    for (const [name, value] of Object.entries(marks)) all.set(name, value);
    const reply = await connection?.request(signIn.subject, body, { headers: all, timeout: 2_000 });
    return reply?.json<{ problem?: { code: string } }>().problem?.code;
  };
  expect(await send('no JSON', { 'Hy-Actor': token })).toBe('validation-failed');
  expect(await send(JSON.stringify(credentials), {})).toBe('token-invalid');
  expect(await send(JSON.stringify(credentials), { 'Hy-Actor': `${token}x` })).toBe('token-invalid');
  expect(await send(JSON.stringify(credentials), { 'Hy-Actor': token, 'Hy-Reason': '%E0%A4%A' })).toBe(
    'validation-failed',
  );
  expect(await send(JSON.stringify(credentials), { 'Hy-Actor': token })).toBeUndefined();
  expect(await asker.ask(signIn, credentials, { for: anonymous })).toEqual(signedIn);
});

test('NATS itself keeps a service from asking an owner that is not on its list, and from answering for another', async () => {
  const { owner, attach } = await buses.ends('over NATS');
  owner.serve(signIn, async () => signedIn);
  await attach();
  const connection = (await buses.line('intake')).current();
  const refused = await connection?.request('request.gateway.end-sessions.v1', '{}', { timeout: 500 }).then(
    () => 'was let in',
    () => 'refused',
  );
  expect(refused).toBe('refused');
  const heard: string[] = [];
  connection?.subscribe(signIn.subject, {
    callback: (error, message) => void heard.push(error === null ? message.string() : 'refused'),
  });
  await eventually(async () => heard.includes('refused'));
  expect(heard).toEqual(['refused']);
});

test('while NATS is away every ask is refused at once, and it works again when NATS is back', async () => {
  const { asker, owner, attach } = await buses.ends('over NATS');
  owner.serve(signIn, async () => signedIn);
  await attach();
  const server = buses.system.local.owned.nats;
  await server?.kill('SIGKILL');
  const began = performance.now();
  for (let i = 0; i < 5; i++)
    await expect(asker.ask(signIn, credentials, { for: anonymous })).rejects.toMatchObject({
      code: 'bus-unavailable',
      retryAfterSeconds: 2,
    });
  expect(performance.now() - began).toBeLessThan(1_000);
  await server?.start();
  await eventually(
    () =>
      asker.ask(signIn, credentials, { for: anonymous }).then(
        () => true,
        () => false,
      ),
    15_000,
  );
}, 60_000);
