import { isPlainText, IsPlainText, Problem, readPayload } from './index.js';

class Note {
  @IsPlainText(2, 10) text!: string;
}
const read = (text: unknown) => readPayload(Note, { text }).text;

test('a text is composed and trimmed before it is measured', () => {
  expect(read('  e\u0301te\u0301 ')).toBe('\u00e9t\u00e9');
  expect(read('路灯\n不亮\t')).toBe('路灯\n不亮');
  expect(read(' '.repeat(20) + '路灯')).toBe('路灯');
  expect(read('\ud83d\udca1'.repeat(5))).toHaveLength(10);
});

test.each<[string, unknown]>([
  ['too short', '路'],
  ['only spaces', '      '],
  ['too long', '路'.repeat(11)],
  ['with a NUL', '路\u0000灯'],
  ['with a half of a pair', '路\ud83d灯'],
  ['that turns its direction', '路\u202e灯'],
  ['with an isolate', '路\u2066灯'],
  ['with a control character', '路\u001b[1m'],
  ['that is none', 12],
])('a text %s is refused', (_, text) => {
  expect(() => read(text)).toThrow(Problem);
});

test('the bounds are included', () => {
  expect(isPlainText('ab', 2, 3)).toBe(true);
  expect(isPlainText('abc', 2, 3)).toBe(true);
  expect(isPlainText('abcd', 2, 3)).toBe(false);
});
