import {
  clocksOf,
  type NumberAndCode,
  NumberAndCode as NumberAndCodeGiven,
  openSubmission,
  Problem,
  Receipt,
  receiptOf,
  registerSubmission,
  timeline,
} from '@huiyin/contracts';
import { OpenedPetition } from '../petition/opened.answer.js';
import { openPetition } from '../petition/opening.js';
import { receiptDisposition, receiptPaper } from '../petition/receipt.js';
import { asking, type Asked, composed, type Route } from './route.js';

/** T02, and what a citizen opens with number and code. */
export const petitionRoutes: readonly Route[] = [
  asking(registerSubmission, {
    method: 'POST',
    path: '/petitions',
    tag: 'petitions',
    summary: 'Registers a petition and gives its receipt with number and query code.',
    success: 201,
    limit: 'submission',
    problems: ['proof-of-work-required', 'proof-of-work-invalid'],
  }),
  composed({
    method: 'POST',
    path: '/petitions/open',
    tag: 'petitions',
    summary: 'Opens a petition by number and code: where it stands, who answers, which clock runs.',
    who: 'anyone',
    contracts: [openSubmission, timeline, clocksOf],
    input: NumberAndCodeGiven,
    answer: OpenedPetition,
    limit: 'opening',
    problems: ['proof-of-work-required', 'proof-of-work-invalid'],
    work: ({ house, request, altcha, ask, input }) =>
      house.abuse.opening(request.ip, altcha, () => openPetition(house, ask, input)),
  }),
  composed({
    method: 'POST',
    path: '/petitions/receipt',
    tag: 'petitions',
    summary: 'The receipt again, as PDF or JSON, against number and code.',
    who: 'anyone',
    contracts: [receiptOf],
    input: NumberAndCodeGiven,
    answer: Receipt,
    gives: ['application/pdf'],
    limit: 'opening',
    problems: ['proof-of-work-required', 'proof-of-work-invalid', 'not-acceptable'],
    work: receiptAgain,
  }),
];

async function receiptAgain(asked: Asked): Promise<object | undefined> {
  const { house, request, reply, altcha, ask, input, locale } = asked;
  const wanted = preferred(request.headers.accept);
  const receipt = await house.abuse.opening(request.ip, altcha, () =>
    ask(receiptOf, input as unknown as NumberAndCode),
  );
  if (wanted === 'json') return receipt;
  const paper = await receiptPaper(house, receipt, locale);
  void reply
    .code(200)
    .header('content-type', 'application/pdf')
    .header('content-disposition', receiptDisposition(receipt.submissionNo, locale))
    .send(paper);
  return undefined;
}

/** PDF where it is named, JSON otherwise. @throws Problem `not-acceptable`. */
function preferred(accept: string | undefined): 'pdf' | 'json' {
  if (accept === undefined || accept.trim() === '') return 'json';
  if (/application\/pdf/i.test(accept)) return 'pdf';
  if (/\*\/\*|application\/(?:\*|json)/i.test(accept)) return 'json';
  throw new Problem('not-acceptable');
}
