import { authority, Problem } from '@huiyin/contracts';
import { type Asked } from '../route/route.js';
import { tokenOf } from '../session/session.cookie.js';

/** Opens the stream; from here on `LiveQueues` writes to it. */
export async function queueEvents({ request, reply, session, house, ask }: Asked): Promise<undefined> {
  const token = tokenOf(request)?.token;
  if (session === undefined || token === undefined) throw new Problem('not-signed-in');
  const { officialId, sessionId } = session;
  // A change of posts ends the session, and the stream with it.
  const { posts } = await ask(authority, { officialId });
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'request-id': request.id,
  });
  const units = new Set(posts.flatMap((post) => post.subtree));
  house.live.add({ officialId, units, sessionId, token, out: reply.raw });
  return undefined;
}
