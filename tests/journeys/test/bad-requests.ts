import fc from 'fast-check';
import {
  type Attempt,
  bodyFaults,
  type Draft,
  type Fault,
  fileFaults,
  textIn,
  withField,
  withHeader,
} from './bad-bodies.js';
import { marker, type Operation, resolved, valueOf } from './document.js';

const wildTexts = [
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\u202e',
  '\u2066',
  '\uffff',
  "'; drop table x;--",
  '%s%n',
  '${7*7}',
  '../../etc/passwd',
];
const wildNumbers = [-1, 0, 1.5, 2 ** 31, 2 ** 53, 1e21, 1e308, -1e308];
const wildDates = [
  '2026-02-30',
  '0000-00-00T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '99999-01-01',
  '2026-11-24T25:61:00Z',
  '1e9',
];
const forgedTokens = [
  'x',
  marker.repeat(20),
  'eyJhbGciOiJub25lIn0.eyJzdWIiOiJvZmZpY2lhbDoxIn0.',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiIsImV4cCI6MX0.AAAA',
  'A'.repeat(43),
];

/** A request as the document wants it. */
function fitting(operation: Operation): fc.Arbitrary<Draft> {
  const values = fc.record(Object.fromEntries(operation.parameters.map((p) => [p.name, valueOf(p.schema)])));
  const body = operation.body === undefined ? fc.constant(undefined) : valueOf(operation.body);
  return fc.tuple(values, body, fc.uuid()).map(([given, content, key]) => {
    const headers: Record<string, string> = { 'idempotency-key': key };
    let path = operation.path;
    for (const { name, in: place } of operation.parameters) {
      if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(given[name])));
      if (name === 'If-Match') headers['if-match'] = '"1"';
    }
    if (content === undefined) return { path, headers, isSignedIn: true };
    headers['content-type'] = 'application/json';
    return { path, headers, isSignedIn: true, body: JSON.stringify(content) };
  });
}

/** Requests that nobody may be let in with. */
export function surelyBad(operation: Operation): fc.Arbitrary<Attempt> {
  const good = fitting(operation);
  const faults: Fault[] = [
    ...headerFaults(operation, good),
    ...pathFaults(operation, good),
    ...(operation.body === undefined ? [] : bodyFaults(operation.body, good)),
    ...(operation.takesFiles ? fileFaults(good) : []),
  ];
  return fc.oneof(...faults.map(([fault, drafts]) => drafts.map((draft) => ({ fault, ...draft }))));
}

/** Requests that may be right by chance, with values from the edges. */
export function perhapsBad(operation: Operation): fc.Arbitrary<Attempt> {
  const good = fitting(operation);
  const wild = fc.oneof(
    fc.constantFrom<unknown>(...wildTexts, ...wildNumbers, ...wildDates, null, ''),
    fc.string({ unit: 'binary' }),
  );
  const fields = Object.keys(resolved(operation.body ?? {}).properties ?? {});
  const faults: Fault[] = [['as the document wants it', good]];
  if (fields.length > 0) {
    faults.push([
      'a wild value',
      fc.tuple(good, fc.constantFrom(...fields), wild).map(([d, f, v]) => withField(d, f, v)),
    ]);
    faults.push([
      'a field twice',
      fc
        .tuple(good, fc.constantFrom(...fields))
        .map(([d, f]) => ({ ...d, body: textIn(d).replace('{', `{"${f}":1,`) })),
    ]);
  }
  const inQuery = operation.parameters.filter((p) => p.in === 'query').map((p) => p.name);
  if (inQuery.length > 0) {
    const text = fc.oneof(
      wild.map(String),
      fc.constantFrom('eyJhIjoxfQ.AAAA', '.', `${marker}.${marker}`, '1', 'true'),
    );
    faults.push([
      'a wild filter',
      fc
        .tuple(good, fc.constantFrom(...inQuery), text)
        .map(([d, name, value]) => ({ ...d, path: `${d.path}?${name}=${encoded(value)}` })),
    ]);
  }
  return fc.oneof(...faults.map(([fault, drafts]) => drafts.map((draft) => ({ fault, ...draft }))));
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed());
const without = (headers: Draft['headers'], name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
function headerFaults(operation: Operation, good: fc.Arbitrary<Draft>): Fault[] {
  const names = operation.parameters.map((p) => p.name);
  const faults: Fault[] = [
    ['an unknown filter', good.map((d) => ({ ...d, path: `${d.path}?${marker.slice(0, 3)}=${marker}` }))],
  ];
  if (operation.needsSession) {
    faults.push(['no session', good.map((d) => ({ ...d, isSignedIn: false }))]);
    faults.push([
      'a forged session',
      withHeader(
        'authorization',
        ...forgedTokens.map((t) => `Bearer ${t}`),
      )(good.map((d) => ({ ...d, isSignedIn: false }))),
    ]);
    faults.push([
      'another site’s page',
      good.map((d) => ({
        ...d,
        isSignedIn: false,
        headers: { ...d.headers, cookie: `__Host-hy=${marker}`, origin: 'https://evil.example' },
      })),
    ]);
  }
  if (names.includes('Idempotency-Key')) {
    faults.push(['no key', good.map((d) => ({ ...d, headers: without(d.headers, 'idempotency-key') }))]);
    faults.push(['a key that is none', withHeader('idempotency-key', 'short', 'x'.repeat(129), 'with a space')(good)]);
  }
  if (names.includes('If-Match')) {
    faults.push(['no version', good.map((d) => ({ ...d, headers: without(d.headers, 'if-match') }))]);
    faults.push([
      'a version that is none',
      withHeader('if-match', '*', 'W/"1"', '1', '"-1"', `"${marker}"`, '"9999999999"')(good),
    ]);
  }
  return faults;
}

function pathFaults(operation: Operation, good: fc.Arbitrary<Draft>): Fault[] {
  const inPath = operation.parameters.filter((p) => p.in === 'path');
  const [first] = inPath;
  if (first === undefined) return [];
  const wrong = [
    marker,
    '%00',
    '%ff',
    '%E0%A4%A',
    '..%2f..%2fetc',
    '-1',
    '1.5',
    '1e3',
    'x'.repeat(500),
    '%F0%A0%AE%B7',
    '99999999999999',
    '{}',
    '%27%20or%201=1',
  ];
  const before = operation.path.slice(0, operation.path.indexOf('{'));
  const after = operation.path.slice(operation.path.indexOf('}') + 1);
  return [
    [
      'an id that is none',
      fc.tuple(good, fc.constantFrom(...wrong)).map(([d, id]) => ({ ...d, path: `${before}${id}${after}` })),
    ],
  ];
}
