/** Waits until `look` gives something other than undefined or false; fails with what it last saw. Milliseconds. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, within = 10_000): Promise<T> {
  const until = Date.now() + within;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > until) throw new Error(`not seen within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
