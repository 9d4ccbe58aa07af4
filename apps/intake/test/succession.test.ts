import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { officialReplaced, readMatter, registerSubmission, unitSucceeded } from '@huiyin/contracts';
import { ensureStream } from '@huiyin/messaging';
import { eventually, type TestSystem } from '@huiyin/testing';
import { aPetition, official, people, startIntake } from './office.js';

const triage = official(people.triage);
const heir = { successorId: 3, successorOfficerId: people.hr, successorOfficerName: '经办3' };
let system: TestSystem;
let organisation: NatsConnection;
beforeAll(async () => {
  system = await startIntake();
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
