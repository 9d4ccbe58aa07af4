import { type Locale, receiptOf } from '@huiyin/contracts';
import { localeOf } from '@huiyin/words';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { formOf, leaveUnread } from '../door/body.js';
import { type OwnAddress, refuseCrossSite } from '../door/origin.js';
import { type House } from '../gateway.house.js';
import { type PublicUnit, receivingUnits } from '../organisation/public-units.js';
import { receiptDisposition, receiptPaper } from '../petition/receipt.js';
import { type FormState } from './field.js';
import { homePage } from './home.page.js';
import { languageOf, sendPage } from './layout.js';
import { formAfter, refusal, refused } from './page.refusals.js';
import { anonymousAsk, newToken, readForm, registerForm } from './page.submission.js';
import { confirmationPage, submitPage } from './submit.page.js';
import { trackPage } from './track.page.js';
import { numberAndCode, track } from './track.work.js';

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
  return submitPage({ locale, units: units(house), token: newToken() });
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
      token: token ?? newToken(),
      form,
    });
    leaveUnread(request, reply);
    return refused(reply, problem, locale, text);
  }
}

/** A scanned receipt brings the number; the code stands behind `#` and never gets here. */
function numberFrom(request: FastifyRequest): FormState {
  const { number } = request.query as { number?: unknown };
  return { values: typeof number === 'string' ? { number: number.slice(0, 40) } : {}, errors: new Map() };
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
