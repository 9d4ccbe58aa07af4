import { randomUUID } from 'node:crypto';
import { type Act } from '@huiyin/statute';
import { type Caller, type Heard } from './caller.js';
import { canaries, petitionOf } from './canaries.js';
import { type OfficeProcess } from './office-process.js';
import { type Target } from './target.js';

type Ask = (caller: Caller, matter: Target, office: OfficeProcess) => Promise<Heard>;
export interface Order {
  readonly act: Act;
  readonly ask: Ask;
  /** Asked for what is not there; or for a list, which is empty where nothing is in reach. */
  readonly finds?: 'nothing' | 'list';
}

async function change(
  office: OfficeProcess,
  caller: Caller,
  path: string,
  matter: Target,
  body: object,
): Promise<Heard> {
  const [row] = await office.rows<{ version: number }>('select version from intake.matter where id = $1', [
    matter.matterId,
  ]);
  return caller.post(
    `/matters/${matter.matterId}/${path}`,
    { reason: '按规定办理', ...body },
    { 'if-match': `"${row?.version ?? 1}"` },
  );
}
const read =
  (path: (matter: Target) => string): Ask =>
  (caller, matter) =>
    caller.get(path(matter));
const manage = (path: string, body: object, ifMatch = '"1"'): Order => ({
  act: 'manage-organisation',
  ask: (caller) => caller.post(path, body, { 'if-match': ifMatch }),
});
const nobody = '00000000-0000-4000-8000-000000000000';

/** The bureau's matter of the test: a clerk there may link to it, though not it to itself, so that it stays open. */
async function ofBureau(office: OfficeProcess): Promise<string> {
  const [row] = await office.rows<{ id: string }>(
    'select id from intake.matter where responsible_unit = 2 order by registered_at offset 1 limit 1',
  );
  return row?.id ?? nobody;
}

async function proposalOf(office: OfficeProcess, { matterId }: Target): Promise<string> {
  const [row] = await office.rows<{ id: string }>('select id from intake.proposal where matter_id = $1', [matterId]);
  return row?.id ?? nobody;
}

/** Every route that needs an act, asked so that whoever has the act gets past the question of rights. */
export const orders: Readonly<Record<string, Order>> = {
  'POST /petitions': {
    act: 'register-submission',
    ask: (caller) => caller.post('/petitions', petitionOf(canaries(), { channel: 'letter' })),
  },
  'GET /attachments/:attachmentId': { act: 'read-matter', ask: read((m) => `/attachments/${m.attachmentId}`) },
  'GET /matters': { act: 'read-ledger', ask: read(() => '/matters?limit=200') },
  'GET /queue': { act: 'read-queue', ask: read(() => '/queue?limit=200') },
  'GET /matters/:matterId': { act: 'read-matter', ask: read((m) => `/matters/${m.matterId}`) },
  'GET /matters/:matterId/proposals': { act: 'read-matter', ask: read((m) => `/matters/${m.matterId}/proposals`) },
  'POST /matters/:matterId/classify': {
    act: 'classify',
    ask: (caller, matter, office) =>
      change(office, caller, 'classify', matter, {
        kind: 'claim',
        category: 'urban_rural_construction',
        answers: {},
        urgency: 'ordinary',
      }),
  },
  'POST /matters/:matterId/link-to-existing': {
    act: 'link-to-existing',
    ask: async (caller, matter, office) =>
      change(office, caller, 'link-to-existing', matter, { existingMatterId: await ofBureau(office) }),
  },
  'POST /matters/:matterId/escalate-urgent': {
    act: 'escalate-urgent',
    ask: async (caller, matter, office) => change(office, caller, 'escalate-urgent', matter, { reportTo: [1] }),
  },
  'POST /proposals/:proposalId/decide': {
    act: 'decide-proposal',
    ask: async (caller, matter, office) =>
      caller.post(`/proposals/${await proposalOf(office, matter)}/decide`, {
        decision: 'rejected',
        reason: '不是同一件事',
      }),
  },
  'POST /submissions/:submissionId/reveal-identity': {
    act: 'reveal-identity',
    ask: (caller, matter) =>
      caller.post(`/submissions/${matter.submissionId}/reveal-identity`, {
        fields: ['name'],
        reasonCode: 'legal-duty',
        note: '核对身份',
      }),
  },
  'POST /units': {
    act: 'manage-organisation',
    ask: (caller) =>
      caller.post('/units', {
        name: `新设局${randomUUID().slice(0, 8)}`,
        tier: 'county',
        kind: 'department',
        parentId: 1,
        divisionCode: '999901',
        phone: '0999-1',
      }),
  },
  'POST /units/:unitId/rename': manage('/units/99999/rename', { name: '新名字' }),
  'POST /units/:unitId/move': manage('/units/99999/move', { parentId: 1 }),
  'POST /units/:unitId/close': manage('/units/99999/close', { successorId: 1, reason: 'merged' }),
  'POST /officials': {
    act: 'manage-organisation',
    ask: (caller) =>
      caller.post('/officials', {
        name: '新人',
        username: `n${randomUUID().slice(0, 12)}`,
        password: `Lantern-Orchard ${randomUUID()}`,
      }),
  },
  'POST /officials/:officialId/disable': manage(`/officials/${nobody}/disable`, {}),
  'POST /posts': manage('/posts', { officialId: nobody, unitId: 4, role: 'archivist' }),
  'POST /posts/:postId/end': manage(`/posts/${nobody}/end`, {}),
};
