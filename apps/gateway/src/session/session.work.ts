import {
  activateSecondFactor,
  authority,
  confirmSecondFactor,
  Problem,
  type SecondFactorCode,
  signIn,
  type SignIn,
} from '@huiyin/contracts';
import { randomUUID } from 'node:crypto';
import { type Asked } from '../route/route.js';
import { type Me, type SessionList, type SessionOpened, type SessionSteppedUp } from './session.answer.js';
import { clearSessionCookie, setSessionCookie } from './session.cookie.js';
import { isWeak, labelOf } from './session.rules.js';
import { type Session } from './session.table.js';

/** Signs in. A token that came with the request counts for nothing: the session is new, and so is its token. */
export async function openSession({ ask, input, house, request, reply }: Asked): Promise<SessionOpened> {
  const signedIn = await ask(signIn, input as unknown as SignIn, { idempotencyKey: randomUUID() });
  if (signedIn.isDemo && house.settings.mode === 'production') throw new Problem('demo-account-refused');
  const { token, session } = await house.sessions.open(signedIn, labelOf(request.headers['user-agent']));
  setSessionCookie(reply, token);
  return {
    sessionId: session.sessionId,
    token,
    officialId: signedIn.officialId,
    name: signedIn.name,
    strength: signedIn.strength,
    isLimited: isWeak(session),
    isDemo: signedIn.isDemo,
    endsAt: session.endsAt.toISOString(),
  };
}

export async function listSessions({ house, session }: Asked): Promise<SessionList> {
  const own = current(session);
  const sessions = await house.sessions.listOf(own.officialId);
  return {
    sessions: sessions.map(({ sessionId, label, strength, createdAt, lastSeenAt, endsAt }) => ({
      sessionId,
      label,
      strength,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      endsAt: endsAt.toISOString(),
      isCurrent: sessionId === own.sessionId,
    })),
  };
}

export async function endCurrent({ house, session, reply }: Asked): Promise<undefined> {
  const own = current(session);
  await house.sessions.end(own.officialId, own.sessionId);
  clearSessionCookie(reply);
  return undefined;
}

/** Ends one of one's own sessions. @throws Problem `not-found` for anybody else's. */
export async function endOne({ house, session, input }: Asked): Promise<undefined> {
  const sessionId = String(input['sessionId']);
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(sessionId);
  if (!isId || !(await house.sessions.end(current(session).officialId, sessionId))) throw new Problem('not-found');
  return undefined;
}

/** Proves the second factor again; from here on the session has another token, and the old one is worth nothing. */
export async function stepUp({ ask, input, house, session, reply }: Asked): Promise<SessionSteppedUp> {
  await ask(confirmSecondFactor, input as unknown as SecondFactorCode, { idempotencyKey: randomUUID() });
  const stepped = await house.sessions.stepUp(current(session).sessionId);
  if (stepped === undefined) throw new Problem('token-invalid');
  setSessionCookie(reply, stepped.token);
  const { sessionId, steppedUpAt } = stepped.session;
  return { sessionId, token: stepped.token, steppedUpAt: (steppedUpAt ?? new Date()).toISOString() };
}

/** The recovery codes; the session is as strong now as one opened with the factor. */
export async function activate({ ask, input, house, session }: Asked): Promise<object> {
  const codes = await ask(activateSecondFactor, input as unknown as SecondFactorCode);
  await house.sessions.strengthen(current(session).sessionId);
  return codes;
}

export async function me({ ask, session }: Asked): Promise<Me> {
  const { officialId, strength, isDemo, steppedUpAt } = current(session);
  const { name, hasAccusationClearance, posts } = await ask(authority, { officialId });
  return {
    officialId,
    name,
    strength,
    isDemo,
    hasAccusationClearance,
    posts,
    ...(steppedUpAt === null ? {} : { steppedUpAt: steppedUpAt.toISOString() }),
  };
}

function current(session: Session | undefined): Session {
  if (session === undefined) throw new Problem('not-signed-in');
  return session;
}
