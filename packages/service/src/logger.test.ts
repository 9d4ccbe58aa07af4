import { QueryFailedError } from 'typeorm';
import { logFor, NestLog, plainError } from './logger.js';

const name = '欧阳建国';
const phone = '13812345678';

function lineOf(write: (log: ReturnType<typeof logFor>) => void): string {
  let text = '';
  write(logFor('intake', 'debug', { write: (line) => void (text += line) }));
  return text;
}

function fromTheStore(): QueryFailedError {
  const driver = Object.assign(new Error(`invalid input syntax for type uuid: "${name}\n    at ${phone} (x:1:1)"`), {
    severity: 'ERROR',
    code: '22P02',
    detail: `Key (phone)=(${phone}) already exists.`,
    where: `unnamed portal parameter $1 = '${name}'`,
  });
  return new QueryFailedError(`select '${name}'`, [name, phone], driver);
}
function fromTheParser(): unknown {
  try {
    return JSON.parse(`${name} ${phone}`);
  } catch (error) {
    return error;
  }
}
const canaries: [string, unknown][] = [
  ['a failed query with parameters, detail and a message of several lines', fromTheStore()],
  ['the error of the driver itself', fromTheStore().driverError],
  ['an error of the JSON parser', fromTheParser()],
  ['an error that carries more than it says', Object.assign(new Error('no'), { body: { name, phone }, cause: name })],
  ['a thrown text', `${name} ${phone}`],
  ['a thrown object', { name, phone }],
];

test.each(canaries)('%s leaves no personal value in the line', (_, error) => {
  const written = [
    lineOf((log) => log.error({ error, what: 'here' })),
    lineOf((log) => log.error({ err: error, what: 'here' })),
    lineOf((log) => log.child({ part: 'x' }).warn({ error })),
    ...(error instanceof Error
      ? [lineOf((log) => log.error(error)), lineOf((log) => new NestLog(log).error(error))]
      : []),
  ];
  for (const line of written) {
    expect(line.split('\n')).toHaveLength(2);
    expect(JSON.parse(line)).toMatchObject({ service: 'intake' });
    expect(line).not.toContain(name);
    expect(line).not.toContain(phone);
  }
});

test('an error is told by kind, code and place', () => {
  expect(plainError(fromTheStore())).toMatchObject({ kind: 'QueryFailedError', message: 'store refused (22P02)' });
  const plain = plainError(new RangeError('out of range\nsecond line')) as { at: string[]; message: string };
  expect(plain.message).toBe('out of range\nsecond line');
  expect(plain.at[0]).toContain('logger.test.ts');
  expect(plain.at.length).toBeLessThanOrEqual(3);
});
