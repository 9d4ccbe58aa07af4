import {
  assignmentPaperFile,
  assignmentPapersOf,
  assignmentTemplate,
  correctPaper,
  intakePaperFile,
  intakePapersOf,
  intakeTemplate,
  MatterId,
  PaperEntries,
  PaperWanted,
  saveAssignmentTemplate,
  saveIntakeTemplate,
} from '@huiyin/contracts';
import { paperFile, papersOf, sendPaper } from '../paper/paper.work.js';
import { asking, composed, type Route } from './route.js';

const tag = 'papers';
const gives = ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'];

/** The papers of part F: listed, fetched, corrected; and their templates. */
export const paperRoutes: readonly Route[] = [
  composed({
    method: 'GET',
    path: '/matters/:matterId/papers',
    tag,
    summary: 'The papers of a matter, oldest first.',
    who: 'official',
    contracts: [intakePapersOf, assignmentPapersOf],
    input: MatterId,
    answer: PaperEntries,
    work: ({ ask, input }) => papersOf(ask, String(input['matterId'])),
  }),
  composed({
    method: 'GET',
    path: '/papers/:paperId',
    tag,
    summary: 'A paper as PDF or, with `format=docx`, as DOCX; `Repr-Digest` is its hash.',
    who: 'official',
    contracts: [assignmentPaperFile, intakePaperFile],
    input: PaperWanted,
    gives,
    problems: ['paper-not-ready'],
    work: async ({ ask, input, reply }) => sendPaper(reply, await paperFile(ask, input as unknown as PaperWanted)),
  }),
  asking(correctPaper, {
    method: 'POST',
    path: '/papers/:paperId/correct',
    tag,
    summary: 'Corrects slips of the pen: a new version with the same number beside the old one.',
  }),
  ...[
    { owner: 'intake', read: intakeTemplate, save: saveIntakeTemplate },
    { owner: 'assignment', read: assignmentTemplate, save: saveAssignmentTemplate },
  ].flatMap(({ owner, read, save }) => [
    asking(read, {
      method: 'GET',
      path: `/paper-templates/${owner}/:kind`,
      tag,
      summary: `The template of a paper that ${owner} issues.`,
      etag: 'version',
    }),
    asking(save, {
      method: 'POST',
      path: `/paper-templates/${owner}/:kind`,
      tag,
      summary: `Saves a new version of a template of ${owner}.`,
      isChange: true,
      etag: 'version',
    }),
  ]),
];
