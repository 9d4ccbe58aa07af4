import { randomUUID } from 'node:crypto';
import { confirmSecondFactor, Problem, signIn, type SignedIn } from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import { authority, officerId, type Spoken } from './neighbours.js';

/** Organisation's side of signing in: `clerk` is a demo account, `newcomer` has no second factor yet. */
export function serveSignIn(organisation: Bus): void {
  organisation.serve(signIn, async ({ username, password }): Promise<SignedIn> => {
    if (password !== 'huiyin-demo-2026') throw new Problem('credentials-wrong');
    const isDemo = username !== 'newcomer';
    const officialId = username === 'other' ? '0c0ffee0-0000-4000-8000-00000000b002' : officerId;
    return { officialId, name: '周明', authzVersion: 4, strength: 'password', isDemo };
  });
  organisation.serve(confirmSecondFactor, async ({ code }) => {
    if (code !== '123456') throw new Problem('second-factor-wrong');
    return { at: new Date().toISOString() };
  });
  organisation.serve(authority, async ({ officialId }) => ({
    officialId,
    name: '周明',
    isEnabled: true,
    authzVersion: 4,
    hasAccusationClearance: false,
    posts: [{ postId: randomUUID(), role: 'bureau_triage', unitId: 2, subtree: [2] }],
  }));
}

export interface SignedInAs {
  readonly token: string;
  readonly sessionId: string;
  readonly bearer: { authorization: string };
  readonly setCookie: string;
}

export async function signInAs(
  gate: Spoken,
  username = 'clerk',
  headers: Record<string, string> = {},
): Promise<SignedInAs> {
  const response = await gate.post('/sessions', { username, password: 'huiyin-demo-2026' }, headers);
  if (response.status !== 201) throw new Error(`sign-in gave ${response.status} ${await response.text()}`);
  const { token, sessionId } = (await response.json()) as { token: string; sessionId: string };
  const setCookie = response.headers.get('set-cookie') ?? '';
  return { token, sessionId, bearer: { authorization: `Bearer ${token}` }, setCookie };
}
