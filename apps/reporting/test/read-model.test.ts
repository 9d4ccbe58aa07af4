import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type EntityManager } from 'typeorm';
import { timeline } from '@huiyin/contracts';
import { type EventHandling } from '@huiyin/messaging';
import { Database, ownScope } from '@huiyin/service';
import { eventually, TestSystem } from '@huiyin/testing';
import { ClockMessages } from '../src/clock/clock.messages.js';
import { reportingService } from '../src/index.js';
import { HandlingMessages } from '../src/handling/handling.messages.js';
import { LineMessages } from '../src/line/line.messages.js';
import {
  aClock,
  aLetter,
  aStep,
  clockFacts,
  type Fact,
  firstOfficer,
  Life,
  secondOfficer,
  toldClocks,
  wholeClaim,
} from './life.js';
import { Neighbours } from './neighbours.js';
import { tablesOfMatters } from './reading-system.js';

let system: TestSystem;
const neighbours = new Neighbours();
const signalled = new Set<string>();

beforeAll(async () => {
  system = await TestSystem.start({
    services: [reportingService],
    neighbours: neighbours.answer,
  });
  neighbours.ears.push(({ officerIds }) => officerIds.forEach((id) => signalled.add(id)));
  await neighbours.start(system);
});
afterAll(async () => {
  await neighbours.stop();
  await system.stop();
});

/** All rows of a matter as text, with ids of runs taken out, so that two matters with the same life look the same. */
async function everythingOf(matterId: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of tablesOfMatters) {
    const rows = await system.rows<{ row: string }>(
      `select (to_jsonb(t) - 'clock_id' - 'submission_no' - 'letter_id')::text as row from reporting.${table} t where matter_id = $1`,
      [matterId],
    );
    found.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  const number = matterId.slice(0, 5);
  const neutral = (row: string) =>
    row
      .replaceAll(matterId, 'M')
      .replaceAll(`O${number}X`, 'N')
      .replace(/"(key|entry)": "[0-9a-f-]{36}/, '"$1": "C');
  return found.map(neutral).sort();
}

async function applied(facts: readonly Fact[]): Promise<void> {
  await eventually(async () => {
    const ids = facts.map((f) => f.id);
    const [row] = await system.rows<{ n: number }>(
      'select count(*)::int as n from reporting.inbox where event_id = any($1)',
      [ids],
    );
    return row?.n === ids.length;
  });
}

/** Applies facts past the streams, in this order and these batches, as a reader's transaction does. */
async function apply(facts: readonly Fact[]): Promise<void> {
  const { app } = system.service('reporting');
  for (const part of [LineMessages, HandlingMessages, ClockMessages]) {
    const handling = app.get<EventHandling<EntityManager>>(part, { strict: false });
    const batch = facts
      .filter((f) => f.contract.owner === handling.owner)
      .map((f) => ({ eventId: f.id, name: f.contract.name, payload: f.payload }));
    if (batch.length === 0) continue;
    await app.get(Database, { strict: false }).inScope(ownScope('test'), (tx) => handling.apply(batch, tx));
    handling.committed?.();
  }
}

const wholeLife = (life: Life) => life.registered().classified().escalated().reassigned().linked();
const openLife = (life: Life) => life.registered().classified().reassigned();
const claimOverdue = (life: Life) => {
  const claim = wholeClaim(life);
  claim.facts.splice(-6);
  return claim;
};
const factsOf = (tell: (life: Life) => Life) => {
  const life = tell(new Life());
  const main = aClock(life.matterId, { rule: 'TL-06', unitId: 3, officerId: secondOfficer });
  const letterId = randomUUID();
  const facts = [
    ...life.facts,
    ...clockFacts(life.matterId),
    toldClocks(main),
    aStep(main, 'T-5'),
    aStep(main, 'T+1'),
    toldClocks({ ...main, clockVersion: 2, officerId: firstOfficer }),
    aStep(main, 'T+5'),
    aLetter(life.matterId, 'issued', letterId),
    aLetter(life.matterId, 'replied', letterId),
    aLetter(life.matterId, 'issued'),
  ];
  return { life, facts };
};

describe('the read model', () => {
  it.each([
    ['a matter that is linked', wholeLife],
    ['a matter that stays open', openLife],
    ['a claim up to its closing, by both who keep it', (life: Life) => wholeClaim(life)],
    ['a claim that is overdue in the hands of a department', claimOverdue],
    ['a claim that is removed', (life: Life) => wholeClaim(life).removed()],
    ['a matter that is removed', (life: Life) => openLife(life).removed()],
  ])(
    'is the same whatever the order in which the streams tell of %s',
    async (_what, tell) => {
      const inOrder = factsOf(tell);
      for (const one of inOrder.facts) await apply([one]);
      const expected = await everythingOf(inOrder.life.matterId);
      expect(expected.length).toBeGreaterThan(0);

      const indices = inOrder.facts.map((_, i) => i);
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(indices, { minLength: indices.length }),
          fc.array(fc.nat(indices.length - 1), { maxLength: 6 }),
          async (order, again) => {
            const { life, facts } = factsOf(tell);
            neighbours.record(facts);
            await neighbours.publish(order.flatMap((i) => facts[i] ?? []));
            await applied(facts);
            // Every clock's fact may come twice past the inbox too: a snapshot is whole, a step has one key.
            await apply(again.flatMap((i) => facts[i] ?? []).filter((f) => f.contract.owner === 'accountability'));
            expect(await everythingOf(life.matterId)).toEqual(expected);
          },
        ),
        { numRuns: 12 },
      );
    },
    120_000,
  );

  it('applies whole lives in one batch as it does one by one, and twice as once', async () => {
    const single = factsOf(wholeLife);
    for (const one of single.facts) await apply([one]);
    const batched = factsOf(wholeLife);
    await apply(batched.facts);
    await apply(batched.facts);
    expect(await everythingOf(batched.life.matterId)).toEqual(await everythingOf(single.life.matterId));
  });

  it('leaves nothing of a removed matter but a number that keeps late clocks out', async () => {
    const life = openLife(new Life());
    await apply([...life.facts, ...clockFacts(life.matterId)]);
    await apply(life.removed().facts.slice(-1));
    await apply(clockFacts(life.matterId));
    await apply([toldClocks(aClock(life.matterId, { clockVersion: 9 }))]);
    expect(await system.rows('select * from reporting.gone_matter where matter_id = $1', [life.matterId])).toEqual([
      { matter_id: life.matterId, version: 4 },
    ]);
    for (const table of ['matter_line', 'timeline_step', 'clock_line'])
      expect(await system.rows(`select 1 from reporting.${table} where matter_id = $1`, [life.matterId])).toEqual([]);
    await expect(
      system.ask(timeline, { matterId: life.matterId }, { kind: 'citizen', id: life.matterId }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('loses neither the line nor the clock when both are told at the same instant', async () => {
    const lives = Array.from({ length: 60 }, () => new Life().registered());
    await Promise.all(lives.flatMap((life) => [apply(life.facts), apply([toldClocks(aClock(life.matterId))])]));
    const ids = lives.map((life) => life.matterId);
    const [row] = await system.rows<{ n: number }>(
      `select count(*)::int as n from reporting.matter_line where matter_id = any($1) and clock_rule = 'TL-01'`,
      [ids],
    );
    expect(row?.n).toBe(ids.length);
  });

  it('refuses a change of a matter that was never registered rather than losing it', async () => {
    const life = new Life().registered().classified();
    await expect(apply(life.facts.slice(1))).rejects.toThrow('before it was registered');
  });

  it('tells the officers whose queues changed, once the rows are there', async () => {
    const life = new Life().registered().reassigned();
    neighbours.record(life.facts);
    signalled.clear();
    await neighbours.publish(life.facts.slice(0, 1));
    await eventually(async () => signalled.has(firstOfficer));
    signalled.clear();
    await neighbours.publish(life.facts.slice(1));
    await eventually(async () => signalled.has(firstOfficer) && signalled.has(secondOfficer));
    const rows = await system.rows('select officer_id from reporting.matter_line where matter_id = $1', [
      life.matterId,
    ]);
    expect(rows).toEqual([{ officer_id: secondOfficer }]);
  });
});
