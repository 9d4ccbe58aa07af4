import { Problem } from '@huiyin/contracts';
import { type Asked } from '../route/route.js';
import { tokenOf } from '../session/session.cookie.js';

/** Opens the stream; from here on `LiveQueues` writes to it. */
export async function queueEvents({ request, reply, session, house }: Asked): Promise<undefined> {
  const token = tokenOf(request)?.token;
  if (session === undefined || token === undefined) throw new Problem('not-signed-in');
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'request-id': request.id,
  });
  house.live.add({ officialId: session.officialId, sessionId: session.sessionId, token, out: reply.raw });
  return undefined;
}
