import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import {
  handOversOf,
  headingsOf,
  intakePapersOf,
  objectToHandOver,
  officialReplaced,
  readMatter,
  registerSubmission,
  take,
  unitSucceeded,
} from '@huiyin/contracts';
import { type Actor, ensureStream } from '@huiyin/messaging';
import { Database, ownScope, Succession } from '@huiyin/service';
import { eventually, type TestSystem } from '@huiyin/testing';
import { aPetition, official, people, startIntake } from './office.js';
import { code, Path, why } from './path.js';

const triage = official(people.triage);
const heir = { successorId: 3, successorOfficerId: people.hr, successorOfficerName: '经办3' };
let system: TestSystem;
let path: Path;
let organisation: NatsConnection;
beforeAll(async () => {
  system = await startIntake();
  path = new Path(system);
  const settings = system.settings('organisation');
  organisation = await connect({
    servers: [settings.nats.url],
    user: 'organisation',
    pass: settings.secret('nats-organisation'),
    inboxPrefix: '_INBOX.organisation',
  });
  await ensureStream(await jetstreamManager(organisation, { checkAPI: false }), 'organisation');
});
afterAll(async () => {
  await organisation.close();
  await system.stop();
});

const publish = (name: string, payload: object, id = randomUUID()) =>
  jetstream(organisation).publish(`event.${name}`, JSON.stringify(payload), { msgID: id });
const at = () => new Date().toISOString();

describe('when the organisation changes', () => {
  it('open work of a closed unit belongs to the successor, once, however often the news comes', async () => {
    const receipt = await system.ask(registerSubmission, aPetition({ channel: 'phone' }), official(people.township));
    const event = { unitId: 13, ...heir, at: at() };
    await publish(unitSucceeded.name, event);
    await publish(unitSucceeded.name, event);
    const matterId = receipt.matterId ?? '';
    const moved = await eventually(async () => {
      const [row] = await system.rows<{ responsible_unit: number; officer_id: string; version: number }>(
        'select * from intake.matter where id = $1',
        [matterId],
      );
      return row?.responsible_unit === 3 && row;
    });
    expect(moved).toMatchObject({ officer_id: people.hr, version: 2 });
    const events = await system.rows(`select name from intake.outbox where matter_id = $1 order by version`, [
      matterId,
    ]);
    expect(events).toEqual([{ name: 'intake.submission-registered.v1' }, { name: 'intake.matter-reassigned.v1' }]);
    await expect(system.ask(readMatter, { matterId }, official(people.township))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await system.ask(readMatter, { matterId }, official(people.hr))).toMatchObject({ responsibleUnitId: 3 });
  });

  it('R30 ¶3: the heir of an accused unit is barred as it was', async () => {
    const receipt = await system.ask(registerSubmission, aPetition({ channel: 'letter' }), triage);
    const matterId = receipt.matterId ?? '';
    await system.rows(`update intake.matter set accused_units = array[5] where id = $1`, [matterId]);
    const sealed = await system.ask(
      registerSubmission,
      aPetition({ purpose: 'expose_accuse', accused: { unitIds: [5] } }),
      triage,
    );
    const rows = () =>
      system.rows<{ barred: number[] }>(
        `select accused_units as barred from intake.matter where id = $1
         union all select excluded_units from sealed.accusation where submission_no = $2`,
        [matterId, sealed.submissionNo],
      );
    expect(await rows()).toEqual([{ barred: [5] }, { barred: [5] }]);
    await publish(unitSucceeded.name, { unitId: 5, ...heir, successorId: 4, at: at() });
    await eventually(async () => (await rows()).every(({ barred }) => barred.includes(4) && barred.includes(5)));
  });

  const housing = official(people.housing);
  const hidden = async (matterId: string, by: Actor) => {
    expect(await code(path.read(matterId, by))).toBe('not-found');
    expect(await code(system.ask(intakePapersOf, { matterId }, by))).toBe('not-found');
    expect(await code(system.ask(handOversOf, { matterId }, by))).toBe('not-found');
    expect(await system.ask(headingsOf, { matterIds: [matterId] }, by)).toEqual({ headings: [] });
  };

  it.each<[string, Actor, number]>([
    ['an offer', housing, 4],
    ['an objected offer', housing, 4],
  ])(
    'R30 ¶3, D.9(1): %s to the heir of an accused unit goes back to the bureau, and nothing of it is left there',
    async (what, by, unit) => {
      const matterId = await path.triaged({ accused: { unitIds: [5] } });
      const { handOverId } = await path.forward(matterId, { toUnitId: unit });
      await path.offerKnown(handOverId);
      if (what !== 'an offer') {
        await system.ask(objectToHandOver, { handOverId, expectedVersion: 1, ...why }, by);
        await path.reached(matterId, 'objected');
      }
      expect(await path.read(matterId, by)).toMatchObject({ matterId });
      await publish(unitSucceeded.name, { unitId: 5, ...heir, successorId: unit, at: at() });
      await path.reached(matterId, 'triaged');
      expect(await path.told(matterId)).toMatchObject({
        transition: 'SYS-02',
        command: 'withdraw-offer',
        unitId: 2,
        seenBy: [2],
        tasks: [{ act: 'forward', unitId: 2 }],
      });
      await hidden(matterId, by);
      expect(await code(system.ask(take, { handOverId, expectedVersion: 2 }, by))).not.toBe('done');
      expect(await path.handOvers(matterId)).toMatchObject([{ standing: 'returned' }]);
      const { version } = await path.reached(matterId, 'triaged');
      expect(await code(path.forward(matterId, { toUnitId: unit, expectedVersion: version }))).toBe(
        'prohibited-transfer',
      );
      expect(await path.forward(matterId, { toUnitId: 13, expectedVersion: version })).toMatchObject({
        state: 'forwarded',
      });
    },
  );

  it('R30 ¶3, R24 ¶2: an accused unit that inherits from the office with the offer does not get it', async () => {
    const matterId = await path.triaged({ accused: { unitIds: [3] } });
    const { handOverId } = await path.forward(matterId, { toUnitId: 13 });
    await path.offerKnown(handOverId);
    await publish(unitSucceeded.name, { unitId: 13, ...heir, at: at() });
    await path.reached(matterId, 'triaged');
    const told = await system.rows<{ seen: number[] }>(
      `select payload->'seenBy' as seen from intake.outbox where matter_id = $1 and payload ? 'seenBy' order by version`,
      [matterId],
    );
    expect(told.map(({ seen }) => seen)).toEqual([[2, 13], [2]]);
    expect(await system.rows(`select 1 from intake.offer where id = $1 and to_unit = 3`, [handOverId])).toEqual([]);
    await hidden(matterId, official(people.hr));
  });

  it('R30 ¶3: what the heir of an accused unit received itself is the bureau’s above; the sweep finds what crossed', async () => {
    const matterId = await path.triaged({ accused: { unitIds: [5] } }, {}, official(people.hr));
    const swept = system.service('intake').app;
    await swept.get(Database).inScope(ownScope('test'), (manager) => swept.get(Succession).sweep(manager));
    expect(await path.read(matterId)).toMatchObject({ state: 'triaged', responsibleUnitId: 2 });
    expect(await path.told(matterId)).toMatchObject({
      transition: 'SYS-01',
      unitId: 2,
      officerId: people.triage,
      seenBy: [2],
      tasks: [{ act: 'forward', unitId: 2, officerId: people.triage }],
    });
    await hidden(matterId, official(people.hr));
  });

  it('open work of an officer who left belongs to the replacement', async () => {
    const receipt = await system.ask(registerSubmission, aPetition({ channel: 'letter' }), triage);
    const replacementId = randomUUID();
    await publish(officialReplaced.name, {
      unitId: 2,
      officialId: people.triage,
      replacementId,
      replacementName: '接任者',
      at: at(),
    });
    await eventually(async () => {
      const [row] = await system.rows<{ officer_id: string }>('select officer_id from intake.matter where id = $1', [
        receipt.matterId ?? '',
      ]);
      return row?.officer_id === replacementId;
    });
  });
});
