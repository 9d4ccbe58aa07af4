import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decideJurisdiction, disputeJurisdiction, readMatter } from '@huiyin/contracts';
import { type TestSystem } from '@huiyin/testing';
import { official, people, startIntake } from './office.js';
import { code, housing, hr, only, Path, triage } from './path.js';

const head = official(people.bureauHead);

let system: TestSystem;
let path: Path;
beforeAll(async () => {
  system = await startIntake();
  path = new Path(system);
});
afterAll(() => system.stop());

describe('a dispute about jurisdiction (R24)', () => {
  const disputed = async () => {
    const offer = await path.offered();
    const order = { ...only(offer), otherUnitId: 4, reasons: '该事项涉及房屋质量,与住建局职责不清,请共同上级决定。' };
    await system.ask(disputeJurisdiction, order, hr);
    const { version } = await path.reached(offer.matterId, 'jurisdiction_dispute');
    return { ...offer, expectedVersion: version };
  };
  const decision = { decisionNo: '青禾联〔2026〕3号', reasons: '依据三定方案,由住建局主办。' };

  it('T17: is owed by the bureau under the common superior; nobody else decides it', async () => {
    const { matterId, expectedVersion } = await disputed();
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T17',
      tasks: [{ act: 'decide-jurisdiction', unitId: 2 }],
      seenBy: [2, 3],
    });
    expect(
      await code(system.ask(decideJurisdiction, { matterId, expectedVersion, toUnitId: 4, ...decision }, triage)),
    ).toBe('act-not-allowed');
  });

  it('T18: another office is named, has the matter, and the first sees it no more', async () => {
    const { matterId, expectedVersion } = await disputed();
    const done = await system.ask(decideJurisdiction, { matterId, expectedVersion, toUnitId: 4, ...decision }, head);
    expect(done.state).toBe('acceptance_pending');
    // R23 ¶1: the petitioner is told where the matter is now.
    expect(done.papers.map(({ kind }) => kind)).toEqual(['F-02']);
    expect(await path.told(matterId)).toMatchObject({
      transition: 'T18',
      unitId: 4,
      officerId: people.housing,
      seenBy: [2, 4],
    });
    expect(await code(system.ask(readMatter, { matterId }, hr))).toBe('not-found');
    expect(await path.handOvers(matterId, housing)).toMatchObject([
      { standing: 'redirected' },
      { standing: 'taken', toUnitId: 4 },
    ]);
    const [line] = await system.rows(
      `select count(*)::int as n from intake.outbox where name = 'intake.hand-over-ruled.v1' and payload ->> 'matterId' = $1`,
      [matterId],
    );
    expect(line).toEqual({ n: 1 });
  });

  it('the leader decides as convener of the joint conference, also for the office it was offered to', async () => {
    const { matterId, expectedVersion } = await disputed();
    const order = { matterId, expectedVersion, toUnitId: 3, ...decision };
    await system.ask(decideJurisdiction, order, official(people.leader));
    expect(await path.handOvers(matterId, hr)).toMatchObject([{ standing: 'taken', toUnitId: 3 }]);
  });

  it('without a common superior there is none', async () => {
    const offer = await path.offered();
    const order = { ...only(offer), otherUnitId: 27, reasons: '该事项涉及上级纪检机关职责,请共同上级决定。' };
    expect(await code(system.ask(disputeJurisdiction, order, hr))).toBe('no-common-superior');
  });
});
