import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accept, assignmentPapersOf, handOn, openHandling, readHandling, unitSucceeded } from '@huiyin/contracts';
import { Database, ownScope, Succession } from '@huiyin/service';
import { head, lead, second } from './opinion-file.js';
import { bureau, department, official, OpinionOffice, other, otherHead, triage } from './opinion-office.js';

/** A unit that the directory has forgotten. */
const ended = 77;
let office: OpinionOffice;
beforeAll(async () => {
  office = await OpinionOffice.start();
});
afterAll(() => office.stop());

const succeeded = async (unitId: number, successorId: number) =>
  office.heardOf(
    await office.told('organisation', unitSucceeded, {
      unitId,
      successorId,
      successorOfficerId: otherHead,
      successorOfficerName: '吴外',
      at: new Date().toISOString(),
    }),
  );
async function inHandling(accusedUnitIds: number[]): Promise<string> {
  const matterId = await office.taken({ accusedUnitIds });
  await office.act(accept, matterId, lead, {});
  await office.act(openHandling, matterId, head, { leadOfficerId: lead, secondOfficerId: second, hasNoInterest: true });
  return matterId;
}
const note = '请依职权继续办理';

it('R30 ¶3, R22 ¶2: a file of the heir of an accused unit is the bureau’s again, hidden from the heir, and handed on', async () => {
  const matterId = await inHandling([ended]);
  expect((await office.system.ask(assignmentPapersOf, { matterId }, official(head))).papers).not.toEqual([]);
  const early = office.act(handOn, matterId, triage, { toUnitId: other, note });
  await expect(early).rejects.toMatchObject({ code: 'not-found' });
  await succeeded(ended, department);
  expect(await office.lastMove(matterId)).toMatchObject({
    transition: 'SYS-01',
    state: 'in_handling',
    seenBy: [bureau],
    tasks: [{ act: 'forward', unitId: bureau }],
  });
  for (const who of [head, lead]) {
    await expect(office.system.ask(readHandling, { matterId }, official(who))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await office.system.ask(assignmentPapersOf, { matterId }, official(who))).papers).toEqual([]);
  }
  expect((await office.system.ask(assignmentPapersOf, { matterId }, official(triage))).papers).not.toEqual([]);
  const back = office.act(handOn, matterId, triage, { toUnitId: department, note });
  await expect(back).rejects.toMatchObject({ code: 'prohibited-transfer' });
  await office.act(handOn, matterId, triage, { toUnitId: other, note });
  expect(await office.lastMove(matterId)).toMatchObject({
    transition: 'T18.1',
    state: 'in_handling',
    seenBy: [bureau, other],
  });
  expect(await office.system.ask(readHandling, { matterId }, official(otherHead))).toMatchObject({ unitId: other });
  await expect(office.act(handOn, matterId, triage, { toUnitId: other, note })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('R30 ¶3, R24 ¶2: an accused unit that inherits from the office that handles a file never has it', async () => {
  const matterId = await inHandling([other]);
  await succeeded(department, other);
  expect(await office.lastMove(matterId)).toMatchObject({ transition: 'SYS-01', seenBy: [bureau], version: 4 });
  await expect(office.system.ask(readHandling, { matterId }, official(otherHead))).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('R30 ¶3: the news comes again, or the sweep looks again, and nothing changes', async () => {
  const matterId = await inHandling([ended]);
  await succeeded(ended, department);
  const { version } = await office.file(matterId);
  await succeeded(ended, department);
  const { app } = office.system.service('assignment');
  await app.get(Database).inScope(ownScope('test'), (manager) => app.get(Succession).sweep(manager));
  expect(await office.file(matterId)).toMatchObject({ version });
});
