import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';

/**
 * Who knocks, without keeping who: HMAC of the address under today's salt. A house of IPv6 addresses (/64) counts as one. Tomorrow
 * nobody can tell that it was the same.
 */
export class AddressKeys {
  #day = '';
  #salt: Buffer = Buffer.alloc(0);

  constructor(private readonly key: string) {}

  of(address: string): string {
    const day = new Date().toISOString().slice(0, 10);
    if (day !== this.#day) {
      this.#day = day;
      this.#salt = createHmac('sha256', this.key).update(`address ${day}`).digest();
    }
    return createHmac('sha256', this.#salt).update(networkOf(address)).digest('base64url').slice(0, 22);
  }
}

/** The address as it is counted: IPv4 whole, also when written as IPv6; IPv6 by its first 64 bits. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
