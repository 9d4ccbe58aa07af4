import { timeline } from '@huiyin/contracts';
import { Database } from '@huiyin/service';
import { claimRows, suggestionRows } from '@huiyin/statute';
import { type Actor } from '@huiyin/messaging';
import { hasWord, words } from '@huiyin/words';
import { type MoveStep, moveSteps } from '../src/timeline/move-steps.rules.js';
import { stepOfMove } from '../src/timeline/move.rules.js';
import { aClock, aLetter, Life, toldClocks, wholeClaim } from './life.js';
import { ReadingSystem } from './reading-system.js';

const rows = [...new Map([...claimRows, ...suggestionRows].map((row) => [row.id, row])).values()];
const how: Readonly<Record<string, MoveStep>> = moveSteps;
const always = ['unit', 'officer'];

function placeholders(step: string): string[] {
  const key = `timeline.${step}`;
  if (!hasWord(key)) throw new Error(`no word ${key}`);
  const read = words('zh-CN')(key, {});
  return [...read.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
}

describe('every row of both machines', () => {
  it('is told in one way, and no other is', () => {
    expect(Object.keys(moveSteps).sort()).toEqual(rows.map((row) => row.id).sort());
  });

  it.each(rows.map((row) => row.id))('%s has words whole with what a move carries, whatever a service forgot', (id) => {
    const { step, needs = [], otherwise, unit } = how[id] ?? { step: '', visible: false };
    const given = unit === 'other' ? ['officer'] : always;
    expect(placeholders(step).filter((name) => ![...given, ...needs].includes(name))).toEqual([]);
    expect(needs.filter((name) => !placeholders(step).includes(name))).toEqual([]);
    if (needs.length > 0) expect(placeholders(otherwise ?? '').filter((name) => !given.includes(name))).toEqual([]);
    const [fact] = new Life().registered().moved(id).facts.slice(1);
    const told = stepOfMove(fact?.payload as Parameters<typeof stepOfMove>[0]);
    for (const locale of ['zh-CN', 'en'] as const)
      expect(words(locale)(`timeline.${told.step}` as 'timeline.taken', told.values)).not.toMatch(/\{\{|undefined/);
  });

  it('F.2a: shows the petitioner each forwarding, acceptance, refusal, extension and opinion, and who answers', () => {
    const shown =
      'T02 T07 T11 T11.1 T12 T14.1 T14.2 T15 T16 T18 T19 T20 T21 T22 T22.2 T27.1 T33 T34 T36 T39 T39.1 T42 T42.1 T43 SYS-01';
    expect(shown.split(' ').filter((id) => !how[id]?.visible)).toEqual([]);
    const inner = 'G2 G2.1 T27 T27.2 T32 T32.1 T32.2 T34.1';
    expect(inner.split(' ').filter((id) => how[id]?.visible)).toEqual([]);
  });

  it('names the unit of the move’s other office only where it is known', () => {
    const tell = (given: object) => {
      const fact = new Life().registered().moved('T11', { unitName: '青禾县信访局', ...given }).facts[1];
      const { step, values } = stepOfMove(fact?.payload as Parameters<typeof stepOfMove>[0]);
      return words('zh-CN')(`timeline.${step}` as 'timeline.forwarded', values);
    };
    expect(tell({ otherUnitName: '青禾县人社局' })).toBe('已经转送青禾县人社局，等待对方接收。');
    expect(tell({})).toBe('已经转送有权处理的单位，等待对方接收。');
  });

  it('keeps no value that no word uses', () => {
    const fact = new Life().registered().moved('T14', { values: { days: 3, petitioner: '某某' } }).facts[1];
    expect(stepOfMove(fact?.payload as Parameters<typeof stepOfMove>[0]).values).toEqual({
      officer: '某乙',
      days: 3,
    });
  });
});

it('SAT22: tells which office was evaluated and how many can be, and never how', () => {
  const values = { subject: 'unit', bureau: 'pending', unit: 'dissatisfied', pending: 1 };
  const fact = new Life().registered().moved('T34.2', { values }).facts[1];
  const told = stepOfMove(fact?.payload as Parameters<typeof stepOfMove>[0]);
  expect(told.values).toMatchObject({ subject: 'unit', pending: 1 });
  expect(JSON.stringify(told)).not.toContain('satisfied');
});

describe('the timeline of a whole claim', () => {
  const reading = new ReadingSystem();
  beforeAll(() => reading.start());
  afterAll(() => reading.system.stop());

  it('tells the petitioner one step a move in order, without what an office does within; the office sees all', async () => {
    const claim = wholeClaim();
    await reading.tell(...claim.facts, aLetter(claim.matterId, 'issued'), aLetter(claim.matterId, 'replied'));
    await reading.tell(toldClocks(aClock(claim.matterId, { rule: 'TL-04' })));
    const stepsFor = async (actor: Actor) =>
      (await reading.system.ask(timeline, { matterId: claim.matterId }, actor)).steps.map(({ step }) => step);
    const shown = await stepsFor({ kind: 'citizen', id: claim.matterId });
    expect(shown.filter((step) => step !== 'supervised')).toEqual(
      (
        'registered officer-named classified forwarded objected objection-upheld assigned taken accepted-until handling-opened heard ' +
        'extended opinion-issued opinion-served evaluated closed'
      ).split(' '),
    );
    expect(shown).toContain('supervised');
    const all = await stepsFor(reading.department);
    const inner =
      'extension-requested opinion-drafted opinion-checked closing-report-sent supervision-replied clock-started';
    expect(all).toHaveLength(shown.length + 6);
    expect(all).toEqual(expect.arrayContaining(inner.split(' ')));
    const leaked = await reading
      .part(Database)
      .inScope(
        { actor: 'citizen', units: [], isEverything: false, matterId: claim.matterId },
        (tx) => tx.query('select 1 from reporting.timeline_step where is_internal') as Promise<object[]>,
      );
    expect(leaked).toEqual([]);
  });
});
