import { type AnswerGiven, type DraftOpinion, Problem } from '@huiyin/contracts';
import { overallFinding, type OverallFinding, separationRefusal, simplifiedBlocks } from '@huiyin/statute';
import { type HandlingFile } from '../file/file.table.js';
import { refuseOthers, refuseRecused } from './officer.rules.js';

/** Characters of all answers and the summary, as JSON: an opinion beyond a hundred pages is no paper that can be issued (F-07). */
const longestDraft = 100_000;

/** R31(6): nobody is answered unheard. @throws Problem `petitioner-not-heard`. */
export function refuseUnheard(file: Pick<HandlingFile, 'requests'>): void {
  if (file.requests.length === 0) throw new Problem('petitioner-not-heard');
}

/**
 * R31(6), R32 (T32): the petitioner was heard, the facts were found by two officers, and every request is answered exactly once. The short
 * track asks for no evidence and may not refuse (D.5). @returns what the answers find together.
 * @throws Problem `officer-recused`, `not-the-officer`, `petitioner-not-heard`, `evidence-missing`, `requests-unanswered`,
 *   `simplified-refusal`, `validation-failed` for more than a paper can hold.
 */
export function findingOfDraft(file: HandlingFile, order: DraftOpinion, officialId: string): OverallFinding {
  const { answers, summary } = order;
  refuseOthers(file, officialId);
  refuseUnheard(file);
  const isShort = file.aspects.includes('simplified');
  if (!isShort && file.evidenceCount === 0) throw new Problem('evidence-missing');
  refuseUnanswered(file.requests.length, answers);
  if (JSON.stringify({ answers, summary }).length > longestDraft)
    throw new Problem('validation-failed', {}, [{ field: 'answers', rule: 'maxLength' }]);
  const findings = answers.map((answer) => answer.finding);
  if (isShort && simplifiedBlocks(findings)) throw new Problem('simplified-refusal');
  return overallFinding(findings);
}

/** R32: request by request. Missing, doubled and unknown numbers are all named. @throws Problem `requests-unanswered`. */
function refuseUnanswered(requests: number, answers: readonly AnswerGiven[]): void {
  const times = new Map<number, number>();
  for (const { requestNo } of answers) times.set(requestNo, (times.get(requestNo) ?? 0) + 1);
  const wanted = Array.from({ length: requests }, (_, at) => at + 1);
  const amiss = [...new Set([...wanted, ...times.keys()])].filter((no) => no > requests || times.get(no) !== 1);
  if (amiss.length > 0) throw new Problem('requests-unanswered', { numbers: amiss.sort((a, b) => a - b).join(', ') });
}

/** S3 (T32.1): the draft is read by somebody who neither wrote it nor took part in it. @throws Problem `separation-of-duties`. */
export function refuseOwnDraft(file: HandlingFile, reviewerId: string): void {
  const drafted = reviewerId === file.draftedBy ? (['draft-opinion'] as const) : [];
  const tookPart = reviewerId === file.officerId || reviewerId === file.secondOfficerId;
  if (tookPart || separationRefusal('pre-review-opinion', drafted) !== null) throw new Problem('separation-of-duties');
}

/**
 * R32, R34 (T33): once more, nothing goes out over the head of an unheard petitioner, and the head does not sign the own draft.
 * @throws Problem `petitioner-not-heard`, `officer-recused`, `separation-of-duties`, `simplified-refusal`, `principal-head-needed`.
 */
export function refuseIssuing(
  file: HandlingFile,
  findings: readonly AnswerGiven['finding'][],
  signedAs: string,
  headId: string,
): void {
  refuseUnheard(file);
  refuseRecused(file, headId);
  // Who stepped aside after drafting left an opinion that somebody else must write anew.
  if (file.draftedBy !== null) refuseRecused(file, file.draftedBy);
  if (headId === file.draftedBy) throw new Problem('separation-of-duties');
  if (file.aspects.includes('simplified') && simplifiedBlocks(findings)) throw new Problem('simplified-refusal');
  if (file.isMajor && signedAs !== 'principal-head') throw new Problem('principal-head-needed');
}
