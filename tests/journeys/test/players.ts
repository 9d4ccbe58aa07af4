import { type Role } from '@huiyin/statute';
import { Caller, jsonIn } from './caller.js';
import { type Post } from './onlookers.js';
import { type OfficeProcess } from './office-process.js';
import { appoint, newOfficial, signInWithFactor } from './staff.js';

/** One official with a session; of each role one post, in one unit. */
export interface Player {
  readonly account: string;
  readonly caller: Caller;
  readonly role: Role;
  readonly unit: number;
  /** Of a unit that has nothing to do with any course. */
  readonly isElsewhere: boolean;
}

/** Demo accounts that give orders, or try to. */
const demo = (
  'triage1 intake1 head1 reviewer1 archivist1 supervisor1 leader1 cityleader1 mediator1 village1 admin1 discipline1 ' +
  'land1 land2 landhead1 agri1 township1 townclerk1 townhead1 police1 police2 police3'
).split(' ');
/** Of units that have nothing to do with any course: who has a role there has every right but the place. */
const demoElsewhere = 'hr1 hrhead1 township2 townhead2 justice1 village4 cityintake1 cityhead1 cityreviewer1'.split(
  ' ',
);
interface Made {
  readonly account: string;
  readonly unit: number;
  readonly role: Role;
}
/** A second person of a role where the demo county has one. */
const made: readonly Made[] = [
  { account: 'second head of 5', unit: 5, role: 'dept_head' },
  { account: 'second head of 13', unit: 13, role: 'township_head' },
  { account: 'second triage of 2', unit: 2, role: 'bureau_triage' },
];
/** A role elsewhere that the demo county has in one place only; `bureau`: of a township that no course knows. */
const madeElsewhere = (bureau: number): readonly Made[] => [
  { account: 'intake elsewhere', unit: 24, role: 'bureau_intake' },
  { account: 'archivist elsewhere', unit: 4, role: 'archivist' },
  { account: 'leader elsewhere', unit: 14, role: 'leader' },
  { account: 'supervisor elsewhere', unit: bureau, role: 'bureau_supervisor' },
];

async function newBureau(admin: Caller): Promise<number> {
  const unit = { name: '石桥镇信访办', tier: 'township', kind: 'petition-bureau', parentId: 14 };
  const heard = await admin.post('/units', { ...unit, divisionCode: '999901', phone: '0999-1' });
  if (heard.status !== 201) throw new Error(`no bureau was made: ${heard.body}`);
  return jsonIn<{ unit: { id: number } }>(heard).unit.id;
}

async function hired(office: OfficeProcess, admin: Caller, { account, unit, role }: Made): Promise<[string, Caller]> {
  const official = await newOfficial(admin);
  const refusal = await appoint(admin, official.officialId, unit, role);
  if (refusal !== undefined) throw new Error(`${account} was not appointed: ${refusal}`);
  return [account, await signInWithFactor(office.url, official)];
}

export class Players {
  private constructor(private readonly all: ReadonlyMap<string, Player>) {}

  static async signIn(office: OfficeProcess): Promise<Players> {
    const admin = await Caller.signedIn(office.url, 'admin1');
    const others = madeElsewhere(await newBureau(admin));
    const elsewhere = new Set([...demoElsewhere, ...others.map(({ account }) => account)]);
    const callers = await Promise.all([
      ...[...demo, ...demoElsewhere].map(async (account): Promise<[string, Caller]> => [
        account,
        await Caller.signedIn(office.url, account),
      ]),
      ...[...made, ...others].map((one) => hired(office, admin, one)),
    ]);
    const players = callers.map(async ([account, caller]): Promise<[string, Player]> => {
      const [post] = jsonIn<{ posts: Post[] }>(await caller.get('/me')).posts;
      if (post === undefined) throw new Error(`${account} holds no post`);
      return [account, { account, caller, role: post.role, unit: post.unitId, isElsewhere: elsewhere.has(account) }];
    });
    return new Players(new Map(await Promise.all(players)));
  }

  of(account: string): Player {
    const player = this.all.get(account);
    if (player === undefined) throw new Error(`nobody is called ${account}`);
    return player;
  }

  /** The same role in a unit that has nothing to do with the matter. */
  elsewhere({ role }: Player): Player {
    const found = [...this.all.values()].find((one) => one.role === role && one.isElsewhere);
    if (found === undefined) throw new Error(`nobody elsewhere is ${role}`);
    return found;
  }

  /** Others who are none of these roles: colleagues of the same unit first. */
  without(roles: ReadonlySet<string>, unit: number): Player[] {
    const others = [...this.all.values()].filter(({ role }) => !roles.has(role));
    return others.sort((one, other) => Number(other.unit === unit) - Number(one.unit === unit));
  }
}
