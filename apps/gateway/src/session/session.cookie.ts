import { fastifyCookie as cookies } from '@fastify/cookie';
import { Problem } from '@huiyin/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { absoluteHours } from './session.rules.js';

export const sessionCookie = '__Host-hy';
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;
const token = /^[A-Za-z0-9_-]{43}$/;

/** The token that a request shows, and whether a browser added it by itself (then the call must come from our own pages). */
export function tokenOf(request: FastifyRequest): { token: string; isFromCookie: boolean } | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const shown = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(authorization)?.[1];
    if (shown === undefined) throw new Problem('token-invalid');
    return { token: shown, isFromCookie: false };
  }
  if (cookie === undefined || !cookie.includes(sessionCookie)) return undefined;
  const shown = cookies.parse(cookie)[sessionCookie];
  if (shown === undefined) return undefined;
  if (!token.test(shown)) throw new Problem('token-invalid');
  return { token: shown, isFromCookie: true };
}

export function setSessionCookie(reply: FastifyReply, value: string): void {
  void reply.header(
    'set-cookie',
    cookies.serialize(sessionCookie, value, { ...attributes, maxAge: absoluteHours * 3600 }),
  );
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.header('set-cookie', cookies.serialize(sessionCookie, '', { ...attributes, maxAge: 0 }));
  void reply.header('clear-site-data', '"cache", "cookies", "storage"');
}
