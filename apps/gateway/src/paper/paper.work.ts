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

type Ask = Bus['ask'];

/** The papers of a matter from whoever issued them, oldest first. */
export async function papersOf(ask: Ask, matterId: string): Promise<PaperEntries> {
  const [before, after] = await Promise.all([
    ask(intakePapersOf, { matterId }),
    orNone(ask(assignmentPapersOf, { matterId })),
  ]);
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

/** Before the taking assignment knows nothing of the matter: that is no refusal here, intake said yes already. */
async function orNone(asked: Promise<PaperEntries>): Promise<PaperEntries> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return { papers: [] };
    throw error;
  }
}
