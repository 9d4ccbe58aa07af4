import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { confirmDecision, findMatters, forward, objectToHandOver, ruleOnObjection } from '@huiyin/contracts';
import { eventually, type TestSystem } from '@huiyin/testing';
import { official, people, startIntake } from './office.js';
import { code, hr, Path, triage, ruling, why } from './path.js';

const head = official(people.bureauHead);

let system: TestSystem;
let path: Path;
beforeAll(async () => {
  system = await startIntake();
  path = new Path(system);
});
afterAll(() => system.stop());

describe('searching (words of the subject)', () => {
  it('finds what is in scope, newest first, page by page, and nothing of what was handed back', async () => {
    const title = (nth: number) => `东坡水渠堵塞第${nth}次反映`;
    const ids: string[] = [];
    for (const nth of [1, 2, 3]) ids.push(await path.registered({ title: title(nth) }));
    const all = await eventually(async () => {
      const page = await system.ask(findMatters, { words: '水渠堵塞', limit: 2 }, triage);
      return page.matters.length === 2 && page.nextCursor !== undefined && page;
    });
    expect(all.matters.map((one) => one.matterId)).toEqual([ids[2], ids[1]]);
    const rest = await system.ask(findMatters, { words: '水渠堵塞', limit: 2, cursor: all.nextCursor }, triage);
    expect(rest).toMatchObject({ matters: [{ matterId: ids[0], title: title(1), state: 'registered' }] });
    expect(rest.nextCursor).toBeUndefined();
    expect(await system.ask(findMatters, { words: '水渠 第2次' }, triage)).toMatchObject({
      matters: [{ matterId: ids[1] }],
    });
    expect(await system.ask(findMatters, { words: '渠塞' }, triage)).toEqual({ matters: [] });
    expect(await system.ask(findMatters, { words: '水渠堵塞' }, hr)).toEqual({ matters: [] });
    expect(await code(system.ask(findMatters, { words: '水 渠' }, triage))).toBe('validation-failed');
    expect(await code(system.ask(findMatters, { words: '别的词语', cursor: all.nextCursor }, triage))).toBe(
      'bad-cursor',
    );
  });

  it('follows a hand-over and its return', async () => {
    const matterId = await path.triaged({}, { title: '桥面坑洼存在安全隐患' });
    const { handOverId, version } = await system.ask(
      forward,
      { matterId, expectedVersion: 2, toUnitId: 3, note: '请办理' },
      triage,
    );
    await path.offerKnown(handOverId);
    const seen = () => system.ask(findMatters, { words: '桥面坑洼' }, hr);
    await eventually(async () => (await seen()).matters.length === 1);
    await system.ask(objectToHandOver, { handOverId, expectedVersion: 1, ...why }, hr);
    await path.reached(matterId, 'objected');
    const proposal = await system.ask(
      ruleOnObjection,
      { matterId, expectedVersion: version + 1, ruling: 'upheld', ...ruling },
      triage,
    );
    await system.ask(
      confirmDecision,
      { matterId, expectedVersion: proposal.version, isAgreed: true, reason: '同意' },
      head,
    );
    expect(await seen()).toEqual({ matters: [] });
  });
});
