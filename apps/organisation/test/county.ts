import { randomUUID } from 'node:crypto';
import { appoint, createOfficial, type Problem } from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { TestSystem } from '@huiyin/testing';
import { endSessions } from '@huiyin/contracts';
import { demoOfficialId } from '../src/demo/demo-id.js';
import { organisationService } from '../src/index.js';

/** The organisation with its demo county, and a gateway that notes whose sessions it was told to end. */
export async function startCounty(): Promise<{ system: TestSystem; signedOut: string[] }> {
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
): Promise<{ id: string; username: string; password: string; postId: string }> {
  const username = `n${randomUUID().slice(0, 12)}`;
  const password = `Lantern-Orchard ${randomUUID()}`;
  const made = await system.ask(createOfficial, { name: '新人', username, password }, admin());
  const held =
    post === undefined ? undefined : await system.ask(appoint, { officialId: made.officialId, ...post }, admin());
  return { id: made.officialId, username, password, postId: held?.postId ?? '' };
}
