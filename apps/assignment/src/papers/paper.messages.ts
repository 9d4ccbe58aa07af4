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
  saveAssignmentTemplate,
  type SaveTemplate,
  type TemplateWanted,
} from '@huiyin/contracts';
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
    return this.papers.answers.ofMatter(scope, matterId);
  }

  @OnRequest(assignmentPaperFile)
  async file(wanted: PaperWanted, call: Call): Promise<PaperFile> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    return this.papers.answers.file(scope, wanted);
  }

  @OnRequest(assignmentTemplate)
  template(wanted: TemplateWanted, _call: Call): Promise<PaperTemplateText> {
    return this.papers.answers.template(wanted);
  }

  @OnRequest(saveAssignmentTemplate)
  saveTemplate(order: SaveTemplate, call: Call): Promise<PaperTemplateText> {
    return this.papers.answers.saveTemplate(order, call);
  }

  @OnRequest(correctPaper)
  correct(order: CorrectPaper, call: Call): Promise<PaperCorrected> {
    return this.corrections.correct(order, call);
  }
}
