import { randomUUID } from 'node:crypto';
import { timeline } from '@huiyin/contracts';
import { aClock, aDraft, aLetter, aStep, secondOfficer, toldClocks, wholeClaim } from './life.js';
import { ask, cast, each, linesOf, reading, tell, whoOwes } from './queue-cast.js';
import { codeOf } from './reading-system.js';

beforeAll(() => reading.start());
afterAll(() => reading.system.stop());
afterEach(() => reading.clear());

it('R24 ¶2: a draft is signed by whoever it was told of last, for its unit may have been succeeded', async () => {
  const claim = wholeClaim();
  const draftId = randomUUID();
  await tell(...claim.facts.slice(0, 4), aDraft(claim.matterId, 'drafted', { draftId }));
  const signers = async () =>
    Object.entries(await whoOwes()).flatMap(([who, what]) => (what.split(' ').includes('supervise') ? [who] : []));
  expect(await signers()).toEqual(['bureauHead']);
  await tell(aDraft(claim.matterId, 'drafted', { draftId, signingUnitId: 1 }));
  expect(await signers()).toEqual(['leader']);
});

describe('a disputed execution (R32 ¶2, I.5(4))', () => {
  it('is answered by the head and calls the bureau to draft, until a draft or a letter about it is there', async () => {
    const claim = wholeClaim();
    const tasks = [
      { act: 'answer-dispute', unitId: 3, rule: 'TL-52' },
      { act: 'draft-supervision', unitId: 2, rule: 'TL-52' },
    ];
    const [draftId, letterId] = [randomUUID(), randomUUID()];
    await tell(...claim.facts.slice(0, 9), claim.handled('T36.2', { state: 'closed', tasks }).facts.at(-1)!);
    const call = each('draft-supervision', 'triage', 'secondTriage', 'bureauHead', 'supervisor');
    expect(await whoOwes()).toEqual({ deptHead: 'answer-dispute', ...call });
    await tell(aDraft(claim.matterId, 'drafted', { draftId, ground: 'not-executed' }));
    expect(await whoOwes()).toEqual({ deptHead: 'answer-dispute', bureauHead: 'supervise' });
    await tell(aDraft(claim.matterId, 'returned', { draftId, ground: 'not-executed' }));
    expect(await whoOwes()).toEqual({ deptHead: 'answer-dispute', ...call });
    await tell(aLetter(claim.matterId, 'issued'));
    expect((await whoOwes()).triage).toBe('draft-supervision');
    await tell(aLetter(claim.matterId, 'issued', letterId, 'not-executed'));
    expect((await whoOwes()).triage).toBeUndefined();
    await tell(
      claim.handled('T36.3', { state: 'closed', tasks: [], values: { outcome: 'carried-out' } }).facts.at(-1)!,
    );
    expect(Object.keys(await whoOwes())).toEqual(['deptHead']);
  });

  it('is told to the petitioner, and so is what the office answered', async () => {
    const claim = wholeClaim();
    const by = { outcome: 'will-carry-out', on: '2026-12-10' };
    await tell(
      ...claim.facts.slice(0, 9),
      ...claim.handled('T36.2', { state: 'closed', tasks: [], values: { subject: 'confirmation' } }).facts.slice(-1),
      ...claim.handled('T36.3', { state: 'closed', tasks: [], values: by }).facts.slice(-1),
    );
    const { steps } = await ask(timeline, { matterId: claim.matterId }, { kind: 'citizen', id: claim.matterId });
    expect(steps.slice(-2)).toMatchObject([
      { step: 'execution-disputed' },
      { step: 'dispute-answered-by', values: { on: '2026-12-10' } },
    ]);
  });
});

describe('drafts of supervision letters (R40, C.3)', () => {
  it('are owed their signature by whoever signs: the head of the bureau, or the leader of the area and nobody else’s', async () => {
    const claim = wholeClaim();
    await tell(...claim.facts.slice(0, 9), claim.handled('T43', { tasks: [] }).facts.at(-1)!);
    const [byHead, byLeader] = [randomUUID(), randomUUID()];
    await tell(aDraft(claim.matterId, 'drafted', { draftId: byHead }));
    expect(await whoOwes()).toEqual(each('supervise', 'bureauHead'));
    await tell(aDraft(claim.matterId, 'drafted', { draftId: byLeader, signingUnitId: 1 }));
    expect(await whoOwes()).toEqual(each('supervise', 'bureauHead', 'leader'));
    // The leader reads no matter of the area, but sees of this one what is needed to sign.
    expect((await linesOf('leader'))[0]).toMatchObject({ matterId: claim.matterId, unitId: 3, taskUnitId: 1 });
    expect(await codeOf(ask(timeline, { matterId: claim.matterId }, cast.leader))).toBe('not-found');
    await tell(aDraft(claim.matterId, 'returned', { draftId: byLeader, signingUnitId: 1 }));
    // Who wrote one does not sign it: another head, or a deputy, does.
    const ofHead = { draftId: randomUUID(), draftedBy: cast.bureauHead.id };
    await tell(aDraft(claim.matterId, 'drafted', ofHead));
    expect((await linesOf('bureauHead')).filter(({ what }) => what === 'supervise')).toHaveLength(1);
    await tell(aDraft(claim.matterId, 'returned', ofHead));
    await tell(aDraft(claim.matterId, 'issued', { draftId: byHead }), aLetter(claim.matterId, 'issued'));
    expect(await whoOwes()).toEqual(each('reply-to-supervision', 'deptHead'));
  });

  it('I.4: are told to nobody in the timeline, in whatever order they come', async () => {
    const claim = wholeClaim();
    const draftId = randomUUID();
    await tell(...claim.facts.slice(0, 9), aDraft(claim.matterId, 'issued', { draftId }));
    await tell(aDraft(claim.matterId, 'drafted', { draftId }));
    expect(await linesOf('leader')).toEqual([]);
    expect((await linesOf('bureauHead')).map(({ what }) => what)).not.toContain('supervise');
    for (const who of [cast.bureauHead, cast.deptHead]) {
      const { steps } = await ask(timeline, { matterId: claim.matterId }, who);
      expect(steps.filter(({ step }) => step.includes('supervis'))).toEqual([]);
    }
  });

  it('keep the call for a draft back while one waits, and bring it again when it came back', async () => {
    const claim = wholeClaim();
    await tell(...claim.facts.slice(0, 8), ...claim.handled('T24').facts.slice(-1));
    const main = aClock(claim.matterId, { rule: 'TL-06', unitId: 3, officerId: secondOfficer });
    const draftId = randomUUID();
    await tell(toldClocks(main), aStep(main, 'T+1'), aDraft(claim.matterId, 'drafted', { draftId }));
    expect(await whoOwes()).toEqual({ officer: 'overdue', deptHead: 'overdue', bureauHead: 'supervise' });
    await tell(aDraft(claim.matterId, 'returned', { draftId }));
    expect(await whoOwes()).toEqual({
      officer: 'overdue',
      deptHead: 'overdue',
      ...each('draft-supervision', 'triage', 'secondTriage', 'bureauHead', 'supervisor'),
    });
  });
});
