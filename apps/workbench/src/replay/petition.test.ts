import { readPayload, RegisterSubmission } from '@huiyin/contracts';
import fc from 'fast-check';
import { keyOf, petitionOf } from './petition.js';

const aMessage = (given: object) => ({ uid: 'x-1', user: 'U1', title: '标题', body: '正文正文', ...given });

test('a title of under two characters is filled up from the message', () => {
  expect(petitionOf(aMessage({ title: '' })).title).toBe('正文正文');
  expect(petitionOf(aMessage({ title: '路', body: '坏了很久' })).title).toBe('路 坏了很久');
  expect(petitionOf(aMessage({ title: '', body: '' }))).toMatchObject({ title: 'x-1', content: 'x-1' });
});

test('a long title is cut, and never through a letter that takes two units', () => {
  const { title } = petitionOf(aMessage({ title: `${'长'.repeat(199)}𠮷` }));
  expect(title).toBe('长'.repeat(199));
});

test('the petitioner is the code of the user, with an address that nobody has', () => {
  expect(petitionOf(aMessage({ user: 'A00012' })).petitioner).toEqual({
    name: 'A00012',
    email: 'A00012@replay.invalid',
  });
  expect(petitionOf(aMessage({ user: '某 某' })).petitioner.email).toMatch(/^[0-9a-f]{32}@replay\.invalid$/);
});

test('the key depends on the id alone', () => {
  expect(keyOf(aMessage({ body: 'a' }))).toBe(keyOf(aMessage({ body: 'b' })));
  expect(keyOf(aMessage({}))).toMatch(/^replay-[0-9a-f]{32}$/);
  expect(keyOf(aMessage({ uid: 'x-2' }))).not.toBe(keyOf(aMessage({})));
});

test('whatever a file holds, the petition is one that the contract takes', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
  const uid = fc.string({ minLength: 1, maxLength: 300 }).filter((id) => id.trim() !== '');
  fc.assert(
    fc.property(fc.record({ uid, user: text, title: text, body: text }), (message) => {
      readPayload(RegisterSubmission, JSON.parse(JSON.stringify(petitionOf(message))) as object);
    }),
    { numRuns: 2_000 },
  );
});
