import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openFile, sealFileTo, VaultBroken, vaultChunkBytes } from './attachment.vault.js';

const headerBytes = 36;
const sealedChunkBytes = vaultChunkBytes + 16;
const key = randomBytes(32);
let folder: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  target = join(folder, 'sealed');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function seal(plain: Buffer) {
  const source = join(folder, 'plain');
  await writeFile(source, plain);
  return sealFileTo(source, target, key);
}

it.each([0, 1, vaultChunkBytes - 1, vaultChunkBytes, vaultChunkBytes + 1, 3 * vaultChunkBytes, 1_000_003])(
  'gives back a file of %d bytes, with its size and hash',
  async (bytes) => {
    const plain = randomBytes(bytes);
    expect(await seal(plain)).toEqual({ bytes, sha256: createHash('sha256').update(plain).digest('hex') });
    expect((await buffer(openFile(target, key))).equals(plain)).toBe(true);
  },
);

it('lets nothing of the content be read, and seals the same file differently each time', async () => {
  await seal(Buffer.from('检举人 张三 '.repeat(9000)));
  const first = await readFile(target);
  expect(first.includes('张三')).toBe(false);
  await seal(Buffer.from('检举人 张三 '.repeat(9000)));
  expect((await readFile(target)).subarray(headerBytes, headerBytes + 64)).not.toEqual(
    first.subarray(headerBytes, headerBytes + 64),
  );
});

describe('finds', () => {
  const chunk = (sealed: Buffer, at: number) =>
    sealed.subarray(headerBytes + at * sealedChunkBytes, headerBytes + (at + 1) * sealedChunkBytes);
  const damages: [string, (sealed: Buffer) => Buffer][] = [
    ['a cut in the middle of a chunk', (sealed) => sealed.subarray(0, -10)],
    ['a cut between two chunks', (sealed) => sealed.subarray(0, headerBytes + 2 * sealedChunkBytes)],
    ['the loss of everything but the head', (sealed) => sealed.subarray(0, headerBytes)],
    ['a cut head', (sealed) => sealed.subarray(0, 20)],
    [
      'two chunks changed over',
      (sealed) =>
        Buffer.concat([sealed.subarray(0, headerBytes), chunk(sealed, 1), chunk(sealed, 0), chunk(sealed, 2)]),
    ],
    [
      'a repeated chunk',
      (sealed) =>
        Buffer.concat([sealed.subarray(0, headerBytes), chunk(sealed, 0), chunk(sealed, 0), chunk(sealed, 2)]),
    ],
    ['a lost chunk', (sealed) => Buffer.concat([sealed.subarray(0, headerBytes), chunk(sealed, 0), chunk(sealed, 2)])],
    ['something added', (sealed) => Buffer.concat([sealed, Buffer.from('x')])],
    [
      'a changed bit',
      (sealed) => {
        sealed[headerBytes + 5]! ^= 1;
        return sealed;
      },
    ],
    [
      'a changed salt',
      (sealed) => {
        sealed[10]! ^= 1;
        return sealed;
      },
    ],
    [
      'another kind of file',
      (sealed) => {
        sealed.write('PDF-');
        return sealed;
      },
    ],
  ];
  it.each(damages)('%s', async (_what, damage) => {
    await seal(randomBytes(2 * vaultChunkBytes + 500));
    await writeFile(target, damage(await readFile(target)));
    await expect(buffer(openFile(target, key))).rejects.toThrow(VaultBroken);
  });

  it('another key', async () => {
    await seal(Buffer.from('x'));
    await expect(buffer(openFile(target, randomBytes(32)))).rejects.toThrow(VaultBroken);
  });
});

it('refuses a short key and leaves no half file', async () => {
  const source = join(folder, 'plain');
  await writeFile(source, 'x');
  await expect(sealFileTo(source, target, randomBytes(16))).rejects.toThrow(RangeError);
  await expect(sealFileTo(join(folder, 'absent'), target, key)).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).toEqual(['plain']);
});
