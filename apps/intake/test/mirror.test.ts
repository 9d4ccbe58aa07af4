import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { findMatters, handlingMoved, linkToExisting, officialReplaced, take, unitSucceeded } from '@huiyin/contracts';
import { ensureStream } from '@huiyin/messaging';
import { eventually, type TestSystem } from '@huiyin/testing';
import { people, startIntake } from './office.js';
import { code, housing, hr, Path, triage } from './path.js';

let system: TestSystem;
let path: Path;
const lines = new Map<string, NatsConnection>();
beforeAll(async () => {
  system = await startIntake();
  path = new Path(system);
  for (const service of ['assignment', 'organisation'] as const) {
    const settings = system.settings(service);
    const line = await connect({
      servers: [settings.nats.url],
      user: service,
      pass: settings.secret(`nats-${service}`),
      inboxPrefix: `_INBOX.${service}`,
    });
    await ensureStream(await jetstreamManager(line, { checkAPI: false }), service);
    lines.set(service, line);
  }
});
afterAll(async () => {
  for (const line of lines.values()) await line.close();
  await system.stop();
});

const publish = (service: string, name: string, payload: object) => {
  const line = lines.get(service);
  if (line === undefined) throw new Error(`no line of ${service}`);
  return jetstream(line).publish(`event.${name}`, JSON.stringify(payload), { msgID: randomUUID() });
};
const handling = (matterId: string, version: number, state: string, more: object = {}) =>
  publish('assignment', handlingMoved.name, {
    matterId,
    version,
    matterVersion: 4,
    at: new Date().toISOString(),
    transition: 'T22',
    command: 'open-handling',
    state,
    unitId: 3,
    unitName: '青禾县人社局',
    officerId: people.hrHead,
    officerName: '主办人',
    seenBy: [2, 3],
    tasks: [],
    papers: [],
    values: {},
    ...more,
  });
async function taken(title: string): Promise<string> {
  const matterId = await path.triaged({}, { title });
  const { handOverId } = await path.forward(matterId);
  await path.offerKnown(handOverId);
  await system.ask(take, { handOverId, expectedVersion: 1 }, hr);
  await path.reached(matterId, 'acceptance_pending');
  return matterId;
}

describe('what assignment keeps', () => {
  it('is repeated here without a step of its own, and an older word never replaces a newer one', async () => {
    const matterId = await taken('水库渗漏需要加固');
    await handling(matterId, 3, 'in_handling', { seenBy: [2, 3, 4] });
    expect(await path.reached(matterId, 'in_handling')).toMatchObject({ version: 4, officer_id: people.hrHead });
    await handling(matterId, 2, 'accepted');
    const later = await taken('水库渗漏再次反映');
    await handling(later, 2, 'accepted');
    await path.reached(later, 'accepted');
    expect(await path.read(matterId)).toMatchObject({ state: 'in_handling', keeper: 'assignment', officer: '主办人' });
  });

  it('opens to a unit that assignment lets in, in reading and in searching', async () => {
    const matterId = await taken('祠堂屋顶漏雨待修');
    expect(await code(path.read(matterId, housing))).toBe('not-found');
    await handling(matterId, 2, 'in_execution', { seenBy: [2, 3, 4] });
    await eventually(async () => (await system.ask(findMatters, { words: '祠堂屋顶' }, housing)).matters.length === 1);
    expect(await path.read(matterId, housing)).toMatchObject({ state: 'in_execution' });
  });

  it('R19, T04: a repeat is linked to what is being handled elsewhere, not to what has ended', async () => {
    const matterId = await taken('排污口反复冒水');
    await handling(matterId, 2, 'in_handling');
    await path.reached(matterId, 'in_handling');
    const order = { expectedVersion: 1, existingMatterId: matterId, reason: '同一事项' };
    const repeat = await path.registered();
    expect((await system.ask(linkToExisting, { matterId: repeat, ...order }, triage)).state).toBe('linked_to_existing');
    await handling(matterId, 3, 'closed');
    await path.reached(matterId, 'closed');
    const late = await path.registered();
    expect(await code(system.ask(linkToExisting, { matterId: late, ...order }, triage))).toBe('link-target-unfit');
  });
});

describe('a unit that ends while it is offered something (R24 ¶2)', () => {
  it('and a duty officer who leaves: the taking is owed by the replacement', async () => {
    const { matterId } = await path.offered({ toUnitId: 31 });
    const replacementId = randomUUID();
    await publish('organisation', officialReplaced.name, {
      unitId: 31,
      officialId: people.inspection,
      replacementId,
      replacementName: '接任者',
      at: new Date().toISOString(),
    });
    await eventually(async () => (await path.told(matterId)).command === 'reassign');
    expect(await path.told(matterId)).toMatchObject({
      state: 'forwarded',
      tasks: [{ act: 'take', unitId: 31, officerId: replacementId }],
      seenBy: [2, 31],
    });
  });

  it('leaves the offer, its dates and the reading to its heir', async () => {
    const offer = await path.offered();
    await publish('organisation', unitSucceeded.name, {
      unitId: 3,
      successorId: 4,
      successorOfficerId: people.housing,
      successorOfficerName: '经办4',
      at: new Date().toISOString(),
    });
    await eventually(async () => (await path.told(offer.matterId)).command === 'reassign');
    expect(await path.told(offer.matterId)).toMatchObject({
      transition: 'SYS-01',
      state: 'forwarded',
      unitId: 2,
      seenBy: [2, 4],
      tasks: [{ act: 'take', unitId: 4, officerId: people.housing, rule: 'TL-04' }],
    });
    expect(await code(path.read(offer.matterId, hr))).toBe('not-found');
    const { handOverId, expectedVersion } = offer;
    expect(await code(system.ask(take, { handOverId, expectedVersion }, hr))).toBe('not-found');
    await system.ask(take, { handOverId, expectedVersion }, housing);
    expect(await path.reached(offer.matterId, 'acceptance_pending')).toMatchObject({ responsible_unit: 4 });
  });
});
