import { Problem } from '@huiyin/contracts';
import { type FastifyRequest } from 'fastify';

/** The address people use, as browsers write it in `Origin`. */
export interface OwnAddress {
  readonly origin: string;
  readonly host: string;
  /** In production no other name is answered to. */
  readonly isStrict: boolean;
}

export function ownAddress(publicUrl: string, isProduction: boolean): OwnAddress {
  const { origin, host, protocol } = new URL(publicUrl);
  if (isProduction && protocol !== 'https:')
    throw new Error(`HUIYIN_PUBLIC_URL is ${publicUrl}; production needs an https address.`);
  return { origin, host, isStrict: isProduction };
}

/** Refuses a request under a name that is not ours (production): nothing good comes that way. */
export function refuseForeignHost(request: FastifyRequest, own: OwnAddress): void {
  if (own.isStrict && request.headers.host !== own.host) throw new Problem('route-not-found');
}

/**
 * Refuses an unsafe call that another site made a browser send. `mustShow`: the browser adds credentials by itself, so that a call
 * without any sign of its origin is refused too.
 */
export function refuseCrossSite(request: FastifyRequest, own: OwnAddress, mustShow: boolean): void {
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  if (site !== undefined) {
    if (site !== 'same-origin' && (site !== 'none' || mustShow)) throw new Problem('cross-site-refused');
    return;
  }
  if (origin !== undefined) {
    const isOurs = origin === own.origin || (!own.isStrict && origin === `http://${host ?? ''}`);
    if (!isOurs) throw new Problem('cross-site-refused');
    return;
  }
  if (mustShow) throw new Problem('cross-site-refused');
}

const single = new Set(['content-type', 'idempotency-key', 'if-match', 'authorization', 'host', 'content-length']);

/** Refuses a header given twice where two could be read differently by two readers. */
export function refuseDoubleHeaders(request: FastifyRequest): void {
  const { rawHeaders } = request.raw;
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    if (!single.has(name)) continue;
    if (seen.has(name)) throw new Problem('validation-failed', {}, [{ field: name, rule: 'arrayUnique' }]);
    seen.add(name);
  }
}
