import { readPayload, registerSubmission } from '@huiyin/contracts';
import { keyOwner, requestDigest } from './idempotency.js';

const input = {
  channel: 'online',
  purpose: 'appeal',
  title: '路灯不亮',
  content: '柳溪村口的路灯坏了。',
  petitioner: { phone: '13800000000' },
};
const hex = (order: string, given: object) => requestDigest(order, given).toString('hex');

test('the digest does not know the order of fields, nor plain from validated, nor absent from undefined', () => {
  const turned = Object.fromEntries(Object.entries(input).reverse());
  expect(hex('a', turned)).toBe(hex('a', input));
  expect(hex('a', readPayload(registerSubmission.input, { ...input, channel: 'letter' }))).toBe(
    hex('a', { ...input, channel: 'letter' }),
  );
  expect(hex('a', { ...input, agent: undefined })).toBe(hex('a', input));
});

test('the digest knows every value and the order', () => {
  expect(hex('a', { ...input, petitioner: { phone: '13800000001' } })).not.toBe(hex('a', input));
  expect(hex('b', input)).not.toBe(hex('a', input));
});

test("one person's keys never meet another's", () => {
  const call = (kind: 'official' | 'citizen', id: string) => ({
    actor: { kind, id },
    token: '',
    requestId: '',
    deadlineAt: 0,
  });
  expect(
    new Set([keyOwner(call('official', 'a')), keyOwner(call('citizen', 'a')), keyOwner(call('official', 'b'))]).size,
  ).toBe(3);
});
