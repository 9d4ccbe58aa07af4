import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '@huiyin/contracts';

/** Signed page cursors: a place in an ordered list, bound to the list and the filters it was made for. */
export class Cursors {
  constructor(private readonly key: string) {}

  write(list: string, place: readonly (string | number | null)[]): string {
    const body = Buffer.from(JSON.stringify(place)).toString('base64url');
    return `${body}.${this.#sign(list, body)}`;
  }

  /** @throws Problem `bad-cursor` for anything not written here for this list. */
  read(list: string, cursor: string): (string | number | null)[] {
    const [body = '', signature = '', ...more] = cursor.split('.');
    const right = Buffer.from(this.#sign(list, body));
    const given = Buffer.from(signature);
    if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right))
      throw new Problem('bad-cursor');
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as (string | number | null)[];
  }

  #sign(list: string, body: string): string {
    return createHmac('sha256', this.key).update(list).update('\n').update(body).digest('base64url').slice(0, 32);
  }
}
