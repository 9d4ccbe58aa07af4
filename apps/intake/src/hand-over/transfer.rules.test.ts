import { Matter } from '../matter/matter.table.js';
import { type Recipient, refuseProhibited, refuseProhibitedKeeping } from './transfer.rules.js';

const matter = (more: Partial<Matter> = {}): Matter =>
  Object.assign(new Matter(), {
    kind: 'claim',
    keptBy: 'intake',
    responsibleUnit: 2,
    accusedUnits: [],
    accusedOfficials: [],
    ...more,
  });
const recipient = (more: Partial<Recipient> = {}): Recipient => ({
  unitId: 31,
  lineage: [31, 3, 1],
  unitsOfAccusedPersons: new Set(),
  ...more,
});
const accused = 'a0000000-0000-4000-8000-000000000001';
const ruleOf = (work: () => void): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { detail: { rule: string } }).detail.rule;
  }
};

describe('D.9: what may go nowhere, whoever orders it', () => {
  it.each([
    ['to-the-accused', { accusedUnits: [31] }, {}],
    ['under-the-accused', { accusedUnits: [3] }, {}],
    ['accused-heads-recipient', { accusedOfficials: [accused] }, { unitsOfAccusedPersons: new Set([31]) }],
    ['without-clearance', { kind: 'accusation' as const }, {}],
    ['interested-officer', { accusedOfficials: [accused] }, { dutyOfficerId: accused }],
    ['second-first-handling-owner', { keptBy: 'assignment' as const, responsibleUnit: 4, senderUnit: 2 }, {}],
    ['to-itself', { responsibleUnit: 31 }, {}],
  ])('%s', (rule, more, to) => {
    expect(ruleOf(() => refuseProhibited(matter(more), recipient(to)))).toBe(rule);
  });

  it('lets everything else go', () => {
    expect(ruleOf(() => refuseProhibited(matter({ accusedUnits: [4] }), recipient()))).toBeNull();
  });

  it('keeps nothing at the accused, and what an office received itself it may keep', () => {
    const own = recipient({ unitId: 2, lineage: [2, 1] });
    expect(ruleOf(() => refuseProhibitedKeeping(matter(), own))).toBeNull();
    expect(ruleOf(() => refuseProhibitedKeeping(matter({ accusedUnits: [2] }), own))).toBe('to-the-accused');
  });
});
