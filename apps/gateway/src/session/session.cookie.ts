import { Problem } from '@huiyin/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { absoluteHours } from './session.rules.js';

export const sessionCookie = '__Host-hy';
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';
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
  const shown = valueIn(cookie);
  if (shown === undefined) return undefined;
  if (!token.test(shown)) throw new Problem('token-invalid');
  return { token: shown, isFromCookie: true };
}

export function setSessionCookie(reply: FastifyReply, value: string): void {
  void reply.header('set-cookie', `${sessionCookie}=${value}; Max-Age=${absoluteHours * 3600}; ${attributes}`);
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.header('set-cookie', `${sessionCookie}=; Max-Age=0; ${attributes}`);
  void reply.header('clear-site-data', '"cache", "cookies", "storage"');
}

function valueIn(cookie: string): string | undefined {
  for (const pair of cookie.split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === sessionCookie) return value;
  }
  return undefined;
}
