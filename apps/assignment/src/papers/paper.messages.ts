import { Injectable } from '@nestjs/common';
import {
  assignmentPaperFile,
  assignmentPapersOf,
  assignmentTemplate,
  correctPaper,
  type CorrectPaper,
  type MatterId,
  type PaperCorrected,
  type PaperEntries,
  type PaperFile,
  type PaperTemplateText,
  type PaperWanted,
  Problem,
  saveAssignmentTemplate,
  type SaveTemplate,
  type TemplateWanted,
} from '@huiyin/contracts';
import { type PaperKind, paperKinds, type PaperTemplate } from '@huiyin/documents';
import { type Call } from '@huiyin/messaging';
import { Papers } from '@huiyin/papers';
import { Authorities, OnRequest } from '@huiyin/service';
import { Corrections } from './correction.service.js';

/** Papers as they are read, worded and corrected. */
@Injectable()
export class PaperMessages {
  constructor(
    private readonly papers: Papers,
    private readonly authorities: Authorities,
    private readonly corrections: Corrections,
  ) {}

  @OnRequest(assignmentPapersOf)
  async list({ matterId }: MatterId, call: Call): Promise<PaperEntries> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    const lines = await this.papers.reading.ofMatter(scope, matterId);
    return { papers: lines.map(({ replaces: _replaces, ...entry }) => entry) };
  }

  @OnRequest(assignmentPaperFile)
  async file({ paperId, format = 'pdf' }: PaperWanted, call: Call): Promise<PaperFile> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    const { bytes, ...file } = await this.papers.reading.file(scope, paperId, format);
    return { ...file, bytes: bytes.toString('base64') };
  }

  @OnRequest(assignmentTemplate)
  async template({ kind }: TemplateWanted, _call: Call): Promise<PaperTemplateText> {
    return worded(await this.papers.templates.current(known(kind)));
  }

  @OnRequest(saveAssignmentTemplate)
  async saveTemplate({ kind, expectedVersion, body }: SaveTemplate, call: Call): Promise<PaperTemplateText> {
    return worded(await this.papers.templates.save({ kind: known(kind), expectedVersion, body }, call));
  }

  @OnRequest(correctPaper)
  correct(order: CorrectPaper, call: Call): Promise<PaperCorrected> {
    return this.corrections.correct(order, call);
  }
}

/** @throws Problem `not-found` for a kind that has no template. */
function known(kind: string): PaperKind {
  const found = paperKinds.find((one) => one === kind);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

function worded({ kind, version, ...body }: PaperTemplate): PaperTemplateText {
  return { kind, version, body };
}
