import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownersOf, type RequestContract } from '@huiyin/contracts';
import { type Actor, serviceActor } from '@huiyin/messaging';
import { department, official, OpinionOffice, otherHead, otherLead, otherReviewer } from './opinion-office.js';

const samples = new URL('../../../packages/contracts/samples/', import.meta.url);
const sampleOf = ({ name }: RequestContract): object =>
  (JSON.parse(readFileSync(new URL(`${name}.json`, samples), 'utf8')) as { input: object }).input;
const isOfMatter = (contract: RequestContract) => 'matterId' in sampleOf(contract);
const isOfPaper = (contract: RequestContract) => 'paperId' in sampleOf(contract);
const contracts = ownersOf('assignment').requests;

let office: OpinionOffice;
let matterId: string;
let paperId: string;
beforeAll(async () => {
  office = await OpinionOffice.start();
  matterId = await office.inHandling();
  const [paper] = await office.system.rows<{ id: string }>('select id from assignment.paper where matter_id = $1', [
    matterId,
  ]);
  paperId = paper?.id ?? '';
});
afterAll(() => office.stop());

/** What an outsider hears who names the file, or a paper of it, as it is. */
async function refusal(contract: RequestContract, who: Actor): Promise<string> {
  const { version } = await office.file(matterId);
  const sample = sampleOf(contract);
  const named = isOfPaper(contract) ? { paperId } : { matterId };
  const order = {
    ...sample,
    ...named,
    ...('expectedVersion' in sample ? { expectedVersion: version } : {}),
    ...('unitId' in sample ? { unitId: department } : {}),
  };
  return office.system.ask(contract, order, who).then(
    (answer) => JSON.stringify(answer),
    (error: { code: string }) => error.code,
  );
}
const standing = async () => ({
  file: await office.file(matterId),
  papers: await office.system.rows('select id from assignment.paper where matter_id = $1', [matterId]),
  records: await office.system.rows('select id from assignment.record where matter_id = $1', [matterId]),
});

const asked = contracts.filter((contract) => isOfMatter(contract) || isOfPaper(contract));

describe.each(asked.map((contract) => [contract.name, contract] as const))('%s', (_name, contract) => {
  test.each([
    ['the head', () => official(otherHead)],
    ['an officer', () => official(otherLead)],
    ['a reviewer', () => official(otherReviewer)],
    ['the petitioner', (): Actor => ({ kind: 'citizen', id: '00000000-0000-4000-8000-00000000ffff' })],
    ['nobody known', (): Actor => ({ kind: 'anonymous', id: '' })],
    ['a service', () => serviceActor('reporting', 'looking')],
  ])('gives %s of another matter nothing, and nothing changes', async (who, actor) => {
    const before = await standing();
    const heard = await refusal(contract, actor());
    // Readers of the stream ask what they missed.
    if (!(who === 'a service' && contract.actors.includes('service'))) {
      const nothing = ['not-found', 'act-not-allowed', 'not-signed-in', '{"papers":[]}'];
      expect(nothing).toContain(heard);
    }
    expect(await standing()).toEqual(before);
  });
});

test('no order of this service is left out', () => {
  const rest = contracts.filter((contract) => !asked.includes(contract)).map(({ name }) => name);
  expect(rest).toEqual(['assignment.template.v1', 'assignment.save-template.v1']);
});
