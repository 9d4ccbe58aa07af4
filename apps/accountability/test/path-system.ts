import { handlingMoved, matterMoved, submissionRegistered } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { defaultCalendar, profiles } from '@huiyin/statute';
import { eventually, TestSystem } from '@huiyin/testing';
import { accountabilityService } from '../src/index.js';
import { aHandlingMove, aMove, anOffer, aRegistration, byDepartment } from './events.js';
import { Neighbour } from './neighbours.js';

export let system: TestSystem;
export const [intake, assignment] = [new Neighbour('intake'), new Neighbour('assignment')];

beforeAll(async () => {
  system = await TestSystem.start({
    services: [accountabilityService],
    neighbours: Neighbour.answers(intake, assignment),
  });
  await intake.start(system);
  await assignment.start(system);
});
afterAll(async () => {
  await intake.stop();
  await assignment.stop();
  await system.stop();
});

export const calendar = defaultCalendar();
export const profile = profiles.fast_520_210;

interface SeenClock {
  rule: string;
  standing: string;
  isMain: boolean;
  unit: number;
  officer: string;
  legal: string;
  internal: string | null;
}
export async function clocksIn(matterId: string): Promise<SeenClock[]> {
  return system.rows<SeenClock>(
    `select rule, standing, is_main as "isMain", responsible_unit as unit, officer_id as officer, legal_due_on::text as legal,
            internal_due_on::text as internal from accountability.clock where matter_id = $1 order by rule, started_at`,
    [matterId],
  );
}
export const running = async (matterId: string) =>
  (await clocksIn(matterId)).filter(({ standing }) => standing !== 'stopped');
export const clockIn = async (matterId: string, rule: string) =>
  (await clocksIn(matterId)).filter((clock) => clock.rule === rule);
export const mainIn = async (matterId: string) =>
  (await running(matterId)).filter(({ isMain }) => isMain).map(({ rule }) => rule);

export async function reached(matterId: string, { version = 1, handling = 0 }): Promise<void> {
  await eventually(async () => {
    const rows = await system.rows(
      `select 1 from accountability.matter_duty where matter_id = $1 and version >= $2 and handling_version >= $3`,
      [matterId, version, handling],
    );
    return rows.length > 0;
  });
}
export async function registered(given: Parameters<typeof aRegistration>[0] = {}): Promise<string> {
  const event = aRegistration(given);
  await intake.publish(submissionRegistered, event);
  await reached(event.matterId, {});
  return event.matterId;
}
/** Moves of intake from version 2 on, one after another in one commit. */
export async function moved(matterId: string, ...moves: ReturnType<typeof aMove>[]): Promise<void> {
  await intake.publish(matterMoved, ...moves);
  await reached(matterId, { version: moves.at(-1)?.version ?? 1 });
}
/** A matter that the department took on, and its file: offered and taken at these instants. */
export async function taken(offeredAt: string, given: { takenAt?: string; days?: number } = {}): Promise<string> {
  const { takenAt = offeredAt, days } = given;
  const matterId = await registered({ receivedAt: offeredAt });
  await moved(
    matterId,
    anOffer(matterId, 2, { at: offeredAt, ...(days === undefined ? {} : { days }) }),
    aMove(matterId, 3, 'T14.1', { ...byDepartment, at: takenAt }),
  );
  await handled(matterId, ['T14.1', takenAt]);
  return matterId;
}
type Row = readonly [transition: string, at: string, given?: Partial<Parameters<typeof aHandlingMove>[3]>];
/** Moves of the file, from its first version on. */
export async function handled(matterId: string, ...moves: readonly Row[]): Promise<void> {
  const before = await system.rows<{ n: number }>(
    `select handling_version as n from accountability.matter_duty where matter_id = $1`,
    [matterId],
  );
  const from = before[0]?.n ?? 0;
  const events = moves.map(([transition, at, given], index) =>
    aHandlingMove(matterId, from + index + 1, transition, { matterVersion: 3, at, ...given }),
  );
  await assignment.publish(handlingMoved, ...events);
  await reached(matterId, { handling: from + events.length });
}
export const official = (id: string): Actor => ({ kind: 'official', id, authzVersion: 1 });
