import { randomBytes } from 'node:crypto';
import { type Locale, type NumberAndCode, Problem, problemStatus, receiptOf } from '@huiyin/contracts';
import { refusalOf } from '@huiyin/messaging';
import { localeOf, words } from '@huiyin/words';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { formOf, leaveUnread } from '../door/body.js';
import { type OwnAddress, refuseCrossSite } from '../door/origin.js';
import { type House } from '../gateway.house.js';
import { type PublicUnit, receivingUnits } from '../organisation/public-units.js';
import { openPetition } from '../petition/opening.js';
import { receiptDisposition, receiptPaper } from '../petition/receipt.js';
import { problemOf } from '../problem/fastify.refusals.js';
import { fieldMessage } from '../problem/problem.answer.js';
import { type FormState } from './field.js';
import { homePage } from './home.page.js';
import { languageOf, sendPage } from './layout.js';
import { anonymousAsk, readForm, registerForm } from './page.submission.js';
import { pageWord } from './page.words.js';
import { confirmationPage, submitPage } from './submit.page.js';
import { timelinePage, trackPage } from './track.page.js';

type Answer = (request: FastifyRequest, reply: FastifyReply, locale: Locale) => Promise<FastifyReply>;

/** The plain pages: they work before, and without, any script. Multipart must be registered on `door`. */
export function registerPages(door: FastifyInstance, house: House, own: OwnAddress): void {
  const told = (answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.method === 'POST') refuseCrossSite(request, own, false);
    return answer(request, reply, languageOf(request, localeOf(request.headers['accept-language'])));
  };
  door.addContentTypeParser(
    /^application\/x-www-form-urlencoded(?:\s*;\s*charset="?utf-8"?)?\s*$/i,
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, bytes: string | Buffer) => formOf(bytes as Buffer),
  );
  door.get(
    '/',
    told(async (_, reply, locale) => sendPage(reply, 200, locale, homePage(locale, units(house)))),
  );
  door.get(
    '/submit',
    told(async (_, reply, locale) => sendPage(reply, 200, locale, blankForm(house, locale))),
  );
  door.post(
    '/submit',
    told((request, reply, locale) => submit(house, request, reply, locale)),
  );
  door.get(
    '/track',
    told(async (request, reply, locale) => sendPage(reply, 200, locale, trackPage(locale, numberFrom(request)))),
  );
  door.post(
    '/track',
    told((request, reply, locale) => track(house, request, reply, locale)),
  );
  door.post(
    '/receipt',
    told((request, reply, locale) => receipt(house, request, reply, locale)),
  );
}

/** The list is a convenience: without the directory the form still works, and the bureau decides. */
function units(house: House): PublicUnit[] {
  try {
    return receivingUnits(house);
  } catch {
    return [];
  }
}

function blankForm(house: House, locale: Locale): string {
  return submitPage({ locale, units: units(house), token: randomBytes(24).toString('base64url') });
}

async function submit(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
): Promise<FastifyReply> {
  const ask = anonymousAsk(house, request);
  const values: Record<string, string> = {};
  try {
    const sent = await readForm(request, house, ask, values);
    await house.abuse.submission(request.ip, values['altcha']);
    return sendPage(reply, 201, locale, confirmationPage(locale, await registerForm(house, ask, sent)));
  } catch (error) {
    const problem = refusal(house, request, error);
    const token = problem.code === 'idempotency-key-reused' ? undefined : values['token'];
    const form = formAfter(problem, locale, values);
    const text = submitPage({
      locale,
      units: units(house),
      token: token ?? randomBytes(24).toString('base64url'),
      form,
    });
    leaveUnread(request, reply);
    return refused(reply, problem, locale, text);
  }
}

function numberAndCode(request: FastifyRequest): NumberAndCode {
  const { number = '', code = '' } = (request.body ?? {}) as Record<string, string>;
  return { submissionNo: number.trim(), queryCode: code.trim() };
}

/** A scanned receipt brings the number; the code stands behind `#` and never gets here. */
function numberFrom(request: FastifyRequest): FormState {
  const { number } = request.query as { number?: unknown };
  return { values: typeof number === 'string' ? { number: number.slice(0, 40) } : {}, errors: new Map() };
}

const sealedStates: ReadonlySet<string> = new Set(['received', 'passed_on', 'confirmed']);

async function track(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
): Promise<FastifyReply> {
  const given = numberAndCode(request);
  try {
    const ask = anonymousAsk(house, request);
    const opened = await house.abuse.opening(request.ip, undefined, () => openPetition(ask, { ...given }));
    const isSealed = opened.answerable === undefined && sealedStates.has(opened.state);
    return sendPage(reply, 200, locale, timelinePage(locale, opened, isSealed));
  } catch (error) {
    const problem = refusal(house, request, error);
    const form = formAfter(problem, locale, { number: given.submissionNo, code: given.queryCode });
    return refused(reply, problem, locale, trackPage(locale, form));
  }
}

async function receipt(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
): Promise<FastifyReply> {
  const given = numberAndCode(request);
  try {
    const ask = anonymousAsk(house, request);
    const found = await house.abuse.opening(request.ip, undefined, () => ask(receiptOf, given));
    const paper = await receiptPaper(house, found, locale);
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', receiptDisposition(found.submissionNo, locale))
      .send(paper);
  } catch (error) {
    const problem = refusal(house, request, error);
    return refused(
      reply,
      problem,
      locale,
      trackPage(locale, formAfter(problem, locale, { number: given.submissionNo })),
    );
  }
}

function refusal(house: House, request: FastifyRequest, error: unknown): Problem {
  const problem = refusalOf(problemOf(error));
  if (problem.code === 'internal-error') house.log.error({ error, requestId: request.id, route: 'page' });
  return problem;
}

function refused(reply: FastifyReply, problem: Problem, locale: Locale, text: string): FastifyReply {
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

/** The form again: what was typed is still there, what is wrong is marked, and without script there is no work to prove. */
function formAfter(problem: Problem, locale: Locale, values: Readonly<Record<string, string>>): FormState {
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
  return { values, errors, notice: { title, detail: text } };
}
