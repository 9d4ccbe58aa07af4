import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { allContracts, Problem, readPayload, type PayloadClass } from './index.js';

// One stored message for each contract and version, from invented data. They are never changed: what was once sent must still be read.
const folder = resolve('samples');

interface Sample {
  readonly where: string;
  readonly payload: PayloadClass<object>;
  readonly plain: Record<string, unknown>;
}

const samples: Sample[] = allContracts.flatMap((contract): Sample[] => {
  const path = resolve(folder, `${contract.name}.json`);
  if (!existsSync(path)) return [];
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, unknown>>;
  return contract.kind === 'request'
    ? [
        { where: `${contract.name} input`, payload: contract.input, plain: stored['input'] ?? {} },
        { where: `${contract.name} output`, payload: contract.output, plain: stored['output'] ?? {} },
      ]
    : [{ where: contract.name, payload: contract.payload, plain: stored['payload'] ?? {} }];
});

function refusalOf(payload: PayloadClass<object>, plain: unknown): Problem {
  try {
    readPayload(payload, plain);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`was read: ${JSON.stringify(plain)}`);
}

const canary = 'канарейка-8317';

/** A value of another type than the stored one. */
function wrongFor(value: unknown): unknown[] {
  const all: [string, unknown][] = [
    ['string', canary],
    ['number', 0.8317],
    ['boolean', true],
    ['object', { [canary]: canary }],
    ['array', [[canary]]],
  ];
  const own = Array.isArray(value) ? 'array' : typeof value;
  return all.filter(([type]) => type !== own).map(([, wrong]) => wrong);
}

test('every contract has a stored sample, and every sample its contract', () => {
  const names = allContracts.map((contract) => `${contract.name}.json`).toSorted();
  expect(readdirSync(folder).toSorted()).toEqual(names);
});

test.each(samples)('$where: the stored sample is still read, and comes out as it went in', ({ payload, plain }) => {
  const read = readPayload(payload, plain);
  expect(read).toBeInstanceOf(payload);
  expect(JSON.parse(JSON.stringify(read))).toEqual(plain);
});

test.each(samples)('$where: an unknown field is refused by name, without its value', ({ payload, plain }) => {
  const problem = refusalOf(payload, { ...plain, surplus: canary });
  expect(problem).toMatchObject({
    code: 'validation-failed',
    fields: [{ field: 'surplus', rule: 'whitelistValidation' }],
  });
  expect(JSON.stringify(problem)).not.toContain(canary);
});

test.each(samples)(
  '$where: each field of a wrong type is refused by name and rule, without its value',
  ({ payload, plain }) => {
    for (const [field, value] of Object.entries(plain)) {
      for (const wrong of wrongFor(value)) {
        const problem = refusalOf(payload, { ...plain, [field]: wrong });
        expect(problem.code).toBe('validation-failed');
        expect(problem.fields.length).toBeGreaterThan(0);
        for (const broken of problem.fields) {
          expect(broken.field.split('.')[0]).toBe(field);
          expect(broken.rule).toMatch(/^[a-z][A-Za-z0-9]+$/);
        }
        expect(`${problem.message} ${JSON.stringify(problem)}`).not.toContain('8317');
      }
    }
  },
);

test.each(samples)('$where: what is no object is refused', ({ payload, plain }) => {
  for (const wrong of [null, undefined, [], [plain], canary, 7])
    expect(refusalOf(payload, wrong).fields).toEqual([{ field: '', rule: 'isObject' }]);
});

test('a prototype cannot be smuggled in', () => {
  for (const { payload, plain } of samples) {
    const smuggled = JSON.parse(
      `{"__proto__":{"isAdmin":true},${JSON.stringify(plain).slice(1)}`.replace(',}', '}'),
    ) as object;
    try {
      expect('isAdmin' in readPayload(payload, smuggled)).toBe(false);
    } catch (error) {
      expect(error).toMatchObject({ code: 'validation-failed' });
    }
    expect('isAdmin' in {}).toBe(false);
  }
});
