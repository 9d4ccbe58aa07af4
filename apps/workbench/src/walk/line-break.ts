/** Codes of undici and of the operating system for a line that did not come about, was cut, or stayed silent. */
const breaks: ReadonlySet<unknown> = new Set([
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** For `.catch`: no answer where the line to the door broke, so that the same request may be sent again under its key. @throws all else. */
export function noAnswer(error: unknown): undefined {
  if (breaks.has((error as NodeJS.ErrnoException | undefined)?.code)) return undefined;
  throw error;
}
