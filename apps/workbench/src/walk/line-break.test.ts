import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { Pool } from 'undici';
import { noAnswer } from './line-break.js';

let server: Server;
let pool: Pool;
afterEach(async () => {
  await pool.destroy();
  server.closeAllConnections();
  server.close();
});

async function behind(door: RequestListener): Promise<Promise<string | undefined>> {
  server = createServer(door).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return answerOf();
}

function answerOf(): Promise<string | undefined> {
  return pool
    .request({ method: 'GET', path: '/', headersTimeout: 500, bodyTimeout: 500 })
    .then((answer) => answer.body.text())
    .catch(noAnswer);
}

test.each<[string, RequestListener]>([
  ['is cut before the answer', (request) => void request.socket.destroy()],
  [
    'is cut within the answer',
    (request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half of', () => request.socket.destroy());
    },
  ],
  ['stays silent', () => undefined],
  ['falls silent within the answer', (_request, response) => void response.writeHead(200).write('half of')],
])('a line that %s gives no answer', async (_how, door) => {
  expect(await behind(door)).toBeUndefined();
});

test('a door that is shut gives no answer, and one that answers its own', async () => {
  expect(await behind((_request, response) => void response.end('here'))).toBe('here');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await answerOf()).toBeUndefined();
});

test('any other failure is no broken line', () => {
  expect(() => noAnswer(new TypeError('body is unusable'))).toThrow('body is unusable');
  expect(() => noAnswer(Object.assign(new Error('invalid path'), { code: 'UND_ERR_INVALID_ARG' }))).toThrow('invalid');
});
