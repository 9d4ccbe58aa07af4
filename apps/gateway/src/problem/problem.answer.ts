import { type FieldProblem, type Locale, Problem, problemStatus, type ProblemCode } from '@huiyin/contracts';
import { refusalOf } from '@huiyin/messaging';
import { problemDetail, words } from '@huiyin/words';
import { type FastifyReply } from 'fastify';

/** RFC 9457, with the stable code, the refused fields and the trace number. */
export interface ProblemAnswer {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly errors?: readonly { field: string; rule: string; message: string }[];
  readonly requestId: string;
}

const tooLong = new Set(['maxLength', 'arrayMaxSize', 'max', 'length']);

/** What a person reads beside a refused field. `given`: what was sent there. */
export function fieldMessage(locale: Locale, { rule }: FieldProblem, given: unknown): string {
  const t = words(locale);
  if (given === undefined || given === '') return t('page.submit.required');
  if (tooLong.has(rule) && given !== null) return t('page.submit.tooLong');
  return t('page.submit.malformed');
}

function valueAt(input: unknown, path: string): unknown {
  let value = input;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

export function problemAnswer(problem: Problem, locale: Locale, requestId: string, input?: unknown): ProblemAnswer {
  const t = words(locale);
  const { code, detail, fields } = problem;
  return {
    type: `/problems/${code}`,
    title: t(`problem.${code}.title`, detail),
    status: problemStatus[code],
    detail: problemDetail(locale, code, detail),
    code,
    ...(fields.length === 0
      ? {}
      : { errors: fields.map((f) => ({ ...f, message: fieldMessage(locale, f, valueAt(input, f.field)) })) }),
    requestId,
  };
}

const challenges: Partial<Record<ProblemCode, true>> = {
  'not-signed-in': true,
  'token-invalid': true,
};

/** Writes a refusal. @returns the problem, so that the caller can tell a fault from a refusal. */
export function sendProblem(
  reply: FastifyReply,
  error: unknown,
  locale: Locale,
  requestId: string,
  input?: unknown,
): Problem {
  const problem = refusalOf(error);
  const answer = problemAnswer(problem, locale, requestId, input);
  void reply
    .code(answer.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', locale)
    .header('cache-control', 'no-store');
  if (challenges[problem.code]) void reply.header('www-authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
  void reply.send(JSON.stringify(answer));
  return problem;
}
