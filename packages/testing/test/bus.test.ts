import { setTimeout as rest } from 'node:timers/promises';
import { authority, Problem, readMatter, signIn } from '@huiyin/contracts';
import { anonymous, type Call, LocalLine } from '@huiyin/messaging';
import { Buses, credentials, official, signedIn } from './buses.js';

let buses: Buses;
beforeAll(async () => {
  buses = await Buses.start();
}, 120_000);
afterEach(() => buses.closeLines());
afterAll(() => buses.system.stop(), 60_000);

describe.each(['in one process', 'over NATS'])('%s', (kind) => {
  test('an answer comes back, with the actor, the key and the request as they were asked', async () => {
    const { asker, owner, attach } = await buses.ends(kind, 'intake');
    let heard: Call | undefined;
    owner.serve(readMatter, async (_, call) => {
      heard = call;
      throw new Problem('not-found');
    });
    await attach();
    const asked = asker.ask(
      readMatter,
      { matterId: official.id },
      { for: official, requestId: 'r-1', idempotencyKey: 'k-1', reason: '督办 100%' },
    );
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    expect(heard).toMatchObject({ actor: official, requestId: 'r-1', idempotencyKey: 'k-1', reason: '督办 100%' });
    expect(heard?.via).toBeUndefined();
  });

  test('a payload that breaks its contract never reaches the handler', async () => {
    const { asker, owner, attach } = await buses.ends(kind);
    let calls = 0;
    owner.serve(signIn, async () => {
      calls += 1;
      return signedIn;
    });
    await attach();
    const bad = { username: 'triage1', password: 7, surplus: 'x' } as unknown as typeof credentials;
    await expect(asker.ask(signIn, bad, { for: anonymous })).rejects.toMatchObject({
      code: 'validation-failed',
      fields: expect.arrayContaining([{ field: 'surplus', rule: 'whitelistValidation' }]) as unknown,
    });
    expect(calls).toBe(0);
    expect(await asker.ask(signIn, credentials, { for: anonymous })).toEqual(signedIn);
    expect(calls).toBe(1);
  });

  test('who is not let in is told so before anything is looked at', async () => {
    const { asker, owner, attach } = await buses.ends(kind);
    owner.serve(signIn, async () => signedIn);
    await attach();
    await expect(asker.ask(signIn, credentials, { for: official })).rejects.toMatchObject({ code: 'act-not-allowed' });
    const { asker: other, owner: intake, attach: join } = await buses.ends(kind, 'intake');
    intake.serve(readMatter, () => Promise.reject(new Error('was let in')));
    await join();
    await expect(other.ask(readMatter, { matterId: 'no id' }, { for: anonymous })).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });

  test('a listed problem keeps its words; one that is not listed, and any fault, is an internal error', async () => {
    const { asker, owner, attach } = await buses.ends(kind);
    let thrown: Error = new Error('none');
    owner.serve(signIn, () => Promise.reject(thrown));
    await attach();
    const ask = () => asker.ask(signIn, credentials, { for: anonymous });
    thrown = new Problem('too-many-requests', { seconds: 9 }, [], 9);
    await expect(ask()).rejects.toMatchObject({
      code: 'too-many-requests',
      detail: { seconds: 9 },
      retryAfterSeconds: 9,
    });
    buses.faults.length = 0;
    for (const fault of [new Problem('unit-closed'), new Error('secret 张三'), new Problem('internal-error')]) {
      thrown = fault;
      const error = await ask().catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'internal-error', detail: {}, fields: [] });
      expect(JSON.stringify(error)).not.toContain('张三');
    }
    expect(buses.faults).toHaveLength(3);
  });

  test('an answer that takes longer than the budget is too slow', async () => {
    const { asker, owner, attach } = await buses.ends(kind);
    owner.serve(signIn, async () => {
      await rest(1_500);
      return signedIn;
    });
    await attach();
    const began = performance.now();
    await expect(asker.ask(signIn, credentials, { for: anonymous, budget: 300 })).rejects.toMatchObject({
      code: 'too-slow',
    });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('a request that nobody answers is refused within a second', async () => {
    const { asker } = await buses.ends(kind);
    const began = performance.now();
    await expect(asker.ask(signIn, credentials, { for: anonymous })).rejects.toMatchObject({ code: 'bus-unavailable' });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('a service that asks within a call passes the official on, and cannot speak for anybody by itself', async () => {
    const { asker, owner: intake, attach } = await buses.ends(kind, 'intake');
    const { asker: toOrganisation, owner: organisation, attach: join } = await buses.ends(kind);
    let heard: Call | undefined;
    organisation.serve(authority, async (_, call) => {
      heard = call;
      throw new Problem('official-not-found');
    });
    await join();
    // In one process each pair has a line of its own; the organisation answers on the last one made.
    const onward = kind === 'in one process' ? buses.beside('intake') : intake;
    intake.serve(readMatter, async (_, call) => {
      await onward.ask(authority, { officialId: official.id }, { for: call }).catch(() => undefined);
      throw new Problem('not-found');
    });
    await attach();
    await expect(
      asker.ask(readMatter, { matterId: official.id }, { for: official, requestId: 'r-2' }),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(heard).toMatchObject({ actor: official, via: 'intake', requestId: 'r-2' });
    const forged = onward.ask(authority, { officialId: official.id }, { for: official });
    await expect(forged).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(toOrganisation.ask(authority, { officialId: official.id }, { for: official })).rejects.toMatchObject({
      code: 'official-not-found',
    });
  });
});

test('two handlers for one request are refused', () => {
  const bus = buses.bus('organisation', new LocalLine());
  bus.serve(signIn, async () => signedIn);
  expect(() => bus.serve(signIn, async () => signedIn)).toThrow('two handlers for organisation.sign-in.v1');
});
