import { createHmac, createPrivateKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { headers as newHeaders, type NatsConnection, PermissionViolationError } from '@nats-io/nats-core';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { SignJWT } from 'jose';
import { headingsOf, lines, readMatter, type ServiceName, services } from '@huiyin/contracts';
import { type Actor, newTokenKey, serviceActor, streamOf } from '@huiyin/messaging';
import { demoOfficialId } from '@huiyin/organisation';
import { canaries } from './canaries.js';
import { OfficeProcess } from './office-process.js';
import { openMatter, type Target } from './target.js';

let office: OfficeProcess;
let matter: Target;
const open: NatsConnection[] = [];

beforeAll(async () => {
  office = await OfficeProcess.start();
  matter = await openMatter(office, 'bureau', 2, canaries());
  await office.quiet();
}, 120_000);
afterAll(async () => {
  for (const connection of open) await connection.close();
  await office.stop();
});

async function as(user: string, inboxPrefix = `_INBOX.${user}`): Promise<NatsConnection> {
  const connection = await connect({
    servers: office.local.natsUrl,
    user,
    pass: office.secret(`nats-${user}`),
    inboxPrefix,
  });
  open.push(connection);
  return connection;
}

/** Which of these publishings and subscriptions the server refused. */
async function refused(user: ServiceName, publish: readonly string[], subscribe: readonly string[]): Promise<string[]> {
  const connection = await as(user);
  const seen = new Set<string>();
  void (async () => {
    for await (const status of connection.status())
      if (status.type === 'error' && status.error instanceof PermissionViolationError)
        seen.add(`${status.error.operation} ${status.error.subject}`);
  })();
  for (const subject of subscribe) connection.subscribe(subject, { callback: () => undefined });
  for (const subject of publish) connection.publish(subject, '{}');
  await connection.flush();
  await new Promise((rest) => setTimeout(rest, 50));
  return [...seen].sort();
}

const others = (service: ServiceName) => services.filter((other) => other !== service);

describe.each([...services])('the user of %s', (service) => {
  const { asks, listens } = lines[service];

  test('publishes its own events and orders to those it asks, and is refused every other subject', async () => {
    const allowed = [`signal.${service}.x.v1`, ...asks.map((owner) => `request.${owner}.nothing.v1`)];
    const foreign = others(service).flatMap((other) => [
      `event.${other}.submission-registered.v1`,
      `signal.${other}.x.v1`,
      ...(asks.includes(other) ? [] : [`request.${other}.x.v1`]),
    ]);
    const raw = [
      'sealed.x',
      '_INBOX.gateway.forged',
      '$SYS.REQ.SERVER.PING',
      '$JS.API.STREAM.LIST',
      '$JS.API.STREAM.NAMES',
    ];
    expect(await refused(service, [...allowed, ...foreign, ...raw], [])).toEqual(
      [...foreign, ...raw].map((s) => `publish ${s}`).sort(),
    );
  });

  test('hears its own requests, inbox and the signals it listens to, and can listen to nothing else', async () => {
    const allowed = [`request.${service}.x.v1`, `_INBOX.${service}.x`, ...listens.map((owner) => `signal.${owner}.x`)];
    const foreign = others(service).flatMap((other) => [
      `request.${other}.>`,
      `event.${other}.>`,
      `_INBOX.${other}.>`,
      ...(listens.includes(other) ? [] : [`signal.${other}.>`]),
    ]);
    const raw = ['>', '*.>', 'event.>', '_INBOX.>', 'sealed.>', '$SYS.>', '$JS.>'];
    expect(await refused(service, [], [...allowed, ...foreign, ...raw])).toEqual(
      [...foreign, ...raw].map((s) => `subscription ${s}`).sort(),
    );
  });

  test('reads streams through its own consumer alone, and changes none', async () => {
    const connection = await as(service);
    const streams = await jetstreamManager(connection, { checkAPI: false, timeout: 400 });
    for (const owner of services) {
      const stream = streamOf(owner);
      const tries: Record<string, () => Promise<unknown>> = {
        'a raw message': () => streams.streams.getMessage(stream, { seq: 1 }),
        'another’s consumer': () => streams.consumers.add(stream, { durable_name: 'foreign' }),
        'a passing consumer': () => streams.consumers.add(stream, {}),
        'a consumer deleted': () => streams.consumers.delete(stream, service),
        'a stream deleted': () => streams.streams.delete(stream),
        'a stream purged': () => streams.streams.purge(stream),
        'a message deleted': () => streams.streams.deleteMessage(stream, 1),
        'a stream changed': () => streams.streams.update(stream, { max_msgs: 1 }),
      };
      const ends = await Promise.all(
        Object.entries(tries).map(async ([name, work]) => [
          name,
          await work().then(
            () => 'done',
            () => 'refused',
          ),
        ]),
      );
      expect([owner, ends.filter(([, end]) => end !== 'refused')]).toEqual([owner, []]);
    }
  }, 30_000);
});

test('without a user, or with another’s password, nobody gets in', async () => {
  const servers = office.local.natsUrl;
  await expect(connect({ servers, reconnect: false })).rejects.toThrow();
  await expect(
    connect({ servers, reconnect: false, user: 'gateway', pass: office.secret('nats-reporting') }),
  ).rejects.toThrow();
  await expect(connect({ servers, reconnect: false, user: 'sys', pass: 'x' })).rejects.toThrow();
});

test('forged news of another service reaches no stream', async () => {
  const connection = await as('reporting');
  const before = await lastSeq();
  const news = jetstream(connection, { timeout: 400 }).publish('event.intake.submission-registered.v1', '{}');
  await expect(news).rejects.toThrow();
  expect(await lastSeq()).toBe(before);
});

async function lastSeq(): Promise<number> {
  const manager = await jetstreamManager(await as('workbench'), { checkAPI: false });
  return (await manager.streams.info(streamOf('intake'))).state.last_seq;
}

describe('a token', () => {
  const subject = readMatter.subject;
  const clerk: Actor = { kind: 'official', id: demoOfficialId('triage1') };

  /** Asks intake for the matter with this token, over the wire as the gateway would. */
  async function answer(token: string, user: ServiceName = 'gateway'): Promise<string> {
    const connection = await as(user);
    const headers = newHeaders();
    headers.set('Hy-Actor', token);
    headers.set('Hy-Request', randomUUID());
    const reply = await connection.request(subject, JSON.stringify({ matterId: matter.matterId }), {
      timeout: 3_000,
      headers,
    });
    const told = reply.json<{ ok?: { matterId: string }; problem?: { code: string } }>();
    return told.problem?.code ?? (told.ok?.matterId === matter.matterId ? 'read' : 'something else');
  }
  const claims = (more: object = {}) => ({ ord: subject, act: clerk, ...more });
  const signed = (
    service: ServiceName,
    given: {
      claims?: object;
      aud?: string;
      exp?: number;
      typ?: string;
      kid?: string;
      iss?: string;
      key?: string;
      sub?: string;
    } = {},
  ) =>
    new SignJWT({ ...claims(), ...given.claims })
      .setProtectedHeader({ alg: 'EdDSA', typ: given.typ ?? 'hy-actor+jwt', kid: given.kid ?? service })
      .setIssuer(given.iss ?? service)
      .setAudience(given.aud ?? 'intake')
      .setSubject(given.sub ?? `official:${clerk.id}`)
      .setExpirationTime(given.exp ?? Math.floor(Date.now() / 1000) + 60)
      .sign(createPrivateKey(given.key ?? office.secret(`token-${service}.pem`)));
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('of the gateway opens what it was made for', async () => {
    expect(await answer(await office.tokens('gateway').mint(clerk, 'intake', subject))).toBe('read');
    expect(await answer(await signed('gateway'))).toBe('read');
  });

  test.each<[string, () => Promise<string> | string]>([
    ['nothing at all', () => ''],
    ['made for another order', () => office.tokens('gateway').mint(clerk, 'intake', headingsOf.subject)],
    ['made for another owner', () => signed('gateway', { aud: 'reporting' })],
    ['expired, beyond what clocks may differ', () => signed('gateway', { exp: Math.floor(Date.now() / 1000) - 31 })],
    ['without an end', async () => await signed('gateway', { exp: 0 })],
    [
      'signed by nobody',
      () => `${encoded({ alg: 'none', typ: 'hy-actor+jwt', kid: 'gateway' })}.${encoded(claims())}.`,
    ],
    [
      'signed with the public key as if it were a secret',
      () => {
        const head = encoded({ alg: 'HS256', typ: 'hy-actor+jwt', kid: 'gateway' });
        const body = encoded({
          ...claims(),
          iss: 'gateway',
          aud: 'intake',
          sub: `official:${clerk.id}`,
          exp: 9_999_999_999,
        });
        const key = (JSON.parse(office.secret('token-public.json')) as Record<string, string>)['gateway'] ?? '';
        return `${head}.${body}.${createHmac('sha256', key).update(`${head}.${body}`).digest('base64url')}`;
      },
    ],
    ['signed with a foreign key', () => signed('gateway', { key: newTokenKey().privatePem })],
    ['of another type', () => signed('gateway', { typ: 'JWT' })],
    ['under a key’s name that is none', () => signed('gateway', { kid: '__proto__' })],
    ['of a service that says it is the gateway', () => signed('reporting', { kid: 'reporting', iss: 'gateway' })],
    ['of a service under the gateway’s key name', () => signed('reporting', { kid: 'gateway', iss: 'gateway' })],
    ['of a service that speaks for people', () => signed('reporting')],
    [
      'of a service that speaks as another',
      () => signed('reporting', { claims: { act: serviceActor('gateway', 'x') }, sub: 'service:gateway' }),
    ],
    ['whose subject is somebody else', () => signed('gateway', { sub: 'official:somebody' })],
    [
      'of a service that passes on a token it made itself',
      async () =>
        signed('reporting', {
          claims: { act: serviceActor('reporting', 'x'), obo: await signed('reporting') },
          sub: 'service:reporting',
        }),
    ],
    ['cut short', async () => (await signed('gateway')).slice(0, -4)],
  ])('that is %s opens nothing', async (_, token) => {
    expect(await answer(await token())).toBe('token-invalid');
  });

  test('of a person is passed on by a service, and the person’s rights hold', async () => {
    const person = await office.tokens('gateway').mint(clerk, 'reporting', 'request.reporting.ledger.v1');
    const passed = await office
      .tokens('reporting')
      .mint(serviceActor('reporting', 'passed-on'), 'intake', subject, person);
    expect(await answer(passed, 'reporting')).toBe('read');
    const stranger = await office
      .tokens('gateway')
      .mint({ kind: 'official', id: demoOfficialId('village4') }, 'intake', subject);
    expect(await answer(stranger)).toBe('not-found');
  });

  test('of a service itself lets no service read what is for people', async () => {
    expect(
      await answer(
        await office.tokens('reporting').mint(serviceActor('reporting', 'own'), 'intake', subject),
        'reporting',
      ),
    ).toBe('act-not-allowed');
  });
});
