import {
  type PaperEntries,
  type PaperFile,
  type PaperTemplateText,
  type PaperWanted,
  Problem,
  type SaveTemplate,
  type TemplateWanted,
} from '@huiyin/contracts';
import { type PaperKind, paperKinds, type PaperTemplate } from '@huiyin/documents';
import { type Call } from '@huiyin/messaging';
import { type Scope } from '@huiyin/service';
import { type PaperReading } from './paper.reading.js';
import { type PaperTemplates } from './paper.templates.js';

/** What is answered about papers and their wording, in the form of the contracts; the same for each service that issues some. */
export class PaperAnswers {
  constructor(
    private readonly reading: PaperReading,
    private readonly templates: PaperTemplates,
  ) {}

  /** Those in scope, oldest first. */
  async ofMatter(scope: Scope, matterId: string): Promise<PaperEntries> {
    const lines = await this.reading.ofMatter(scope, matterId);
    return { papers: lines.map(({ replaces: _replaces, ...entry }) => entry) };
  }

  /** @throws Problem `not-found` where the paper is not in scope, `paper-not-ready`, `overloaded`. */
  async file(scope: Scope, { paperId, format = 'pdf' }: PaperWanted): Promise<PaperFile> {
    const { bytes, ...file } = await this.reading.file(scope, paperId, format);
    return { ...file, bytes: bytes.toString('base64') };
  }

  /** @throws Problem `not-found` for a kind that has no template. */
  async template({ kind }: TemplateWanted): Promise<PaperTemplateText> {
    return worded(await this.templates.current(known(kind)));
  }

  /** @throws Problem `not-found`, `template-invalid`, `stale-version`, `idempotency-key-*`. */
  async saveTemplate(order: SaveTemplate, call: Call): Promise<PaperTemplateText> {
    return worded(await this.templates.save({ ...order, kind: known(order.kind) }, call));
  }
}

function known(kind: string): PaperKind {
  const found = paperKinds.find((one) => one === kind);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

function worded({ kind, version, ...body }: PaperTemplate): PaperTemplateText {
  return { kind, version, body };
}
