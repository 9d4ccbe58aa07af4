import { randomUUID } from 'node:crypto';
import { appoint, createOfficial, type CreateUnit, createUnit, endSessions, type Problem } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { TestSystem } from '@huiyin/testing';
import { demoOfficialId } from '../src/demo/demo-id.js';
import { organisationService } from '../src/index.js';

export interface County {
  readonly system: TestSystem;
  /** Officials whose sessions the gateway was told to end. */
  readonly signedOut: string[];
}

/** The organisation with its demo county, and a gateway that notes whose sessions it was told to end. */
export async function startCounty(): Promise<County> {
  const signedOut: string[] = [];
  const system = await TestSystem.start({
    services: [organisationService],
    neighbours: (as) => {
      as('gateway').serve(endSessions, async ({ officialId }) => {
        signedOut.push(officialId);
        return { ended: 1 };
      });
    },
  });
  return { system, signedOut };
}

export function official(username: string): Actor {
  return officialOf(demoOfficialId(username));
}

/** An official who has just proved the second factor. */
export function officialOf(id: string): Actor {
  return { kind: 'official', id, steppedUpAt: Math.floor(Date.now() / 1000) };
}

export const admin = (): Actor => official('admin1');

/** The code of the refusal; fails when there was none. */
export async function refusalOf(asked: Promise<unknown>): Promise<string> {
  const answer = await asked.then(
    (value) => ({ value }),
    (problem: Problem) => problem,
  );
  if ('value' in answer) throw new Error(`not refused: ${JSON.stringify(answer.value)}`);
  return answer.code;
}

/** A new official, in a post if told. */
export async function aNewOfficial(
  system: TestSystem,
  post?: { unitId: number; role: string; isDutyOfficer?: boolean },
) {
  const username = `n${randomUUID().slice(0, 12)}`;
  const password = `Lantern-Orchard ${randomUUID()}`;
  const made = await system.ask(createOfficial, { name: '新人', username, password }, admin());
  const held =
    post === undefined ? undefined : await system.ask(appoint, { officialId: made.officialId, ...post }, admin());
  return { id: made.officialId, username, password, postId: held?.postId ?? '' };
}

/** A new department of the county, with a duty officer unless told otherwise. */
export async function aNewUnit(system: TestSystem, given: Partial<CreateUnit> = {}, hasOfficer = true) {
  const wanted = {
    name: `新设局${randomUUID().slice(0, 8)}`,
    tier: 'county',
    kind: 'department',
    parentId: 1,
    divisionCode: '999901',
    phone: '0999-5550000',
    ...given,
  };
  const { unit } = await system.ask(createUnit, wanted, admin());
  const officer = hasOfficer ? await aNewOfficial(system, { unitId: unit.id, role: 'dept_officer' }) : undefined;
  return { ...unit, officer };
}

/** Payloads of the events of one name, oldest first. */
export async function eventsOf<E>(system: TestSystem, name: string): Promise<E[]> {
  const rows = await system.rows<{ payload: E }>(
    `select payload from organisation.outbox where name = $1 order by at`,
    [name],
  );
  return rows.map((row) => row.payload);
}
