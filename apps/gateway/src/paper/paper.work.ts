import {
  assignmentPaperFile,
  assignmentPapersOf,
  intakePaperFile,
  intakePapersOf,
  type PaperEntries,
  type PaperFile,
  type PaperWanted,
  Problem,
} from '@huiyin/contracts';
import { type Bus } from '@huiyin/messaging';
import { type FastifyReply } from 'fastify';
import { type Petitioner } from '../petition/petitioner.acts.js';

type Ask = Bus['ask'];

/** The papers of a matter from whoever issued them, oldest first. @throws Problem `not-found` where intake does not show the matter. */
export async function papersOf(ask: Ask, matterId: string): Promise<PaperEntries> {
  const [before, after] = await Promise.all([
    ask(intakePapersOf, { matterId }),
    orNone(ask(assignmentPapersOf, { matterId })),
  ]);
  return inOrder(before, after);
}

/** The papers addressed to a petitioner; none of a sealed submission, as of a matter that has none yet. */
export async function papersFor({ ask, matterId }: Petitioner): Promise<PaperEntries> {
  const [before, after] = await Promise.all([
    orNone(ask(intakePapersOf, { matterId })),
    orNone(ask(assignmentPapersOf, { matterId })),
  ]);
  return inOrder(before, after);
}

function inOrder(before: PaperEntries, after: PaperEntries): PaperEntries {
  const papers = [...before.papers, ...after.papers];
  return { papers: papers.sort((a, b) => Date.parse(a.issuedAt) - Date.parse(b.issuedAt)) };
}

/** A file by its paper's id: the id does not tell who issued it, so both are asked. @throws Problem `not-found`. */
export async function paperFile(ask: Ask, wanted: PaperWanted): Promise<PaperFile> {
  try {
    return await ask(assignmentPaperFile, wanted);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
    return ask(intakePaperFile, wanted);
  }
}

/** Sends a paper as a file that no page can make run. */
export function sendPaper(reply: FastifyReply, file: PaperFile): undefined {
  void reply
    .code(200)
    .header('content-type', file.mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`)
    .send(Buffer.from(file.bytes, 'base64'));
  return undefined;
}

/** Whoever does not know the matter has no papers of it: before the taking, assignment. That it may be seen was said already. */
async function orNone(asked: Promise<PaperEntries>): Promise<PaperEntries> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return { papers: [] };
    throw error;
  }
}
