import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { clocksOf, type OpenedSubmission, openSubmission, Problem, timeline } from '@huiyin/contracts';
import { matterId, ordinaryNeighbours, queryCode, speak, type Spoken, submissionNo } from './neighbours.js';

let gate: Spoken;
const asked: string[] = [];
const state: { timeline: 'there' | 'not yet' | 'away'; clocks: 'there' | 'away' } = {
  timeline: 'there',
  clocks: 'there',
};

beforeAll(async () => {
  gate = await speak({
    neighbours: (as) => {
      const { intake, reporting, accountability } = ordinaryNeighbours(as);
      intake.serve(openSubmission, async (given): Promise<OpenedSubmission> => {
        if (given.submissionNo.startsWith('sealed'))
          return { submissionNo: given.submissionNo, registeredOn: '2026-11-24', sealedStatus: 'passed-on' };
        return { submissionNo, registeredOn: '2026-11-24', matterId };
      });
      reporting.serve(timeline, async (_, { actor }) => {
        asked.push(`${actor.kind} ${actor.id}`);
        if (state.timeline === 'not yet') throw new Problem('not-found');
        if (state.timeline === 'away') throw new Problem('bus-unavailable', {}, [], 2);
        const answerable = { unit: '青禾县信访局', officer: '周明' };
        return {
          matterId,
          submissionNo,
          state: 'triaged',
          isOpen: true,
          answerable,
          steps: [],
          asOf: new Date().toISOString(),
        };
      });
      accountability.serve(clocksOf, async () => {
        if (state.clocks === 'away') throw new Problem('too-slow', {}, [], 2);
        return { clocks: [] };
      });
    },
  });
});
afterAll(() => gate.system.stop());

async function open(number = submissionNo): Promise<Record<string, unknown>> {
  const response = await gate.post('/petitions/open', { submissionNo: number, queryCode });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

test('a citizen’s call is bound to the one matter that number and code opened', async () => {
  asked.length = 0;
  expect(await open()).toMatchObject({ state: 'triaged', gaps: [] });
  expect(asked).toEqual([`citizen ${matterId}`]);
});

test('right after registration, before the readers have heard, it is registered', async () => {
  state.timeline = 'not yet';
  expect(await open()).toMatchObject({ state: 'registered', steps: [], clocks: [], gaps: [] });
  state.timeline = 'there';
});

test('what is away is named, and the rest is shown', async () => {
  state.clocks = 'away';
  expect(await open()).toMatchObject({ state: 'triaged', gaps: ['clocks'] });
  state.timeline = 'away';
  expect(await open()).toMatchObject({ state: 'registered', gaps: expect.arrayContaining(['timeline', 'clocks']) });
  state.timeline = 'there';
  state.clocks = 'there';
});

test('a sealed submission has the same shape, tells its state and asks no reader', async () => {
  asked.length = 0;
  state.timeline = 'not yet';
  const ordinary = await open();
  state.timeline = 'there';
  asked.length = 0;
  const sealed = await open('sealed-00001');
  expect(Object.keys(sealed)).toEqual(Object.keys(ordinary));
  expect(sealed).toMatchObject({ state: 'passed_on', steps: [], clocks: [], gaps: [] });
  expect(asked).toEqual([]);
});
