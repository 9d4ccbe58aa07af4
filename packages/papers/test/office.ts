import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { EntitySchema } from 'typeorm';
import { type Call } from '@huiyin/messaging';
import {
  Changes,
  Database,
  type Decision,
  type KeyRing,
  migrate,
  migration,
  newKeyRing,
  ownScope,
  scopePolicy,
  tablesEveryServiceHas,
  type Versioned,
} from '@huiyin/service';
import { TestSystem } from '@huiyin/testing';
import { IssuedPaper, paperOf, Papers, paperTables } from '../src/index.js';

interface Case extends Versioned {
  id: string;
  version: number;
  unit: number;
}
const Case = new EntitySchema<Case>({
  name: 'Case',
  tableName: 'case_row',
  columns: { id: { type: 'uuid', primary: true }, version: { type: 'int' }, unit: { type: 'int' } },
});

export const officerId = '0b54a1f0-7f0e-4a52-9d6b-6a8a1f6f2c11';
export const petitioner = { name: '欧阳建国', address: '河东镇柳溪村12号' };
export const officeOf = (unitId: number) => ({ unitId, name: `第${unitId}信访局`, shortName: `青禾${unitId}` });

type NoticeParts = Partial<Parameters<typeof paperOf<'F-02'>>[0]>;
/** A notice of where the matter went: for the petitioner, seen by unit 7. */
export const aNotice = (matterId: string, parts: NoticeParts = {}) =>
  paperOf<'F-02'>({
    kind: 'F-02',
    matterId,
    office: officeOf(7),
    submissionNos: ['37160220260302W00001X'],
    values: {
      matter: '反映村口路灯三个月不亮',
      receivedOn: '2026-03-02',
      way: '转送',
      passedOn: '2026-03-04',
      receivingOffice: '河东镇人民政府',
      receivingContact: '0543-1234567',
      officer: '李明',
      officePhone: '0543-7654321',
    },
    lists: {},
    signatories: [],
    templateVersion: 1,
    issuedAt: new Date(),
    issuedBy: officerId,
    isForPetitioner: true,
    ...parts,
  });

type SlipParts = Partial<Parameters<typeof paperOf<'F-03'>>[0]>;
/** A transfer slip: between offices, not for the petitioner. */
export const aSlip = (matterId: string, parts: SlipParts = {}) =>
  paperOf<'F-03'>({
    kind: 'F-03',
    matterId,
    office: officeOf(7),
    submissionNos: ['37160220260302W00001X'],
    values: {
      way: '转送',
      matter: '反映村口路灯三个月不亮',
      registeredAt: '2026-03-02T01:00:00Z',
      channel: '网上',
      summary: '村口路灯坏了三个月。',
      noticeDueOn: '2026-03-17',
      objectionDueOn: '2026-03-11',
      officer: '李明',
      officePhone: '0543-7654321',
    },
    lists: { attachments: [] },
    signatories: [],
    templateVersion: 1,
    issuedAt: new Date(),
    issuedBy: officerId,
    isForPetitioner: false,
    ...parts,
  });

export const unitScope = (...units: number[]) => ({ actor: 'official:x', units, isEverything: false });
export const aCall = (): Call => ({
  actor: { kind: 'official', id: 'x' },
  token: '',
  requestId: randomUUID(),
  deadlineAt: Date.now() + 20_000,
  idempotencyKey: randomUUID(),
});

/** Part of a service that issues papers, on real servers. */
export class Office {
  readonly faults: string[] = [];
  readonly #open: Papers[] = [];

  private constructor(
    readonly system: TestSystem,
    readonly database: Database,
    private readonly changes: Changes,
    readonly ring: KeyRing,
  ) {}

  static async start(): Promise<Office> {
    const system = await TestSystem.start({ services: [] });
    await migrate(system.adminUrl, 'intake', [
      migration('TestTables1764000000000', [
        ...tablesEveryServiceHas('intake'),
        'create table intake.case_row (id uuid primary key, version int not null, unit int not null)',
        'grant select, insert, update on intake.case_row to hy_intake',
        ...scopePolicy('intake.case_row', { unit: 'unit', matter: 'id' }),
        ...paperTables('intake', 'hy_intake'),
      ]),
    ]);
    const settings = system.settings('intake');
    const login = { user: 'hy_intake', password: settings.secret('db-hy_intake'), schema: 'intake' };
    const database = new Database(settings, login, [Case, IssuedPaper]);
    await database.open(() => undefined);
    return new Office(system, database, new Changes(database, 'intake', settings.site, () => undefined), newKeyRing());
  }

  async stop(): Promise<void> {
    for (const papers of this.#open) await papers.onModuleDestroy();
    await this.database.close();
    await this.system.stop();
  }

  /** As a service makes them. The queue stands still until `onModuleInit`. */
  papers(parts: Partial<ConstructorParameters<typeof Papers>[0]> = {}): Papers {
    const papers = new Papers({
      service: 'intake',
      site: this.system.settings('intake').site,
      database: this.database,
      ring: this.ring,
      addresseeOf: async () => petitioner,
      trackingAddress: 'http://localhost/track',
      report: (error, what) =>
        void this.faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`),
      ...parts,
    });
    this.#open.push(papers);
    return papers;
  }

  async aMatter(unit = 7): Promise<string> {
    const id = randomUUID();
    await this.system.rows('insert into intake.case_row values ($1, 1, $2)', [id, unit]);
    return id;
  }

  /** An act on a matter that issues papers; `fails` makes the transaction fail after they were added. */
  async act(matterId: string, adds: Decision<Case, object>['adds'], fails = false): Promise<void> {
    const order = {
      order: 'intake.test.v1',
      act: 'test',
      call: aCall(),
      scope: ownScope('test'),
      input: {},
      id: matterId,
    };
    // A second add that breaks a constraint rolls everything back where numbers have been given already.
    const broken = fails ? [{ table: Case, row: { id: matterId, version: 1, unit: 7 } }] : [];
    await this.changes.change(Case, order, () => ({
      row: { unit: 7 },
      events: [],
      answer: {},
      adds: [...(adds ?? []), ...broken],
    }));
  }

  async issue(...papers: ReturnType<typeof paperOf>[]): Promise<string[]> {
    const [first] = papers;
    if (first === undefined) return [];
    await this.act(first.row.matterId, papers);
    return papers.map((paper) => paper.row.id);
  }

  /** The paper as it stands, past every policy. */
  async row(paperId: string): Promise<Record<string, unknown>> {
    const [row] = await this.system.rows('select * from intake.paper where id = $1', [paperId]);
    if (row === undefined) throw new Error('no such paper');
    return row;
  }
}
