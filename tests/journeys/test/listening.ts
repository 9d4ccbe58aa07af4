import { eventually } from '@huiyin/testing';
import { type OfficeProcess } from './office-process.js';
import { type Onlooker } from './onlookers.js';

/** An open stream of one's own queue. */
export interface Ear {
  text(): string;
  events(): string[];
  until(event: string): Promise<void>;
  close(): void;
}

export async function listenAs(office: OfficeProcess, who: Onlooker): Promise<Ear> {
  const ending = new AbortController();
  const response = await fetch(`${office.url}/api/v1/queue/events`, {
    headers: { authorization: `Bearer ${who.caller.token ?? ''}` },
    signal: ending.signal,
  });
  let text = JSON.stringify([...response.headers]);
  const reading = (async () => {
    for await (const bytes of response.body as ReadableStream<Uint8Array>) text += Buffer.from(bytes).toString();
  })();
  reading.catch(() => undefined);
  const events = () => [...text.matchAll(/^event: (.+)$/gm)].map((match) => match[1] ?? '');
  await eventually(async () => events().includes('open'));
  return {
    text: () => text,
    events,
    until: async (event) => void (await eventually(async () => events().includes(event))),
    close: () => ending.abort(),
  };
}
