import { type LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

/** What may be written about an error: its kind and place, never values. TypeORM's parameters and PostgreSQL's detail stay out. */
export function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const message =
    'driverError' in error || 'severity' in error ? `store refused (${code ?? 'no code'})` : error.message;
  return {
    kind: error.name,
    message,
    ...(code === undefined ? {} : { code }),
    at: error.stack
      ?.split('\n')
      .slice(1, 4)
      .map((l) => l.trim()),
  };
}

/** JSON lines with ids only. There is no serialiser for bodies, headers or query strings, on purpose. */
export function logFor(service: string, level = process.env['HUIYIN_LOG'] ?? 'info'): Logger {
  return pino(
    { name: service, level, base: { service }, serializers: { error: plainError } },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** Nest's own words go to the same place; its start-up chatter is only for `debug`. */
export class NestLog implements LoggerService {
  constructor(private readonly lines: Logger) {}
  log(message: unknown): void {
    this.lines.debug({ nest: String(message) });
  }
  error(message: unknown): void {
    this.lines.error({ nest: String(message) });
  }
  warn(message: unknown): void {
    this.lines.warn({ nest: String(message) });
  }
  debug(): void {}
  verbose(): void {}
}
