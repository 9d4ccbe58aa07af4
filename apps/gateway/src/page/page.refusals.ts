import { type Locale, type Problem, problemStatus } from '@huiyin/contracts';
import { refusalOf } from '@huiyin/messaging';
import { words } from '@huiyin/words';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type House } from '../gateway.house.js';
import { problemOf } from '../problem/fastify.refusals.js';
import { fieldMessage } from '../problem/problem.answer.js';
import { type FormState } from './field.js';
import { sendPage } from './layout.js';
import { pageWord } from './page.words.js';

/** What an error is to the person at the page; a fault is logged. */
export function refusal(house: House, request: FastifyRequest, error: unknown): Problem {
  const problem = refusalOf(problemOf(error));
  if (problem.code === 'internal-error') house.log.error({ error, requestId: request.id, route: 'page' });
  return problem;
}

/** Sends the page that tells a refusal, under its status. */
export function refused(reply: FastifyReply, problem: Problem, locale: Locale, text: string): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
  return sendPage(reply, problemStatus[problem.code], locale, text);
}

// What the contract calls a field, and what the form calls it.
const formNames: Readonly<Record<string, string>> = {
  submissionNo: 'number',
  queryCode: 'code',
  attachmentIds: 'attachments',
};
const needsContact: ReadonlySet<string> = new Set(['contact-or-accusation-needed']);
const aboutFiles: ReadonlySet<string> = new Set([
  'type-not-allowed',
  'type-mismatch',
  'file-too-large',
  'macro-refused',
  'archive-suspicious',
  'image-too-large',
  'empty-file',
  'files-too-many',
  'attachment-not-found',
]);

/**
 * The form again: what was typed is still there, what is wrong is marked, and without script there is no work to prove. `notice`: what is
 * said on top instead of the refusal's own words.
 */
export function formAfter(
  problem: Problem,
  locale: Locale,
  values: Readonly<Record<string, string>>,
  notice?: FormState['notice'],
): FormState {
  const t = words(locale);
  const { code, detail } = problem;
  const errors = new Map<string, string>();
  for (const refusedField of problem.fields) {
    const name = refusedField.field.split('.').at(-1) ?? '';
    const shown = formNames[name] ?? name;
    errors.set(shown, fieldMessage(locale, refusedField, values[shown]));
  }
  const title = t(`problem.${code}.title`, detail);
  if (needsContact.has(code)) errors.set('name', title);
  if (aboutFiles.has(code)) errors.set('attachments', title);
  const isTooMany = code === 'proof-of-work-required' || code === 'too-many-requests';
  const text = isTooMany ? pageWord(locale, 'waitOrElse') : t(`problem.${code}.detail`, detail);
  return { values, errors, notice: notice ?? { title, detail: text } };
}
