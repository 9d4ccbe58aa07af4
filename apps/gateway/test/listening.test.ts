import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { newDoor } from '../src/door/door.js';
import { listen } from '../src/door/listening.js';
import { ownAddress, refuseForeignHost } from '../src/door/origin.js';
import { limitsFrom } from '../src/gateway.limits.js';

test('a port in use is told in one sentence that names the way out', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const door = newDoor(limitsFrom({}, 'demo'), undefined);
  await expect(listen(door, '127.0.0.1', port)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program; set PORT to a free one.`,
  );
  await door.close();
  other.close();
});

test('production takes no public address without TLS, and answers to no other name than its own', () => {
  expect(() => ownAddress('http://xinfang.example', true)).toThrow('production needs an https address');
  const own = ownAddress('https://xinfang.example', true);
  const asked = (host: string) => () =>
    refuseForeignHost({ headers: { host } } as Parameters<typeof refuseForeignHost>[0], own);
  expect(asked('evil.example')).toThrow('route-not-found');
  expect(asked('xinfang.example')).not.toThrow();
});
