import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { directoryChanged } from '@huiyin/contracts';
import { outgoing, putInOutbox } from '@huiyin/messaging';
import { appendAudit, Database, NUDGE, ownScope, SETTINGS, type Settings } from '@huiyin/service';
import { PasswordService } from '../credential/password.service.js';
import { demoId, demoOfficialId } from './demo-id.js';
import { type DemoOfficial, demoOfficials, type DemoUnit, demoUnits } from './demo.county.js';

/** Known to everybody, and therefore refused in production. */
const demoPassword = 'huiyin-demo-2026';
/** City level and the judicial roots follow the national limits; the county has promised faster ones. */
const nationalKinds = new Set(['court', 'procuratorate', 'discipline-organ']);

/** Puts the invented county into an empty installation that is not in production. */
@Injectable()
export class DemoService implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(NUDGE) private readonly nudge: () => void,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.mode === 'production' || !(await this.#isEmpty())) return;
    const hashes = await Promise.all(demoOfficials.map(() => this.passwords.hash(demoPassword)));
    await this.database.inScope(ownScope('demo'), async (manager) => {
      // Copies starting together: the second waits here and then finds the units.
      await manager.query(`update organisation_version set version = version`);
      const [{ n }] = (await manager.query(`select count(*)::int as n from unit`)) as [{ n: number }];
      if (n === 0) await this.#seed(manager, hashes);
    });
    this.nudge();
  }

  async #isEmpty(): Promise<boolean> {
    return this.database.inScope(ownScope('demo'), async (manager) => {
      const rows = (await manager.query(`select 1 from unit limit 1`)) as unknown[];
      return rows.length === 0;
    });
  }

  async #seed(manager: EntityManager, hashes: readonly string[]): Promise<void> {
    const into = (table: string, columns: string, rows: readonly object[]) =>
      manager.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(rows)],
      );
    await into(
      'unit',
      'id,version,name,tier,kind,parent_id,division_code,phone,standing,profile',
      demoUnits.map(unitRow),
    );
    await into(
      'official',
      'id,version,username,name,is_enabled,authz_version,has_accusation_clearance,is_demo',
      demoOfficials.map(officialRow),
    );
    const now = new Date();
    await into(
      'credential',
      'official_id,password_hash,password_changed_at,is_second_factor_active',
      demoOfficials.map(({ username }, nth) => ({
        official_id: demoOfficialId(username),
        password_hash: hashes[nth],
        password_changed_at: now,
        is_second_factor_active: false,
      })),
    );
    await into(
      'post',
      'id,version,official_id,unit_id,role,is_duty,began_at',
      demoOfficials.map((official) => postRow(official, now)),
    );
    await manager.query(`update organisation_version set version = 1`);
    await appendAudit(manager, 'organisation', this.settings.site, [
      { actor: 'service:organisation:demo', act: 'seed-demo-county', outcome: 'done', requestId: 'demo' },
    ]);
    await putInOutbox(manager, 'organisation', [outgoing(directoryChanged, { version: 1 })]);
  }
}

function unitRow(unit: DemoUnit): object {
  const isCity = unit.tier === 'city';
  return {
    ...unit,
    version: 1,
    parent_id: unit.parentId,
    division_code: isCity ? '999900' : '999901',
    phone: `0999-555${String(unit.id).padStart(4, '0')}`,
    standing: 'open',
    profile: isCity || nationalKinds.has(unit.kind) ? 'national' : 'fast_520_210',
  };
}

function officialRow({ username, name, hasClearance }: DemoOfficial): object {
  return {
    id: demoOfficialId(username),
    version: 1,
    username,
    name,
    is_enabled: true,
    authz_version: 1,
    has_accusation_clearance: hasClearance,
    is_demo: true,
  };
}

function postRow({ username, unitId, role, isDuty }: DemoOfficial, now: Date): object {
  return {
    id: demoId(`post ${username}`),
    version: 1,
    official_id: demoOfficialId(username),
    unit_id: unitId,
    role,
    is_duty: isDuty,
    began_at: now,
  };
}
