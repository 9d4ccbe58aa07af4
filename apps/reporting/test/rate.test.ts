import { type EntityManager } from 'typeorm';
import { type EventHandling } from '@huiyin/messaging';
import { Database, ownScope } from '@huiyin/service';
import { ClockMessages } from '../src/clock/clock.messages.js';
import { HandlingMessages } from '../src/handling/handling.messages.js';
import { LineMessages } from '../src/line/line.messages.js';
import { aClock, aStep, type Fact, Life, secondOfficer, toldClocks } from './life.js';
import { ReadingSystem } from './reading-system.js';

const batchSize = 250;
/** What the busiest minute of registrations brings, in events a second. */
const needed = 560;

const reading = new ReadingSystem();
beforeAll(() => reading.start());
afterAll(() => reading.system.stop());

/** Events a second of one reader, in batches as it takes them. */
async function rateOf(
  part: new (...parts: never[]) => EventHandling<EntityManager>,
  facts: readonly Fact[],
): Promise<number> {
  const handling = reading.part(part);
  const started = performance.now();
  for (let from = 0; from < facts.length; from += batchSize) {
    const batch = facts
      .slice(from, from + batchSize)
      .map(({ id, contract, payload }) => ({ eventId: id, name: contract.name, payload }));
    await reading.part(Database).inPreparedScope(ownScope('test'), (tx) => handling.apply(batch, tx));
  }
  return Math.round((1_000 * facts.length) / (performance.now() - started));
}

it('applies more events a second than the busiest minute brings', async () => {
  const lives = Array.from({ length: 4_000 }, () => new Life().registered());
  const clocks = lives.map((life) => aClock(life.matterId, { legalDueAt: '2027-01-17T16:00:00Z' }));
  const take = [{ act: 'take', unitId: 3, rule: 'TL-04' }];
  const accept = [{ act: 'accept', unitId: 3, officerId: secondOfficer }];
  const last = (tell: (life: Life) => Life) => lives.flatMap((life) => tell(life).facts.slice(-1));
  const rates = {
    registrations: await rateOf(
      LineMessages,
      lives.flatMap((life) => life.facts),
    ),
    'clock snapshots': await rateOf(
      ClockMessages,
      clocks.map((clock) => toldClocks(clock)),
    ),
    classifications: await rateOf(
      LineMessages,
      last((life) => life.classified()),
    ),
    'moves of intake': await rateOf(
      LineMessages,
      last((life) => life.moved('T11', { tasks: take })),
    ),
    'moves of assignment': await rateOf(
      HandlingMessages,
      last((life) => life.handled('T19', { tasks: accept })),
    ),
    'clock snapshots again': await rateOf(
      ClockMessages,
      clocks.map((clock) => toldClocks({ ...clock, clockVersion: 2, legalDueOn: '2026-11-18' })),
    ),
    'steps of clocks': await rateOf(
      ClockMessages,
      clocks.map((clock) => aStep({ ...clock, legalDueOn: '2026-11-18' }, 'T+1')),
    ),
  };
  process.stdout.write(`events a second: ${JSON.stringify(rates)}\n`);
  expect(Object.entries(rates).filter(([, rate]) => rate < needed)).toEqual([]);
});
