import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import {
  clockStepReached,
  confirmDecision,
  intakePapersOf,
  objectToHandOver,
  readMatter,
  referForStudy,
  ruleOnObjection,
  take,
} from '@huiyin/contracts';
import { ensureStream } from '@huiyin/messaging';
import { randomUUID } from 'node:crypto';
import { eventually, type TestSystem } from '@huiyin/testing';
import { official, people, startIntake } from './office.js';
import { code, housing, hr, only, Path, ruling, secondTriage, triage, why } from './path.js';

const head = official(people.bureauHead);

let system: TestSystem;
let path: Path;
let clocks: NatsConnection;
beforeAll(async () => {
  system = await startIntake();
  path = new Path(system);
  const settings = system.settings('accountability');
  clocks = await connect({
    servers: [settings.nats.url],
    user: 'accountability',
    pass: settings.secret('nats-accountability'),
    inboxPrefix: '_INBOX.accountability',
  });
  await ensureStream(await jetstreamManager(clocks, { checkAPI: false }), 'accountability');
});
afterAll(async () => {
  await clocks.close();
  await system.stop();
});

async function objected(
  more: Record<string, unknown> = {},
): Promise<{ matterId: string; handOverId: string; expectedVersion: number }> {
  const offer = await path.offered();
  await system.ask(objectToHandOver, { ...only(offer), ...why, ...more }, hr);
  const { version } = await path.reached(offer.matterId, 'objected');
  return { ...offer, expectedVersion: version };
}
/** Objected, upheld, and offered to the same office once more. */
async function offeredAgain() {
  const { matterId, expectedVersion } = await objected();
  const upheld = { matterId, expectedVersion, ruling: 'upheld' as const, ...ruling };
  const { version } = await system.ask(ruleOnObjection, upheld, triage);
  const yes = { matterId, expectedVersion: version, isAgreed: true, reason: '同意' };
  const back = await system.ask(confirmDecision, yes, head);
  const again = await path.forward(matterId, { expectedVersion: back.version });
  await path.offerKnown(again.handOverId);
  return { matterId, again };
}

describe('an objection (R23 ¶3)', () => {
  it('T14: leaves the matter with the sender, who must rule; who received it first stays answerable', async () => {
    const { matterId } = await objected({ proposedUnitId: 4 });
    expect(await path.read(matterId)).toMatchObject({ state: 'objected', responsibleUnitId: 2, keeper: 'intake' });
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T14',
      otherUnitId: 3,
      tasks: [{ act: 'rule-on-objection', unitId: 2, rule: 'TL-05' }],
    });
    expect(await path.handOvers(matterId)).toMatchObject([{ standing: 'objected', objection: why.reasons }]);
  });

  it('T15: upheld only with the yes of a second person, who is never the first; then it is handed back and no more seen there', async () => {
    const { matterId, handOverId, expectedVersion } = await objected({ proposedUnitId: 4 });
    const proposal = await system.ask(
      ruleOnObjection,
      { matterId, expectedVersion, ruling: 'upheld', ...ruling },
      triage,
    );
    expect(proposal).toMatchObject({ state: 'objected', awaits: 'rule-on-objection', papers: [] });
    expect(await path.told(matterId)).toMatchObject({
      transition: 'G2',
      tasks: [{ act: 'rule-on-objection', unitId: 2, notOfficerIds: [people.triage] }],
    });
    expect(await path.read(matterId)).toMatchObject({ awaits: 'rule-on-objection' });
    const yes = { matterId, expectedVersion: proposal.version, isAgreed: true, reason: '同意' };
    expect(await code(system.ask(confirmDecision, yes, triage))).toBe('same-person');
    expect(await code(system.ask(ruleOnObjection, { ...yes, ruling: 'upheld', ...ruling }, secondTriage))).toBe(
      'validation-failed',
    );
    expect(
      await code(
        system.ask(
          ruleOnObjection,
          { matterId, expectedVersion: proposal.version, ruling: 'rejected', ...ruling },
          secondTriage,
        ),
      ),
    ).toBe('decision-pending');
    expect(await code(system.ask(confirmDecision, yes, hr))).toBe('act-not-allowed');
    expect(await code(system.ask(confirmDecision, yes, housing))).toBe('not-found');
    const done = await system.ask(confirmDecision, yes, secondTriage);
    expect(done).toMatchObject({ state: 'triaged', papers: [{ kind: 'F-04' }] });
    expect(await path.read(matterId)).toMatchObject({ returns: 1, responsibleUnitId: 2, state: 'triaged' });
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T15',
      seenBy: [2],
      tasks: [{ act: 'forward', unitId: 2, officerId: people.triage }],
      values: { returns: 1 },
    });
    expect(await code(system.ask(readMatter, { matterId }, hr))).toBe('not-found');
    expect(await code(system.ask(intakePapersOf, { matterId }, hr))).toBe('not-found');
    await eventually(
      async () =>
        (await system.rows(`select 1 from intake.offer where id = $1 and standing = 'returned'`, [handOverId])).length >
        0,
    );
    expect(await code(system.ask(take, { handOverId, expectedVersion: 3 }, hr))).toBe('not-found');
  });

  it('decision 0005: the events of the conversation have no words; each book keeps its own', async () => {
    const { matterId, expectedVersion } = await objected();
    const order = { matterId, expectedVersion, ruling: 'rejected' as const, ...ruling };
    await system.ask(ruleOnObjection, order, triage);
    const events = await system.rows<{ name: string; said: string }>(
      `select name, payload::text as said from intake.outbox where matter_id = $1 and name like 'intake.hand-over-%'`,
      [matterId],
    );
    expect(events.map(({ name }) => name).toSorted()).toEqual([
      'intake.hand-over-answered.v1',
      'intake.hand-over-offered.v1',
      'intake.hand-over-ruled.v1',
    ]);
    const [entry] = await path.handOvers(matterId);
    const written = [entry?.note, why.reasons, why.legalBasis, ruling.reasons, ruling.legalBasis];
    for (const { said } of events) for (const words of written) expect(said).not.toContain(words);
    expect(entry).toMatchObject({ objection: why.reasons, ruling: ruling.reasons, note: expect.any(String) });
  });

  it('G2.1: a second person may withhold it, and everything stays as it was', async () => {
    const { matterId, expectedVersion } = await objected();
    const { version } = await system.ask(
      ruleOnObjection,
      { matterId, expectedVersion, ruling: 'upheld', ...ruling },
      triage,
    );
    const no = { matterId, expectedVersion: version, isAgreed: false, reason: '再核实' };
    const done = await system.ask(confirmDecision, no, head);
    expect(done).toMatchObject({ state: 'objected', papers: [] });
    expect(done.awaits).toBeUndefined();
    expect(await code(system.ask(confirmDecision, { ...no, expectedVersion: done.version }, head))).toBe(
      'no-decision-pending',
    );
  });

  it('T16: rejected stands at once, and the office has the matter', async () => {
    const { matterId, handOverId, expectedVersion } = await objected();
    const done = await system.ask(
      ruleOnObjection,
      { matterId, expectedVersion, ruling: 'rejected', ...ruling },
      triage,
    );
    expect(done).toMatchObject({ state: 'acceptance_pending', papers: [{ kind: 'F-04' }] });
    expect(await path.told(matterId)).toMatchObject({ transition: 'T16', unitId: 3, officerId: people.hr, tasks: [] });
    await eventually(async () => (await path.handOvers(matterId, hr))[0]?.version === 3);
    expect(await path.handOvers(matterId, hr)).toMatchObject([{ standing: 'taken', ruling: ruling.reasons }]);
    expect(await code(system.ask(objectToHandOver, { handOverId, expectedVersion: 3, ...why }, hr))).toBe(
      'transition-not-allowed',
    );
    expect((await system.ask(intakePapersOf, { matterId }, hr)).papers.map((paper) => paper.kind)).toEqual([
      'F-02',
      'F-03',
      'F-04',
    ]);
  });

  it('cannot be rejected before there is one', async () => {
    const { matterId } = await path.offered();
    const { version: expectedVersion } = await path.reached(matterId, 'forwarded');
    const early = { matterId, expectedVersion, ruling: 'rejected' as const, ...ruling };
    expect(await code(system.ask(ruleOnObjection, early, triage))).toBe('transition-not-allowed');
  });

  it('is heard once: an office that gets the matter again has to take it', async () => {
    const { matterId, again } = await offeredAgain();
    expect(await path.told(matterId)).toMatchObject({ values: { attempt: 2 } });
    expect(
      await code(system.ask(objectToHandOver, { handOverId: again.handOverId, expectedVersion: 1, ...why }, hr)),
    ).toBe('objected-before');
    await system.ask(take, { handOverId: again.handOverId, expectedVersion: 1 }, hr);
    await path.reached(matterId, 'acceptance_pending');
  });

  it('TL-04: is too late when the last day is over', async () => {
    const offer = await path.offered();
    await system.admin.query(`update intake.offer set offered_at = offered_at - interval '30 days' where id = $1`, [
      offer.handOverId,
    ]);
    expect(await code(system.ask(objectToHandOver, { ...only(offer), ...why }, hr))).toBe('objection-too-late');
    expect(await code(system.ask(objectToHandOver, { ...only(offer), ...why, reasons: '不是我们的' }, hr))).toBe(
      'validation-failed',
    );
  });
});

describe('TL-04 lapsed', () => {
  const step = (matterId: string, at: string) =>
    jetstream(clocks).publish(
      `event.${clockStepReached.name}`,
      JSON.stringify({
        clockId: randomUUID(),
        matterId,
        rule: 'TL-04',
        step: 'T+1',
        stepKind: 'overdue',
        measure: 'legal',
        unitId: 3,
        officerId: people.hr,
        at,
      }),
      { msgID: randomUUID() },
    );
  const lapse = async (matterId: string): Promise<string> => {
    const [row] = await system.rows<{ due: Date }>(
      'select objection_due_at as due from intake.hand_over where matter_id = $1',
      [matterId],
    );
    return row?.due.toISOString() ?? '';
  };

  it('T14.2: an unanswered offer is deemed taken, and the recipient learns it', async () => {
    const { matterId, handOverId, expectedVersion } = await path.offered();
    await step(matterId, await lapse(matterId));
    expect(await path.reached(matterId, 'acceptance_pending')).toMatchObject({
      responsible_unit: 3,
      kept_by: 'assignment',
    });
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T14.2',
      command: 'deem-taken',
      officerId: people.hr,
    });
    await eventually(async () => (await path.handOvers(matterId, hr))[0]?.version === 2);
    expect(await code(system.ask(take, { handOverId, expectedVersion: expectedVersion + 1 }, hr))).toBe(
      'transition-not-allowed',
    );
  });

  it('D.9(5): an office that objected before has no new days; when those of its first receipt are over it has the matter', async () => {
    const { matterId } = await offeredAgain();
    await step(matterId, new Date(Date.now() - 60_000).toISOString());
    expect(await path.reached(matterId, 'acceptance_pending')).toMatchObject({ kept_by: 'assignment' });
    expect(await path.told(matterId)).toMatchObject({ transition: 'T14.2' });
  });

  it('of a suggestion begins its study', async () => {
    const matterId = await path.suggestion();
    const { handOverId } = await system.ask(
      referForStudy,
      { matterId, expectedVersion: 2, toUnitId: 3, note: '请研究' },
      triage,
    );
    await path.offerKnown(handOverId);
    await step(matterId, await lapse(matterId));
    expect(await path.reached(matterId, 'under_study')).toMatchObject({ responsible_unit: 3, kept_by: 'assignment' });
  });

  it('does not take what was objected to in time, nor what is offered anew since', async () => {
    const { matterId } = await objected();
    await step(matterId, await lapse(matterId));
    const fresh = await path.offered();
    await step(fresh.matterId, new Date().toISOString());
    const last = await path.offered();
    await step(last.matterId, await lapse(last.matterId));
    await path.reached(last.matterId, 'acceptance_pending');
    expect(await path.read(matterId)).toMatchObject({ state: 'objected' });
    expect(await path.read(fresh.matterId)).toMatchObject({ state: 'forwarded' });
  });
});
