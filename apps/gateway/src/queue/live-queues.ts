import { type ServerResponse } from 'node:http';
import { queuesChanged } from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import { type Sessions } from '../session/session.service.js';

const heartbeatMs = 15_000;
/** Open streams of one official: one a tab is enough, and a forgotten script must not fill the house. */
const streamsAtMost = 6;

interface Stream {
  readonly officialId: string;
  /** Every unit that a post of the official reaches. */
  readonly units: ReadonlySet<number>;
  readonly sessionId: string;
  readonly token: string;
  readonly out: ServerResponse;
}

/** Server-sent events for one's own queue and the common work of one's units: that it changed, never what is in it. Ends with the session. */
export class LiveQueues {
  readonly #streams = new Set<Stream>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    bus: Bus,
    private readonly sessions: Sessions,
  ) {
    bus.listen(queuesChanged, ({ officerIds, unitIds }) => this.#changed(new Set(officerIds), unitIds ?? []));
    sessions.onEnd((ended) => this.#endWhere((stream) => ended.has(stream.sessionId)));
    this.#timer = setInterval(() => void this.#beat(), heartbeatMs);
    this.#timer.unref();
  }

  /** Takes over an answer whose head is written. */
  add(stream: Stream): void {
    const own = [...this.#streams].filter((known) => known.officialId === stream.officialId);
    if (own.length >= streamsAtMost && own[0] !== undefined) this.#end(own[0]);
    this.#streams.add(stream);
    stream.out.on('close', () => this.#streams.delete(stream));
    stream.out.write('retry: 3000\n\nevent: open\ndata: {}\n\n');
  }

  close(): void {
    clearInterval(this.#timer);
    this.#endWhere(() => true);
  }

  #changed(officerIds: ReadonlySet<string>, unitIds: readonly number[]): void {
    const line = `event: queue-changed\ndata: {"at":"${new Date().toISOString()}"}\n\n`;
    for (const { officialId, units, out } of this.#streams)
      if (officerIds.has(officialId) || unitIds.some((unit) => units.has(unit))) out.write(line);
  }

  /** A listening tab is no use of the session: it idles out all the same. */
  async #beat(): Promise<void> {
    for (const stream of this.#streams) {
      const session = await this.sessions.find(stream.token, false).catch(() => undefined);
      if (session === undefined) this.#end(stream);
      else stream.out.write(': here\n\n');
    }
  }

  #endWhere(isTheirs: (stream: Stream) => boolean): void {
    for (const stream of this.#streams) if (isTheirs(stream)) this.#end(stream);
  }

  #end(stream: Stream): void {
    this.#streams.delete(stream);
    stream.out.end('event: session-ended\ndata: {}\n\n');
  }
}
