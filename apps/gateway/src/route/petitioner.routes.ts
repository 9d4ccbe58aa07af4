import {
  assignmentPaperFile,
  assignmentPapersOf,
  DecisionTaken,
  disputeExecution,
  evaluate,
  intakePaperFile,
  intakePapersOf,
  NumberAndCode,
  openSubmission,
  PaperEntries,
  type PaperWanted,
  reopenPathRefused,
  requestRecusal,
} from '@huiyin/contracts';
import { paperFile, papersFor, sendPaper } from '../paper/paper.work.js';
import {
  asPetitioner,
  disputeAs,
  DisputeByCitizen,
  EvaluationByCitizen,
  evaluateAs,
  PaperByCitizen,
  PathRefusedByCitizen,
  RecusalByCitizen,
  reopenPathAs,
  requestRecusalAs,
} from '../petition/petitioner.acts.js';
import { type Asked, composed, type Route } from './route.js';

const common = {
  method: 'POST',
  tag: 'petitions',
  who: 'anyone',
  limit: 'opening',
} as const;
const problems = ['proof-of-work-required', 'proof-of-work-invalid', 'code-or-number-wrong'] as const;

/** What a petitioner does with number and code: reads the papers, evaluates, disputes the execution, asks for recusal, tells that a path refused. */
export const petitionerRoutes: readonly Route[] = [
  composed({
    ...common,
    path: '/petitions/papers',
    summary: 'The papers addressed to the petitioner.',
    contracts: [openSubmission, intakePapersOf, assignmentPapersOf],
    input: NumberAndCode,
    answer: PaperEntries,
    problems,
    work: (asked) => opened(asked, papersFor),
  }),
  composed({
    ...common,
    path: '/petitions/papers/file',
    summary: 'One of those papers as PDF or DOCX.',
    contracts: [openSubmission, assignmentPaperFile, intakePaperFile],
    input: PaperByCitizen,
    gives: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    problems: [...problems, 'paper-not-ready'],
    work: async (asked) => {
      const file = await opened(asked, ({ ask }, order) => paperFile(ask, order as unknown as PaperWanted));
      return sendPaper(asked.reply, file);
    },
  }),
  composed({
    ...common,
    path: '/petitions/evaluate',
    summary: 'Evaluates the bureau or the handling office (F-36). Saying nothing is never satisfaction.',
    contracts: [openSubmission, evaluate],
    input: EvaluationByCitizen,
    answer: DecisionTaken,
    isKeyed: true,
    problems: [...problems, 'evaluation-not-open', 'evaluated-before'],
    work: (asked) => opened(asked, evaluateAs),
  }),
  composed({
    ...common,
    path: '/petitions/dispute-execution',
    summary:
      'Says that what was confirmed as carried out, or was to be by now, was not (T36.2). Reopens nothing by itself.',
    contracts: [openSubmission, disputeExecution],
    input: DisputeByCitizen,
    answer: DecisionTaken,
    isKeyed: true,
    problems: [...problems, 'execution-dispute-not-open', 'execution-disputed-before'],
    work: (asked) => opened(asked, disputeAs),
  }),
  composed({
    ...common,
    path: '/petitions/request-recusal',
    summary: 'Asks that the officer steps aside (R28).',
    contracts: [openSubmission, requestRecusal],
    input: RecusalByCitizen,
    answer: DecisionTaken,
    isKeyed: true,
    problems: [...problems, 'decision-pending', 'transition-not-allowed'],
    work: (asked) => opened(asked, requestRecusalAs),
  }),
  composed({
    ...common,
    path: '/petitions/reopen-path',
    summary: 'Tells that the path to which one was guided did not take the matter (T10.1).',
    contracts: [openSubmission, reopenPathRefused],
    input: PathRefusedByCitizen,
    answer: DecisionTaken,
    isKeyed: true,
    problems: [...problems, 'transition-not-allowed'],
    work: (asked) => opened(asked, reopenPathAs),
  }),
];

function opened<T>(asked: Asked, act: Parameters<typeof asPetitioner<T>>[2]): Promise<T> {
  const { house, request, altcha, ask, input } = asked;
  return house.abuse.opening(request.ip, altcha, () => asPetitioner(ask, input, act));
}
