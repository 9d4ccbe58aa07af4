import { randomUUID } from 'node:crypto';
import { context, propagation } from '@opentelemetry/api';
import { type Msg, type MsgHdrs, headers as newHeaders } from '@nats-io/nats-core';
import { isProblemCode, Problem, type ProblemCode } from '@huiyin/contracts';
import { type Meta } from './actor.js';

// How a request and its answer look on NATS.

/** Milliseconds that an asker waits unless it says otherwise. */
export const defaultBudget = 5_000;
export const header = {
  actor: 'Hy-Actor',
  request: 'Hy-Request',
  key: 'Hy-Key',
  deadline: 'Hy-Deadline',
  reason: 'Hy-Reason',
} as const;

interface PlainProblem {
  code: string;
  detail: Readonly<Record<string, string | number>>;
  fields: readonly { field: string; rule: string }[];
  retryAfterSeconds?: number | undefined;
}
export type Answer = { ok: object } | { problem: PlainProblem };

export function plainProblem({ code, detail, fields, retryAfterSeconds }: Problem): Answer {
  return { problem: { code, detail, fields, retryAfterSeconds } };
}

export function headersOf(token: string, meta: Meta): MsgHdrs {
  const headers = newHeaders();
  headers.set(header.actor, token);
  headers.set(header.request, meta.requestId);
  headers.set(header.deadline, String(meta.deadlineAt));
  if (meta.idempotencyKey !== undefined) headers.set(header.key, meta.idempotencyKey);
  if (meta.reason !== undefined) headers.set(header.reason, encodeURIComponent(meta.reason));
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  for (const [name, value] of Object.entries(carrier)) headers.set(name, value);
  return headers;
}

export function metaOf(headers: MsgHdrs | undefined): Meta {
  const key = headers?.get(header.key) ?? '';
  const reason = headers?.get(header.reason) ?? '';
  return {
    requestId: headers?.get(header.request) || randomUUID(),
    deadlineAt: Number(headers?.get(header.deadline)) || Date.now() + defaultBudget,
    ...(key === '' ? {} : { idempotencyKey: key }),
    ...(reason === '' ? {} : { reason: readReason(reason) }),
  };
}

function readReason(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Problem('validation-failed', {}, [{ field: 'reason', rule: 'isText' }]);
  }
}

export function readJson(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    throw new Problem('validation-failed', {}, [{ field: '', rule: 'isJson' }]);
  }
}

export function unpack(answer: Answer): object {
  if ('ok' in answer) return answer.ok;
  const { code, detail, fields, retryAfterSeconds } = answer.problem;
  throw new Problem(isProblemCode(code) ? (code as ProblemCode) : 'internal-error', detail, fields, retryAfterSeconds);
}
