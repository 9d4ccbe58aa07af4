import fc from 'fast-check';
import { marker, resolved, type Schema } from './document.js';

/** One request that should not have been sent. */
export interface Attempt {
  /** What is wrong with it. */
  readonly fault: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | FormData;
  /** Whether the sender's session goes with it. */
  readonly isSignedIn: boolean;
}

export type Draft = Omit<Attempt, 'fault'>;
export type Fault = readonly [string, fc.Arbitrary<Draft>];

export const withHeader =
  (name: string, ...values: string[]) =>
  (good: fc.Arbitrary<Draft>) =>
    fc
      .tuple(good, fc.constantFrom(...values))
      .map(([d, value]) => ({ ...d, headers: { ...d.headers, [name]: value } }));

export function bodyFaults(body: Schema, good: fc.Arbitrary<Draft>): Fault[] {
  const { properties = {}, required = [] } = resolved(body);
  const raw = (...bodies: (string | Buffer)[]) =>
    fc.tuple(good, fc.constantFrom(...bodies)).map(([d, text]) => ({ ...d, body: text }));
  const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]);
  const faults: Fault[] = [
    ['an unknown field', good.map((d) => withField(d, 'unknownField', marker))],
    [
      'a name that reaches a prototype',
      raw(`{"__proto__":{"isAdmin":"${marker}"}}`, '{"\\u005f_proto__":{}}', '{"constructor":{"prototype":{}}}'),
    ],
    ['no object', raw(`["${marker}"]`, `"${marker}"`, '7', 'true')],
    ['no JSON', raw('{', `{"a":${marker}}`, '{"a":1,}', '\u0000', `{"a":"${marker}`)],
    ['eleven levels', raw('{"a":'.repeat(11) + '1' + '}'.repeat(11), '['.repeat(5_000) + ']'.repeat(5_000))],
    ['a long array', raw(JSON.stringify({ a: Array(201).fill(marker) }))],
    ['a mebibyte', raw(JSON.stringify({ a: marker.repeat(131_072) }))],
    ['bytes that are no UTF-8', raw(bytes)],
    [
      'another type of body',
      withHeader(
        'content-type',
        'text/plain',
        'application/json; charset=gbk',
        'application/xml',
        'multipart/form-data; boundary=x',
      )(good),
    ],
  ];
  if (required.length > 0) {
    faults.push([
      'a missing field',
      fc.tuple(good, fc.constantFrom(...required)).map(([d, f]) => withField(d, f, undefined)),
    ]);
    faults.push(['nothing', raw('', 'null', '{}')]);
  }
  const typed = Object.entries(properties).filter(([name]) => name !== 'altcha');
  if (typed.length > 0) {
    const wrongs = fc
      .constantFrom(...typed)
      .chain(([name, schema]) => wrongFor(resolved(schema)).map((value) => [name, value] as const));
    faults.push(['a wrong type', fc.tuple(good, wrongs).map(([d, [name, value]]) => withField(d, name, value))]);
  }
  return faults;
}

/** A value of another type than the field's. */
function wrongFor({ type }: Schema): fc.Arbitrary<unknown> {
  const kinds: Record<string, unknown[]> = {
    string: [17, true, [marker], { a: marker }],
    integer: [marker, true, [1], {}, 1.5],
    number: [marker, true, [1], {}],
    boolean: [marker, 1, [true], {}],
    array: [marker, 1, true],
    object: [marker, 1, true],
  };
  return fc.constantFrom(...(kinds[type ?? 'object'] ?? [marker]));
}

/** The JSON of a draft. */
export function textIn({ body }: Draft): string {
  return typeof body === 'string' ? body : '{}';
}

export function withField(draft: Draft, name: string, value: unknown): Draft {
  const body = JSON.parse(textIn(draft)) as Record<string, unknown>;
  // JSON.stringify writes a lone surrogate as its escape: what a browser could not send, a program can.
  return { ...draft, body: JSON.stringify({ ...body, [name]: value }) };
}

export function fileFaults(good: fc.Arbitrary<Draft>): Fault[] {
  const form = (...files: [string, Uint8Array][]) => {
    const data = new FormData();
    for (const [name, bytes] of files) data.append('files', new Blob([bytes]), name);
    return data;
  };
  const text = Buffer.from(`<script>${marker}</script>`);
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)]);
  const sent = (fault: string, ...files: [string, Uint8Array][]): Fault => [
    fault,
    good.map((d) => ({ ...d, body: form(...files) })),
  ];
  return [
    sent('no file'),
    sent('an empty file', [`${marker}.png`, Buffer.alloc(0)]),
    sent('a page', [`${marker}.html`, text]),
    sent('a page that calls itself a picture', [`${marker}.png`, text]),
    sent('a broken archive', [`${marker}.docx`, zip]),
    sent('a program', [`../${marker}.exe`, Buffer.from('MZ\u0090\u0000')]),
    [
      'no form',
      good.map((d) => ({
        ...d,
        body: `{"files":"${marker}"}`,
        headers: { ...d.headers, 'content-type': 'application/json' },
      })),
    ],
    [
      'a form without an end',
      good.map((d) => ({
        ...d,
        body: `--x\r\ncontent-disposition: form-data; name="files"; filename="${marker}"\r\n\r\n`,
        headers: { ...d.headers, 'content-type': 'multipart/form-data; boundary=x' },
      })),
    ],
  ];
}
