import {
  allContracts,
  event,
  generalProblems,
  isProblemCode,
  lines,
  ownersOf,
  Problem,
  problemCodes,
  problemStatus,
  request,
  requestContracts,
  services,
} from './index.js';

class Nothing {}

test('no name is declared twice', () => {
  const names = allContracts.map((contract) => contract.name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

test('every subject is its kind and name, and its owner is a service', () => {
  for (const contract of allContracts) {
    expect(contract.subject).toBe(`${contract.kind}.${contract.name}`);
    expect(contract.subject).toMatch(/^(request|event|signal)\.[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/);
    expect(services).toContain(contract.owner);
    expect(contract.name.startsWith(`${contract.owner}.`)).toBe(true);
  }
});

test.each([
  'intake',
  'intake.classify',
  'intake.classify.v0',
  'Intake.classify.v1',
  'intake.classify_it.v1',
  'intake.a.b.v1',
  'intake.*.v1',
  'intake.>',
  'intake.classify.v1 ',
])('the name "%s" is refused at declaration', (name) => {
  expect(() => request(name, { input: Nothing, output: Nothing })).toThrow(/is not owner/);
  expect(() => event(name, Nothing)).toThrow(/is not owner/);
});

test('every request is one that some service may ask, and every service that owns events is read', () => {
  for (const { owner } of requestContracts) {
    const askers = services.filter((service) => lines[service].asks.includes(owner as (typeof services)[number]));
    expect({ owner, isAsked: askers.length > 0 }).toEqual({ owner, isAsked: true });
  }
  for (const service of services) {
    const isRead = services.some((other) => lines[other].reads.includes(service));
    expect({ service, isRead }).toEqual({ service, isRead: ownersOf(service).events.length > 0 });
  }
});

test('each problem code has a status of refusal, and each contract lists only known ones, each once', () => {
  for (const code of problemCodes) {
    expect(problemStatus[code]).toBeGreaterThanOrEqual(400);
    expect(problemStatus[code]).toBeLessThan(600);
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  }
  for (const { problems } of requestContracts) {
    expect(problems.filter((code) => !isProblemCode(code))).toEqual([]);
    expect(new Set(problems).size).toBe(problems.length);
  }
  expect(new Set(generalProblems).size).toBe(generalProblems.length);
  for (const word of ['toString', 'constructor', '__proto__', '']) expect(isProblemCode(word)).toBe(false);
});

test('a problem says its code and nothing else', () => {
  const problem = new Problem('stale-version', { current: 4 });
  expect(problem).toMatchObject({ name: 'Problem', message: 'stale-version', detail: { current: 4 }, fields: [] });
});
