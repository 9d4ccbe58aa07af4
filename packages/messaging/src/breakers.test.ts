import { Problem } from '@huiyin/contracts';
import { Breakers } from './breakers.js';

const away = () => Promise.reject(new Problem('bus-unavailable'));
const refuses = () => Promise.reject(new Problem('not-found'));
const answers = async () => 'yes';
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: Problem) => `${error.code}/${error.retryAfterSeconds ?? ''}`,
  );

test('opens when half of at least twenty calls find the owner away, one owner at a time, and closes again', async () => {
  const breakers = new Breakers();
  let asked = 0;
  const counted = async () => {
    asked += 1;
    return 'yes';
  };
  for (let i = 0; i < 15; i++) await codeOf(breakers.of('intake', counted));
  for (let i = 0; i < 20; i++) await codeOf(breakers.of('intake', away));
  expect(await codeOf(breakers.of('intake', counted))).toBe('bus-unavailable/5');
  expect(asked).toBe(15);
  expect(await codeOf(breakers.of('reporting', answers))).toBe('ok');

  await new Promise((resolve) => setTimeout(resolve, 5_200));
  expect(await codeOf(breakers.of('intake', counted))).toBe('ok');
  expect(await codeOf(breakers.of('intake', counted))).toBe('ok');
}, 20_000);

test('stays closed while fewer than twenty calls came, and whatever refusals there are', async () => {
  const breakers = new Breakers();
  for (let i = 0; i < 10; i++) await codeOf(breakers.of('intake', away));
  expect(await codeOf(breakers.of('intake', answers))).toBe('ok');
  for (let i = 0; i < 60; i++) expect(await codeOf(breakers.of('reporting', refuses))).toBe('not-found/');
  expect(await codeOf(breakers.of('reporting', answers))).toBe('ok');
});
