import { createHash, randomUUID } from 'node:crypto';
import { type AddressInfo } from 'node:net';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  assignmentPaperFile,
  authority,
  clocksOf,
  directory,
  intakePaperFile,
  openSubmission,
  type PaperEntry,
  type PaperFile,
  type PaperWanted,
  Problem,
  type Receipt,
  receiptOf,
  type RegisterSubmission,
  registerSubmission,
  timeline,
  type UnitEntry,
} from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import { TestSystem } from '@huiyin/testing';
import { gatewayService } from '../src/index.js';

export const submissionNo = '9999012026112410000017';
export const queryCode = 'ABCDEFGH0123456789JKMNPQRS';
export const matterId = '3f9d7c1e-52a7-4a3f-8a51-5d0f9c7a1b11';
export const officerId = '0c0ffee0-0000-4000-8000-00000000a001';

export const units: UnitEntry[] = [
  {
    id: 1,
    version: 1,
    name: '青禾县人民政府',
    tier: 'county',
    kind: 'government',
    divisionCode: '999901',
    phone: '0000-1',
    standing: 'open',
    profile: 'fast_520_210',
  },
  {
    id: 2,
    version: 3,
    name: '青禾县信访局',
    tier: 'county',
    kind: 'petition-bureau',
    parentId: 1,
    divisionCode: '999901',
    phone: '0000-2',
    standing: 'open',
    profile: 'fast_520_210',
    dutyOfficerId: officerId,
    dutyOfficerName: '周明',
  },
  {
    id: 9,
    version: 1,
    name: '旧单位',
    tier: 'county',
    kind: 'department',
    parentId: 1,
    divisionCode: '999901',
    phone: '0000-3',
    standing: 'closed',
    successorId: 2,
    profile: 'fast_520_210',
  },
];

/** The gateway under test, spoken to as anybody speaks to it: over HTTP. */
export interface Spoken {
  readonly system: TestSystem;
  readonly address: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

type Neighbours = Readonly<Record<'organisation' | 'intake' | 'reporting' | 'accountability' | 'assignment', Bus>>;

/** Organisation's directory, and intake that registers, opens and forgets; a test answers more where it needs more. */
export function ordinaryNeighbours(
  as: Parameters<NonNullable<Parameters<typeof TestSystem.start>[0]['neighbours']>>[0],
): Neighbours {
  const organisation = as('organisation');
  const intake = as('intake');
  const reporting = as('reporting');
  const accountability = as('accountability');
  const assignment = as('assignment');
  organisation.serve(directory, async () => ({ version: 7, units }));
  return { organisation, intake, reporting, accountability, assignment };
}

export function receiptFor(order: Pick<RegisterSubmission, 'channel' | 'title'>): Receipt {
  return {
    submissionNo,
    queryCode,
    receivedAt: '2026-11-24T02:00:00.000Z',
    registeredAt: '2026-11-24T02:00:00.000Z',
    channel: order.channel,
    title: order.title,
    attachments: 0,
    petitionerMasked: '李*',
    receivedByUnit: '青禾县信访局',
    responsibleUnit: '青禾县信访局',
    officer: '周明',
    officePhone: '0000-2',
    clockRule: 'TL-01',
    legalDueOn: '2026-12-09',
    internalDueOn: '2026-11-29',
  };
}

export const paperIds = {
  destination: '3f9d7c1e-52a7-4a3f-8a51-5d0f9c7a1b31',
  opinion: '3f9d7c1e-52a7-4a3f-8a51-5d0f9c7a1b32',
} as const;

export function paperEntry(paperId: string, kind: string, issuedAt: string): PaperEntry {
  const office = '青禾县信访局';
  return {
    paperId,
    kind,
    office,
    version: 1,
    isSuperseded: false,
    issuedAt,
    isReady: true,
    isForPetitioner: true,
    contentHash: '0'.repeat(64),
  };
}

/** What an owner of papers hands out for one of its own; nothing else is there. */
function fileOf(own: string, mediaType = 'application/pdf') {
  return async ({ paperId, format }: PaperWanted): Promise<PaperFile> => {
    if (paperId !== own) throw new Problem('not-found');
    const bytes = Buffer.from(`%PDF-1.7 ${paperId} ${format ?? ''}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { fileName: '青禾信告〔2026〕1号.pdf', mediaType, bytes: bytes.toString('base64'), sha256 };
  };
}

/** A petition as anybody sends it. */
export const petition = {
  channel: 'online',
  purpose: 'request_decision',
  title: '路灯不亮',
  content: '东门的路灯坏了一个月',
  petitioner: { name: '李四', phone: '13800000000' },
};

/** The owners of papers, each with one file. */
export function serveFiles({ intake, assignment }: Neighbours, mediaType?: string): void {
  intake.serve(intakePaperFile, fileOf(paperIds.destination));
  assignment.serve(assignmentPaperFile, fileOf(paperIds.opinion, mediaType));
}

/** Intake that registers, opens and shows receipts. */
export function serveIntake({ intake }: Neighbours): void {
  intake.serve(registerSubmission, async (order, call) => {
    if (call.idempotencyKey === undefined) throw new Problem('idempotency-key-missing');
    if (order.petitioner.name === undefined && order.purpose !== 'expose_accuse')
      throw new Problem('contact-or-accusation-needed');
    return { ...receiptFor(order), ...(call.actor.kind === 'official' ? { matterId } : {}) };
  });
  intake.serve(openSubmission, async (given) => {
    if (given.submissionNo === 'sealed-00001')
      return { submissionNo: given.submissionNo, registeredOn: '2026-11-24', sealedStatus: 'passed-on' as const };
    if (given.submissionNo !== submissionNo || given.queryCode !== queryCode) throw new Problem('code-or-number-wrong');
    return { submissionNo, registeredOn: '2026-11-24', matterId };
  });
  intake.serve(receiptOf, async (given) => {
    if (given.queryCode !== queryCode) throw new Problem('code-or-number-wrong');
    return receiptFor({ channel: 'online', title: '路灯不亮' });
  });
}

/** All that a citizen meets: intake, the timeline of a new matter, and no clock yet. */
export function servePetitions(neighbours: Neighbours): void {
  serveIntake(neighbours);
  const { reporting, accountability } = neighbours;
  reporting.serve(timeline, async ({ matterId: asked }, call) => {
    if (call.actor.kind === 'citizen' && call.actor.id !== asked) throw new Problem('not-found');
    return {
      matterId: asked,
      submissionNo,
      state: 'registered',
      isOpen: true,
      answerable: {
        unit: '青禾县信访局',
        officer: '周明',
        clockRule: 'TL-01',
        legalDueOn: '2026-12-09',
        internalDueOn: '2026-11-29',
      },
      steps: [{ at: '2026-11-24T02:00:00.000Z', step: 'registered', values: { submissionNo } }],
      asOf: '2026-11-24T02:00:01.000Z',
    };
  });
  accountability.serve(clocksOf, async () => ({ clocks: [] }));
}

/** The code of a refusal; `ok` where there was none. */
export async function codeOf(response: Response): Promise<string> {
  return response.ok ? 'ok' : ((await response.json()) as { code: string }).code;
}

/** A gateway whose neighbours do what a citizen asks for. */
export function speakForCitizens(): Promise<Spoken> {
  return speak({ neighbours: (as) => servePetitions(ordinaryNeighbours(as)) });
}

export async function speak(options: Omit<Parameters<typeof TestSystem.start>[0], 'services'>): Promise<Spoken> {
  const system = await TestSystem.start({ ...options, services: [gatewayService] });
  const server = (system.service('gateway').app as NestFastifyApplication).getHttpServer();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const spoken: Spoken = {
    system,
    address,
    fetch: (path, init) => fetch(address + path, init),
    post: (path, body, headers = {}) =>
      fetch(`${address}/api/v1${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      }),
  };
  return spoken;
}

export { authority };
