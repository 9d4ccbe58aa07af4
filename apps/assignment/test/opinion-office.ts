import { randomUUID } from 'node:crypto';
import {
  accept,
  addresseeOf,
  authority,
  clockStepReached,
  type DecisionTaken,
  directory,
  type EventContract,
  hearPetitioner,
  intakeEventsSince,
  type MatterMoved,
  matterMoved,
  nextHigher,
  openHandling,
  recordEvidence,
  type RequestContract,
  type ServiceName,
  submissionRegistered,
  type UnitEntry,
} from '@huiyin/contracts';
import { type Actor, type Bus } from '@huiyin/messaging';
import { eventually, TestSystem } from '@huiyin/testing';
import { assignmentService } from '../src/index.js';
import { authorityOf, bureau, department, units } from './opinion-county.js';
import { head, lead, reviewer, second } from './opinion-file.js';
import { Neighbour } from './opinion-neighbour.js';

export {
  bureau,
  department,
  deputy,
  other,
  otherHead,
  otherLead,
  otherReviewer,
  spare,
  archivist,
  triage,
} from './opinion-county.js';

interface FileRow {
  readonly version: number;
  readonly state: string;
  readonly finding: string | null;
  readonly closing_reason: string | null;
  readonly evaluations: readonly { subject: string; standing: string; value?: string }[];
}
interface MoveRow {
  readonly at: string;
  readonly transition: string;
  readonly state: string;
  readonly version: number;
  readonly tasks: readonly { act: string; unitId: number; officerId?: string; rule?: string }[];
  readonly papers: readonly { kind: string; paperId: string }[];
  readonly values: Record<string, string | number>;
  readonly countsFrom?: string;
  readonly days?: number;
  readonly seenBy: readonly number[];
}

/** The assignment service on real servers, with intake, accountability and organisation next door. */
export class OpinionOffice {
  /** Times that organisation was asked for the next higher office. */
  askedAbove = 0;
  #intake: Neighbour | undefined;
  #accountability: Neighbour | undefined;
  #organisation: Neighbour | undefined;
  #system: TestSystem | undefined;

  static async start(): Promise<OpinionOffice> {
    const office = new OpinionOffice();
    office.#system = await TestSystem.start({
      services: [assignmentService],
      isApart: true,
      neighbours: (as) => office.#answer(as),
    });
    office.#intake = await Neighbour.start(office.system, 'intake');
    office.#accountability = await Neighbour.start(office.system, 'accountability');
    office.#organisation = await Neighbour.start(office.system, 'organisation');
    return office;
  }

  get system(): TestSystem {
    if (this.#system === undefined) throw new Error('the office has not started');
    return this.#system;
  }

  #answer(as: (service: ServiceName) => Bus): void {
    as('organisation').serve(directory, async () => ({ version: 1, units }));
    as('organisation').serve(authority, async ({ officialId }) => authorityOf(officialId));
    as('organisation').serve(nextHigher, async () => {
      this.askedAbove += 1;
      return units[0] as UnitEntry;
    });
    as('intake').serve(addresseeOf, async () => ({ name: '李小禾', submissionNos: ['99990120260301A000018'] }));
    as('intake').serve(intakeEventsSince, async ({ matterId, afterVersion }) => {
      const stored = await this.#intake?.missing(matterId, afterVersion);
      return stored ?? { events: [] };
    });
  }

  /** Takes a matter by the event of its hand-over. @returns its id. */
  async taken(more: Partial<MatterMoved> = {}): Promise<string> {
    const matterId = randomUUID();
    const at = new Date(Date.now() - 40 * 86_400_000).toISOString();
    await this.#intake?.publish(submissionRegistered, {
      matterId,
      version: 1,
      submissionId: randomUUID(),
      submissionNo: '99990120260301A000018',
      channel: 'online',
      receivedAt: at,
      registeredAt: at,
      unitId: bureau,
      unitName: '青禾县信访局',
      officerId: reviewer,
      officerName: '何审',
      clockRule: 'TL-01',
      profile: 'national',
    });
    await this.#intake?.publish(matterMoved, {
      matterId,
      version: 2,
      at,
      transition: 'T14.1',
      command: 'take',
      state: 'acceptance_pending',
      unitId: department,
      unitName: '青禾县人社局',
      officerId: lead,
      officerName: '陈安',
      senderUnitId: bureau,
      seenBy: [bureau, department],
      tasks: [],
      papers: [],
      values: {},
      ...more,
    });
    await eventually(async () => (await this.find(matterId)) !== undefined);
    return matterId;
  }

  /** Accepted, heard and proven: ready to be answered. */
  async inHandling(more: Partial<MatterMoved> = {}): Promise<string> {
    const matterId = await this.taken(more);
    await this.act(accept, matterId, lead, {});
    await this.act(openHandling, matterId, head, { leadOfficerId: lead, secondOfficerId: second, hasNoInterest: true });
    await this.hear(matterId);
    await this.prove(matterId);
    return matterId;
  }

  hear(matterId: string): Promise<DecisionTaken> {
    return this.act(hearPetitioner, matterId, lead, {
      takenAt: new Date(Date.now() - 60_000).toISOString(),
      place: '人社局接待室',
      secondOfficerId: second,
      statements: [{ speaker: 'petitioner', text: '三个月没有发工资。' }],
      manner: 'in-person',
      requests: ['发还拖欠的工资', '书面道歉'],
      isSigned: true,
    });
  }

  prove(matterId: string): Promise<DecisionTaken> {
    return this.act(recordEvidence, matterId, lead, {
      takenAt: new Date(Date.now() - 30_000).toISOString(),
      place: '工地项目部',
      secondOfficerId: second,
      statements: [{ speaker: 'witness', text: '考勤表是我记的。' }],
      evidenceKind: 'document',
      title: '三月至五月考勤表',
      findings: '考勤表与工资条相符。',
    });
  }

  /** Gives an order with the version that the file has now, unless told. */
  async act<I extends object>(
    contract: RequestContract<I, DecisionTaken>,
    matterId: string,
    officialId: string,
    order: object,
    expectedVersion?: number,
  ): Promise<DecisionTaken> {
    const version = expectedVersion ?? (await this.file(matterId)).version;
    return this.system.ask(contract, { matterId, expectedVersion: version, ...order }, official(officialId));
  }

  async find(matterId: string): Promise<FileRow | undefined> {
    const [row] = await this.system.rows<FileRow>('select * from assignment.file where id = $1', [matterId]);
    return row;
  }

  async file(matterId: string): Promise<FileRow> {
    const row = await this.find(matterId);
    if (row === undefined) throw new Error('there is no such file');
    return row;
  }

  /** All that was said of a file, in order. */
  async moves(matterId: string): Promise<MoveRow[]> {
    const rows = await this.system.rows<{ payload: MoveRow }>(
      `select payload from assignment.outbox where matter_id = $1 and name = 'assignment.handling-moved.v1' order by version`,
      [matterId],
    );
    return rows.map(({ payload }) => payload);
  }

  async lastMove(matterId: string): Promise<MoveRow> {
    const last = (await this.moves(matterId)).at(-1);
    if (last === undefined) throw new Error('nothing was said of it');
    return last;
  }

  /** Puts issue and service so many days back, as if the windows had been running since. */
  async longAgo(matterId: string, days: number): Promise<void> {
    await this.system.rows(
      `update assignment.file set issued_at = issued_at - make_interval(days => $2), served_on = served_on - $2::int where id = $1`,
      [matterId, days],
    );
  }

  /** Accountability says that a window of the petitioner is over. */
  async windowOver(
    matterId: string,
    rule: 'TL-13' | 'TL-23',
    more: { stepKind?: string; at?: string } = {},
  ): Promise<string> {
    const id = await this.#accountability?.publish(clockStepReached, {
      clockId: randomUUID(),
      matterId,
      rule,
      step: 'T+1',
      stepKind: 'window-over',
      measure: 'legal',
      unitId: department,
      officerId: lead,
      at: new Date(Date.now() - 86_400_000).toISOString(),
      ...more,
    });
    return id ?? '';
  }

  /** An event of a neighbour, as it is. @returns its id. */
  async told<E extends object>(by: 'intake' | 'organisation', contract: EventContract<E>, payload: E): Promise<string> {
    const neighbour = by === 'intake' ? this.#intake : this.#organisation;
    return (await neighbour?.publish(contract, payload)) ?? '';
  }

  /** Waits until an event was taken in, whatever came of it. */
  async heardOf(eventId: string): Promise<void> {
    await eventually(async () => {
      const rows = await this.system.rows('select 1 from assignment.inbox where event_id = $1', [eventId]);
      return rows.length > 0;
    });
  }

  until(matterId: string, state: string): Promise<FileRow> {
    return eventually(async () => {
      const file = await this.file(matterId);
      return file.state === state && file;
    });
  }

  /** Waits until every paper of a file is made. */
  async allRendered(matterId: string): Promise<void> {
    await eventually(async () => {
      const text = 'select 1 from assignment.paper where matter_id = $1 and rendered_at is null';
      return (await this.system.rows(text, [matterId])).length === 0;
    }, 60_000);
  }

  /** Waits until a row of the machine was carried out. */
  async untilMoved(matterId: string, transition: string): Promise<FileRow> {
    await eventually(async () => (await this.moves(matterId)).some((move) => move.transition === transition));
    return this.file(matterId);
  }

  async stop(): Promise<void> {
    await this.#intake?.stop();
    await this.#accountability?.stop();
    await this.#organisation?.stop();
    await this.system.stop();
  }
}

/** Signed in, and stepped up a moment ago. */
export function official(id: string): Actor {
  return { kind: 'official', id, session: 'test', authzVersion: 1, steppedUpAt: Math.floor(Date.now() / 1000) };
}
