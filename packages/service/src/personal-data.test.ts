import { randomBytes } from 'node:crypto';
import {
  type KeyRing,
  newKeyRing,
  normalisedNumber,
  normalisedText,
  PersonalData,
  SealedFiles,
} from './personal-data.js';

const indexKey = randomBytes(32);
const ring = newKeyRing();
const data = new PersonalData(ring, indexKey, 'qinghe');
const place = 'petitioner.name.17.qinghe';

test('what was sealed for a person opens again, from the wrapped key alone', () => {
  const person = data.newPerson();
  const cell = person.seal(place, '欧阳建国');
  expect(cell.includes(Buffer.from('欧阳建国'))).toBe(false);
  expect(data.person(person.wrapped).open(place, cell)).toBe('欧阳建国');
  expect(person.open(place, person.seal(place, ''))).toBe('');
});

test('equal texts have unequal cells, and no two of many keys or nonces are alike', () => {
  const person = data.newPerson();
  const cells = Array.from({ length: 2_000 }, () => person.seal(place, 'x'));
  expect(new Set(cells.map((cell) => cell.subarray(3, 15).toString('hex'))).size).toBe(2_000);
  const wrapped = Array.from({ length: 500 }, () => data.newPerson().wrapped.subarray(3).toString('hex'));
  expect(new Set(wrapped).size).toBe(500);
});

test('a cell does not open in another row, another column, at another site or for another person', () => {
  const [one, two] = [data.newPerson(), data.newPerson()];
  const cell = one.seal(place, '13800000000');
  for (const elsewhere of ['petitioner.name.18.qinghe', 'petitioner.phone.17.qinghe', 'petitioner.name.17.shiqiao'])
    expect(() => one.open(elsewhere, cell)).toThrow();
  expect(() => two.open(place, cell)).toThrow();
  expect(() => new PersonalData(ring, indexKey, 'shiqiao').person(one.wrapped)).toThrow();
});

test('a cell with any byte changed, or cut, does not open', () => {
  const person = data.newPerson();
  const cell = person.seal(place, '张三');
  for (let i = 0; i < cell.length; i++) {
    if (i === 2) continue; // The number of the key: zero for cells, and not looked at.
    const changed = Buffer.from(cell);
    changed.writeUInt8((changed.readUInt8(i) + 1) % 256, i);
    expect(() => person.open(place, changed)).toThrow();
  }
  for (const length of [0, 3, 15, cell.length - 1])
    expect(() => person.open(place, cell.subarray(0, length))).toThrow();
});

test('without the wrapped key nothing opens: the person is erased', () => {
  const cell = data.newPerson().seal(place, '张三');
  expect(() => data.newPerson().open(place, cell)).toThrow();
});

test('after a rotation old keys still open, new ones are wrapped by the new key, and a removed key opens nothing', () => {
  const old = data.newPerson();
  const cell = old.seal(place, '张三');
  const turned: KeyRing = { active: 2, keys: { ...ring.keys, 2: randomBytes(32).toString('base64') } };
  const after = new PersonalData(turned, indexKey, 'qinghe');
  expect(after.person(old.wrapped).open(place, cell)).toBe('张三');
  const fresh = after.newPerson();
  expect(fresh.wrapped[2]).toBe(2);
  expect(() => data.person(fresh.wrapped)).toThrow('key 2 is not in the ring');
  const { 1: _gone, ...left } = turned.keys;
  expect(() => new PersonalData({ active: 2, keys: left }, indexKey, 'qinghe').person(old.wrapped)).toThrow(
    'key 1 is not in the ring',
  );
});

test('a sealed file opens in its place and under its key alone, also after the active key has changed', () => {
  const plain = randomBytes(100_000);
  const sealed = new SealedFiles(ring, 'qinghe').seal('paper_file.1.pdf', plain);
  const rotated: KeyRing = { active: 2, keys: { ...ring.keys, 2: randomBytes(32).toString('base64') } };
  expect(new SealedFiles(rotated, 'qinghe').open('paper_file.1.pdf', sealed).equals(plain)).toBe(true);
  expect(() => new SealedFiles(ring, 'qinghe').open('paper_file.2.pdf', sealed)).toThrow();
  expect(() => new SealedFiles(ring, 'shiqiao').open('paper_file.1.pdf', sealed)).toThrow();
  expect(() => new SealedFiles(newKeyRing(), 'qinghe').open('paper_file.1.pdf', sealed)).toThrow();
  sealed[5_000]! ^= 1;
  expect(() => new SealedFiles(ring, 'qinghe').open('paper_file.1.pdf', sealed)).toThrow();
});

test('a blind index is equal for equal values of one field at one site, and for nothing else', () => {
  const of = (field: string, value: string, with_ = data) => with_.blindIndex(field, value).toString('hex');
  expect(of('phone', '13800000000')).toBe(of('phone', '13800000000'));
  const all = [
    of('phone', '13800000000'),
    of('idNumber', '13800000000'),
    of('phone', '13800000001'),
    of('phone', '13800000000', new PersonalData(ring, indexKey, 'shiqiao')),
    of('phone', '13800000000', new PersonalData(ring, randomBytes(32), 'qinghe')),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(data.blindIndex('phone', '1')).toHaveLength(16);
});

test.each([
  ['+86 138 0000 0000', '13800000000'],
  ['８６-138-0000-0000', '13800000000'],
  ['（0543）123 4567', '05431234567'],
  ['11010119900307123x', '11010119900307123X'],
  ['１１０１０１１９９００３０７１２３Ｘ', '11010119900307123X'],
  ['8612345', '8612345'],
])('the number %s is compared as %s', (given, compared) => expect(normalisedNumber(given)).toBe(compared));

test('a text is compared without its spaces, width and case', () => {
  expect(normalisedText('  青禾县　柳溪村  12号 ')).toBe('青禾县 柳溪村 12号');
  expect(normalisedText('Ａｂｃ@Example.COM')).toBe('abc@example.com');
});
