import pg from 'pg';

/** The statements that some work sends, and its trips: how often it sends while it waits for no answer. */
export async function sentBy(work: () => Promise<unknown>): Promise<{ texts: string[]; trips: number }> {
  const sent = { texts: [] as string[], trips: 0 };
  let waiting = 0;
  const client = pg.Client.prototype as unknown as { query: (...given: unknown[]) => Promise<unknown> };
  const query = client.query;
  client.query = function (this: unknown, ...given: unknown[]) {
    const [what] = given as [string | { text: string }];
    sent.texts.push(typeof what === 'string' ? what : what.text);
    if (waiting++ === 0) sent.trips++;
    return query.apply(this, given).finally(() => waiting--);
  };
  try {
    await work();
  } finally {
    client.query = query;
  }
  return sent;
}
/** The first words of each. */
export const starts = (texts: readonly string[]) => texts.map((text) => text.slice(0, 14).trim());
