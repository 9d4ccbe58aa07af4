import {
  ClosedConnectionError,
  ConnectionError,
  DrainingConnectionError,
  NoRespondersError,
  RequestError,
  TimeoutError,
} from '@nats-io/nats-core';
import { Problem } from '@huiyin/contracts';

const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // The name of a container that is down does not resolve.
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  '08000',
  '53300',
  '55000',
]);
const tooSlow = new Set(['57014', '55P03', '25P03']);

/** An error's code; empty without one. TypeORM gives its errors that of the driver. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** True where the store itself is away or restarting, so that trying again later may succeed. */
export function isStoreAway(error: unknown): boolean {
  const inner = typeof error === 'object' && error !== null && 'driverError' in error ? error.driverError : undefined;
  return [error, inner].some(
    (one) =>
      away.has(codeOf(one)) ||
      /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed|is not established/i.test(
        messageOf(one),
      ),
  );
}

/** True where the connection to NATS is closed or closing. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof ClosedConnectionError ||
    error instanceof ConnectionError ||
    error instanceof DrainingConnectionError
  );
}

/** Turns whatever was thrown into a refusal; what is not understood becomes `internal-error`. */
export function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RequestError && error.isNoResponders()) return new Problem('bus-unavailable', {}, [], 2);
  if (error instanceof NoRespondersError || isGone(error)) {
    return new Problem('bus-unavailable', {}, [], 2);
  }
  if (error instanceof TimeoutError) return new Problem('too-slow', {}, [], 2);
  if (isStoreAway(error)) return new Problem('store-unavailable', {}, [], 2);
  const inner = typeof error === 'object' && error !== null && 'driverError' in error ? error.driverError : error;
  if (tooSlow.has(codeOf(inner))) return new Problem('too-slow', {}, [], 2);
  if (codeOf(inner) === '53100') return new Problem('store-unavailable', {}, [], 30);
  return new Problem('internal-error');
}

const outages = new Set(['bus-unavailable', 'store-unavailable', 'directory-unavailable', 'overloaded', 'too-slow']);

/** True for failures that tell of an outage elsewhere: nothing is wrong with what was tried. */
export function isOutage(error: unknown): boolean {
  return outages.has(refusalOf(error).code);
}
