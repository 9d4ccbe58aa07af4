import { Problem } from '@huiyin/contracts';
import { reasonOf } from './delivery.js';
import { isStoreAway, refusalOf } from './line-failure.js';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])('%s means that the store is away', (code) => {
  expect(isStoreAway(coded(code))).toBe(true);
  expect(isStoreAway(Object.assign(new Error('query failed'), { driverError: coded(code) }))).toBe(true);
  expect(refusalOf(coded(code))).toMatchObject({ code: 'store-unavailable', retryAfterSeconds: 2 });
});

test.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
  'so do the words "%s"',
  (message) => expect(isStoreAway(new Error(message))).toBe(true),
);

test('a broken rule of the tables is a fault, not an outage', () => {
  for (const code of ['23505', '23503', '22P02', '42501', '40P01']) {
    expect(isStoreAway(coded(code))).toBe(false);
    expect(refusalOf(coded(code)).code).toBe('internal-error');
  }
  expect(refusalOf('a word').code).toBe('internal-error');
});

test('a statement that took too long is too slow, a full disk is unavailable for longer', () => {
  for (const code of ['57014', '55P03', '25P03']) expect(refusalOf(coded(code)).code).toBe('too-slow');
  expect(refusalOf(coded('53100'))).toMatchObject({ code: 'store-unavailable', retryAfterSeconds: 30 });
});

test('the reason of a dead letter quotes no value', () => {
  const secret = '张三 13800000000';
  expect(
    reasonOf(
      Object.assign(new Error(`invalid input syntax: "${secret}"`), { driverError: coded('22P02'), code: '22P02' }),
    ),
  ).toBe('store refused (22P02)');
  expect(
    reasonOf(Object.assign(new Error(`invalid input syntax: "${secret}"`), { severity: 'ERROR', code: '22P02' })),
  ).toBe('store refused (22P02)');
  let unreadable: unknown;
  try {
    JSON.parse(secret);
  } catch (error) {
    unreadable = error;
  }
  expect(reasonOf(unreadable)).toBe('not JSON');
  expect(reasonOf(secret)).toBe('string');
  expect(reasonOf(new Problem('validation-failed', {}, [{ field: 'at', rule: 'isIso8601' }]))).toBe(
    'validation-failed; at isIso8601',
  );
});
