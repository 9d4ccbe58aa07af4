import { verify } from '../src/check/verification.js';
import { WholeOffice } from './whole-office.js';

let office: WholeOffice;
beforeAll(async () => {
  office = await WholeOffice.open();
  for (const title of ['村口路灯不亮', '拖欠工程款', '污水排入河道']) await office.register(title);
  await office.register('举报收受财物', { purpose: 'expose_accuse' });
  await office.quiet();
}, 120_000);
afterAll(() => office.close());

test('an installation at rest passes every check', async () => {
  const { holds, checks } = await verify(office.installation, 10_000);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(holds).toBe(true);
});
