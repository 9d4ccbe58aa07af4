/** What can go wrong while a server is found or started. */
export type LocalServiceErrorCode =
  | 'already-running'
  | 'binary-missing'
  | 'database-broken'
  | 'disk-full'
  | 'folder-not-usable'
  | 'nats-broken'
  | 'nats-too-old'
  | 'nats-unreachable'
  | 'port-in-use'
  | 'postgres-unreachable'
  | 'redis-broken'
  | 'redis-unreachable';

/** One sentence that a person can act on, with a stable code. */
export class LocalServiceError extends Error {
  constructor(
    readonly code: LocalServiceErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'LocalServiceError';
  }
}

const fullDisk =
  /ENOSPC|no space left on device|EDQUOT|disk quota exceeded|insufficient storage resources|wrote only \d+ of \d+ bytes/i;

/** Whether a log excerpt or an error says that the disk is full. */
export function tellsOfFullDisk(textOrError: unknown): boolean {
  return fullDisk.test(
    textOrError instanceof Error ? `${Reflect.get(textOrError, 'code')} ${textOrError.message}` : String(textOrError),
  );
}

export function diskFull(folder: string): LocalServiceError {
  return new LocalServiceError('disk-full', `The disk that holds ${folder} is full; free some space and start again.`);
}

/** Turns a file system error into a sentence; anything else comes back as it is. */
export function asLocalServiceError(error: unknown, folder: string): unknown {
  if (error instanceof LocalServiceError) return error;
  if (tellsOfFullDisk(error)) return diskFull(folder);
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
    return new LocalServiceError('folder-not-usable', `The folder ${folder} cannot be written by this user (${code}).`);
  }
  return error;
}

/** The message of anything thrown; some network errors carry theirs in a list (AggregateError) and have an empty own one. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
