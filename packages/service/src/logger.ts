import { type LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type LogFn, type Logger } from 'pino';

/** What may be written about an error: its kind and place, never values. TypeORM's parameters and PostgreSQL's detail stay out. */
export function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  return {
    kind: error.name,
    message: wordsOf(error, code),
    ...(code === undefined ? {} : { code }),
    at: placesOf(error),
  };
}

/** PostgreSQL's words and the JSON parser's quote the values that they refuse. */
function wordsOf(error: Error, code: string | undefined): string {
  if ('driverError' in error || 'severity' in error) return `store refused (${code ?? 'no code'})`;
  return error instanceof SyntaxError ? 'unreadable text' : error.message;
}

/** The stack begins with the message, which may have many lines itself: only what follows it is a place. */
function placesOf(error: Error): string[] {
  const stack = error.stack ?? '';
  const from = stack.indexOf(error.message) + error.message.length;
  return stack
    .slice(stack.includes(error.message) ? from : stack.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 3)
    .map((line) => line.trim());
}

/** JSON lines with ids only. There is no serialiser for bodies, headers or query strings, on purpose. */
export function logFor(
  service: string,
  level = process.env['HUIYIN_LOG'] ?? 'info',
  to: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      name: service,
      level,
      base: { service },
      serializers: { error: plainError },
      hooks: { logMethod: plainly },
    },
    to,
  );
}

/** Pino copies the message of an error that is given by itself or as `err`: such a one goes under `error`, where it is made plain. */
function plainly(this: Logger, given: Parameters<LogFn>, write: LogFn): void {
  const [first, ...others] = given as unknown[];
  write.apply(this, [withoutErr(first), ...others] as Parameters<LogFn>);
}

function withoutErr(first: unknown): unknown {
  if (first instanceof Error) return { error: first };
  if (typeof first !== 'object' || first === null || !('err' in first)) return first;
  const { err, ...others } = first;
  return { ...others, error: err };
}

function nestWords(message: unknown): object {
  return message instanceof Error ? { error: message } : { nest: String(message) };
}

/** Nest's own words go to the same place; its start-up chatter is only for `debug`. */
export class NestLog implements LoggerService {
  constructor(private readonly lines: Logger) {}
  log(message: unknown): void {
    this.lines.debug({ nest: String(message) });
  }
  error(message: unknown): void {
    this.lines.error(nestWords(message));
  }
  warn(message: unknown): void {
    this.lines.warn(nestWords(message));
  }
  debug(): void {}
  verbose(): void {}
}
