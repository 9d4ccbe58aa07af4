import { randomUUID } from 'node:crypto';
import { timeline } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { type TestSystem } from '@huiyin/testing';
import { aClock, clockFacts, Life, toldClocks } from './life.js';
import { codeOf, matterOf, ReadingSystem } from './reading-system.js';

const reading = new ReadingSystem();
const { bureau, department, admin } = reading;
const ask: TestSystem['ask'] = (...question) => reading.system.ask(...question);
const tell: ReadingSystem['tell'] = (...facts) => reading.tell(...facts);
const citizen = (matterId: string): Actor => ({ kind: 'citizen', id: matterId });

beforeAll(() => reading.start());
afterAll(() => reading.system.stop());
afterEach(() => reading.clear());

describe('the timeline', () => {
  it('tells the citizen in order what happened, who answers and by when', async () => {
    const life = new Life().registered().classified().escalated().reassigned();
    await tell(...life.facts, ...clockFacts(life.matterId));
    const told = await ask(timeline, { matterId: life.matterId }, citizen(life.matterId));
    expect(told.steps.map((s) => s.step)).toEqual([
      'registered',
      'officer-named',
      'clock-started',
      'classified',
      'urgent-reported',
      'officer-changed',
      'clock-started',
      'overdue',
      'clock-stopped',
    ]);
    expect(told.answerable).toEqual({
      unit: '青禾县人社局',
      officer: '某乙',
      clockRule: 'TL-03',
      legalDueOn: '2027-01-17',
      internalDueOn: '2027-01-10',
      isOverdue: false,
    });
    expect(told.steps.find((s) => s.step === 'overdue')?.values).toEqual({ clock: 'TL-01', on: '2026-11-17' });
  });

  it('does not show the warnings that the office gives itself', async () => {
    const life = new Life().registered();
    await tell(...life.facts, ...clockFacts(life.matterId).slice(0, 3));
    const { steps } = await ask(timeline, { matterId: life.matterId }, citizen(life.matterId));
    expect(steps.map((s) => s.step)).toEqual(['registered', 'officer-named', 'clock-started']);
  });

  it('says that a matter is overdue as soon as its last day is over, before any alarm', async () => {
    const life = new Life().registered();
    await tell(
      ...life.facts,
      toldClocks(aClock(life.matterId, { legalDueAt: new Date(Date.now() + 200).toISOString() })),
    );
    const asked = () => ask(timeline, { matterId: life.matterId }, citizen(life.matterId));
    expect((await asked()).answerable.isOverdue).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await asked()).answerable.isOverdue).toBe(true);
  });

  it('shows a linked matter the number under which it goes on', async () => {
    const life = new Life().registered().linked('99990120261001O00042X');
    await tell(...life.facts);
    const told = await ask(timeline, { matterId: life.matterId }, citizen(life.matterId));
    expect(told).toMatchObject({ state: 'linked_to_existing', isOpen: false });
    expect(told.steps.at(-1)).toMatchObject({ step: 'linked', values: { submissionNo: '99990120261001O00042X' } });
    expect(told.answerable).not.toHaveProperty('legalDueOn');
  });

  it('opens to a citizen the own matter and no other, as if the other were not there', async () => {
    const own = matterOf(2, 0);
    const other = matterOf(2, 1);
    await tell(...own.facts, ...other.facts);
    const codeFor = (matterId: string) => codeOf(ask(timeline, { matterId }, citizen(own.matterId)));
    expect(await codeFor(own.matterId)).toBe('answered');
    expect(await codeFor(other.matterId)).toBe('not-found');
    expect(await codeFor(randomUUID())).toBe('not-found');
  });

  it('opens to officials what is in the hands of their units now', async () => {
    const life = matterOf(2, 0);
    await tell(...life.facts);
    const codeFor = (actor: Actor) => codeOf(ask(timeline, { matterId: life.matterId }, actor));
    expect([await codeFor(bureau), await codeFor(department)]).toEqual(['answered', 'not-found']);
    await tell(...life.reassigned(3).facts.slice(-1));
    expect([await codeFor(bureau), await codeFor(department)]).toEqual(['not-found', 'answered']);
    expect(await codeFor(admin)).toBe('act-not-allowed');
  });
});
