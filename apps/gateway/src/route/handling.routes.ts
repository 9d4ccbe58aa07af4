import {
  accept,
  applySimplified,
  archiveFile,
  confirmExecution,
  confirmHandlingDecision,
  convertToOrdinary,
  decideExtension,
  decideRecusal,
  decideSuggestion,
  decline,
  draftOpinion,
  hearPetitioner,
  issueOpinion,
  openHandling,
  orderExecution,
  preReviewOpinion,
  readHandling,
  recordEvidence,
  replySuggestion,
  replyToSupervision,
  requestExtension,
  requestRecusal,
  type RequestContract,
  returnDraft,
  serveOpinion,
  submitClosingReport,
  supervise,
  supervisionOf,
} from '@huiyin/contracts';
import { asking, type Route } from './route.js';

const tag = 'handling';

/** An order on the file of a handling; names the version of the file. */
function onFile<I extends object, O extends object>(contract: RequestContract<I, O>, order: string, summary: string) {
  return asking(contract, {
    method: 'POST',
    path: `/matters/:matterId/handling/${order}`,
    tag,
    summary,
    isChange: true,
    etag: 'version',
  });
}

/** T19-T36 and T47: what the competent office does, up to the served answer and its execution. */
export const handlingRoutes: readonly Route[] = [
  asking(readHandling, {
    method: 'GET',
    path: '/matters/:matterId/handling',
    tag,
    summary: 'The file of the handling; its `ETag` is what an order on it must name.',
    etag: 'version',
  }),
  onFile(accept, 'accept', 'Accepts; the petitioner gets the notice (T19).'),
  onFile(decline, 'decline', 'Proposes to decline, with ground and right place (T20).'),
  onFile(confirmHandlingDecision, 'confirm-decision', 'A second person confirms or withholds a proposed decision.'),
  onFile(openHandling, 'open-handling', 'The head names two officers without an interest (T22).'),
  onFile(hearPetitioner, 'hear-petitioner', 'Records the petitioner’s statement and requests (T23).'),
  onFile(recordEvidence, 'record-evidence', 'Records evidence taken by two officers (T24).'),
  onFile(applySimplified, 'apply-simplified', 'Takes the simplified procedure (T25).'),
  onFile(convertToOrdinary, 'convert-to-ordinary', 'Goes over to the ordinary procedure (T26).'),
  onFile(requestExtension, 'request-extension', 'The officer asks for more time (T27).'),
  onFile(decideExtension, 'decide-extension', 'The head of the office decides on more time (T27.1).'),
  asking(requestRecusal, {
    method: 'POST',
    path: '/matters/:matterId/handling/request-recusal',
    tag,
    summary: 'An officer asks to step aside (T22.1).',
    etag: 'version',
  }),
  onFile(decideRecusal, 'decide-recusal', 'The head decides on a recusal and names who steps in (T22.2).'),
  onFile(draftOpinion, 'draft-opinion', 'Drafts the opinion, one answer for each request (T32).'),
  onFile(preReviewOpinion, 'pre-review-opinion', 'Checks the draft, or sends it back (T32.1, T32.2).'),
  onFile(returnDraft, 'return-draft', 'The head sends the draft back (T32.2).'),
  onFile(issueOpinion, 'issue-opinion', 'The head signs the opinion (T33).'),
  onFile(serveOpinion, 'serve', 'Records the proof of service (T34).'),
  onFile(orderExecution, 'order-execution', 'Orders what was supported to be carried out (T35).'),
  onFile(confirmExecution, 'confirm-execution', 'Confirms that it was carried out, with evidence (T36).'),
  onFile(submitClosingReport, 'submit-closing-report', 'Reports to the office that assigned the matter (T34.1).'),
  onFile(decideSuggestion, 'decide-suggestion', 'Decides on a suggestion, with reasons.'),
  onFile(replySuggestion, 'reply-suggestion', 'Replies to a suggestion (T08).'),
  onFile(archiveFile, 'archive', 'The archivist takes the complete file (T47).'),
  asking(supervise, {
    method: 'POST',
    path: '/matters/:matterId/supervise',
    tag: 'supervision',
    summary: 'Issues a supervision letter to the office that answers (T48). No clock stops for it.',
    success: 201,
  }),
  asking(supervisionOf, {
    method: 'GET',
    path: '/matters/:matterId/supervision',
    tag: 'supervision',
    summary: 'The supervision letters of a matter.',
  }),
  asking(replyToSupervision, {
    method: 'POST',
    path: '/supervision/:letterId/reply',
    tag: 'supervision',
    summary: 'Answers a supervision letter.',
  }),
];
