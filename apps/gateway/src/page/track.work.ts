import {
  type DecisionTaken,
  type Locale,
  type NumberAndCode,
  openSubmission,
  type OpenedSubmission,
  type PaperEntry,
  type PaperWanted,
  Problem,
  problemStatus,
} from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type House } from '../gateway.house.js';
import { paperFile, papersFor, sendPaper } from '../paper/paper.work.js';
import { type Gap } from '../petition/opened.answer.js';
import { orGap, petitionFrom } from '../petition/opening.js';
import {
  disputeAs,
  evaluateAs,
  type Petitioner,
  petitionerOf,
  reopenPathAs,
  requestRecusalAs,
} from '../petition/petitioner.acts.js';
import { type FormState } from './field.js';
import { sendPage } from './layout.js';
import { formAfter, refusal, refused } from './page.refusals.js';
import { anonymousAsk, keyOfForm } from './page.submission.js';
import { petitionPage } from './petition.page.js';
import { notNow, type Outcome, type PetitionerForm } from './petitioner.forms.js';
import { trackPage } from './track.page.js';

type Sent = Readonly<Record<string, string>>;

/** Number and code as typed or as carried by a form of the opened page: in a body, never in an address. */
export function numberAndCode(request: FastifyRequest): NumberAndCode {
  const { number = '', code = '' } = sentOf(request);
  return { submissionNo: number.trim(), queryCode: code.trim() };
}

/** Opens the page of a petition; first does what a form on it asks for. One address for all, so that a history tells nothing. */
export async function track(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
): Promise<FastifyReply> {
  const given = numberAndCode(request);
  try {
    const ask = anonymousAsk(house, request);
    return await house.abuse.opening(request.ip, undefined, async () => {
      const opened = await ask(openSubmission, given);
      const outcome = await outcomeOf(house, request, reply, locale, opened);
      if (outcome === 'sent') return reply;
      const text = await shownOf(house, ask, opened, { locale, given, outcome });
      return sendPage(reply, outcome?.status ?? 200, locale, text);
    });
  } catch (error) {
    const problem = refusal(house, request, error);
    const form = formAfter(problem, locale, { number: given.submissionNo, code: given.queryCode });
    return refused(reply, problem, locale, trackPage(locale, form));
  }
}

const sealedStates: ReadonlySet<string> = new Set(['received', 'passed_on', 'confirmed']);

async function shownOf(
  house: House,
  ask: Bus['ask'],
  found: OpenedSubmission,
  asked: { locale: Locale; given: NumberAndCode; outcome: Outcome | undefined },
): Promise<string> {
  const missing: Gap[] = [];
  const [opened, papers] = await Promise.all([
    petitionFrom(house, ask, found),
    orGap(papersFor(petitionerOf(ask, found)), 'papers', missing),
  ]);
  const isSealed = opened.answerable === undefined && sealedStates.has(opened.state);
  const shown: readonly PaperEntry[] | undefined = papers?.papers;
  return petitionPage({ ...asked, opened: { ...opened, gaps: [...opened.gaps, ...missing] }, isSealed, papers: shown });
}

interface Act {
  readonly form: PetitionerForm;
  readonly fields: readonly string[];
  readonly does: (petitioner: Petitioner, order: Sent) => Promise<DecisionTaken>;
}

/** What the forms of the page send as `act`. */
function actOf({ act, subject }: Sent): Act | undefined {
  if (act === 'evaluate') {
    const form = subject === 'bureau' ? 'evaluate-bureau' : 'evaluate-unit';
    return { form, fields: ['subject', 'value', 'reason'], does: evaluateAs };
  }
  if (act === 'dispute') return { form: 'dispute', fields: ['reasons'], does: disputeAs };
  if (act === 'recusal') return { form: 'recusal', fields: ['ground'], does: requestRecusalAs };
  if (act === 'path-refused') return { form: 'path-refused', fields: ['proof'], does: reopenPathAs };
  return undefined;
}

async function outcomeOf(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
  opened: OpenedSubmission,
): Promise<Outcome | 'sent' | undefined> {
  const sent = sentOf(request);
  if (sent['act'] === 'paper') return paperOutcome(house, request, reply, locale, opened);
  const act = actOf(sent);
  if (act === undefined) return undefined;
  const order = typed(sent, act.fields);
  const { token } = sent;
  try {
    const ask = anonymousAsk(house, request, keyOfForm(token));
    await act.does(petitionerOf(ask, opened), order);
    return { form: act.form, status: 200, isDone: true };
  } catch (error) {
    const problem = refusal(house, request, error);
    if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
    const state: FormState = formAfter(problem, locale, order, notNow(locale, act.form, problem.code));
    // Under another key the same words would be a second order; only a key that was used up is not kept.
    const kept = problem.code === 'idempotency-key-reused' ? undefined : token;
    return { form: act.form, status: problemStatus[problem.code], isDone: false, state, token: kept };
  }
}

async function paperOutcome(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
  opened: OpenedSubmission,
): Promise<Outcome | 'sent'> {
  const wanted = typed(sentOf(request), ['paperId', 'format']) as unknown as PaperWanted;
  try {
    sendPaper(reply, await paperFile(petitionerOf(anonymousAsk(house, request), opened).ask, wanted));
    return 'sent';
  } catch (error) {
    const problem = refusal(house, request, error);
    const isUnknown = problem.code === 'not-found' || problem.code === 'validation-failed';
    const shown = isUnknown ? new Problem('not-found') : problem;
    const state = formAfter(shown, locale, {}, notNow(locale, 'paper', shown.code));
    return { form: 'paper', status: problemStatus[shown.code], isDone: false, state };
  }
}

function sentOf(request: FastifyRequest): Sent {
  return (request.body ?? {}) as Sent;
}

/** The named fields, as far as something stands in them. */
function typed(sent: Sent, fields: readonly string[]): Sent {
  const pairs = fields.map((name) => [name, (sent[name] ?? '').replaceAll('\r\n', '\n').trim()] as const);
  return Object.fromEntries(pairs.filter(([, text]) => text !== ''));
}
