import { Problem } from '@huiyin/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';

/** Bytes of a JSON or form body. */
export const bodyLimit = 1_000_000;
const depthLimit = 10;
const arrayLimit = 200;

const strict = new TextDecoder('utf-8', { fatal: true });
const harmful = new Set(['__proto__', 'constructor', 'prototype']);

/** Bytes as text. @throws Problem `malformed-text` where they are not UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    throw new Problem('malformed-text');
  }
}

/**
 * A JSON body as plain data; an empty body is no data.
 * @throws Problem `malformed-text`, `malformed-json`, `too-deep`, or `validation-failed` for long arrays and names that reach prototypes.
 */
export function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const text = textOf(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('malformed-json');
  }
  look(value, 1);
  return value;
}

function look(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > depthLimit) throw new Problem('too-deep');
  if (Array.isArray(value)) {
    if (value.length > arrayLimit) throw new Problem('validation-failed', {}, [{ field: '', rule: 'arrayMaxSize' }]);
    for (const item of value) look(item, depth + 1);
    return;
  }
  for (const key of Object.keys(value)) {
    if (harmful.has(key)) throw new Problem('validation-failed', {}, [{ field: key, rule: 'whitelistValidation' }]);
    look((value as Record<string, unknown>)[key], depth + 1);
  }
}

/** A form's fields; the first of each name counts. @throws Problem `malformed-text` for broken bytes or percent signs. */
export function formOf(bytes: Uint8Array): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of textOf(bytes).split('&')) {
    const cut = pair.indexOf('=');
    const name = decoded(cut < 0 ? pair : pair.slice(0, cut));
    if (name !== '' && fields[name] === undefined) fields[name] = cut < 0 ? '' : decoded(pair.slice(cut + 1));
  }
  return fields;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Problem('malformed-text');
  }
}

/** After a refusal in the middle of files: the rest is let through unread and the line ends with the answer. */
export function leaveUnread(request: FastifyRequest, reply: FastifyReply): void {
  request.raw.unpipe();
  request.raw.resume();
  void reply.header('connection', 'close');
}
