import { Injectable } from '@nestjs/common';
import {
  type Addressee,
  addresseeOf,
  intakePaperFile,
  intakePapersOf,
  intakeTemplate,
  type MatterId,
  type PaperEntries,
  type PaperFile,
  type PaperTemplateText,
  type PaperWanted,
  saveIntakeTemplate,
  type SaveTemplate,
  type TemplateWanted,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Papers } from '@huiyin/papers';
import { OnRequest } from '@huiyin/service';
import { AddresseeService } from './addressee.service.js';
import { PaperService } from './paper.service.js';

@Injectable()
export class PaperMessages {
  constructor(
    private readonly papers: Papers,
    private readonly reading: PaperService,
    private readonly addressees: AddresseeService,
  ) {}

  @OnRequest(intakePapersOf)
  papersOf({ matterId }: MatterId, call: Call): Promise<PaperEntries> {
    return this.reading.of(matterId, call);
  }

  @OnRequest(intakePaperFile)
  file(wanted: PaperWanted, call: Call): Promise<PaperFile> {
    return this.reading.file(wanted, call);
  }

  @OnRequest(intakeTemplate)
  template(wanted: TemplateWanted, _call: Call): Promise<PaperTemplateText> {
    return this.papers.answers.template(wanted);
  }

  @OnRequest(saveIntakeTemplate)
  saveTemplate(order: SaveTemplate, call: Call): Promise<PaperTemplateText> {
    return this.papers.answers.saveTemplate(order, call);
  }

  @OnRequest(addresseeOf)
  addressee({ matterId }: MatterId, call: Call): Promise<Addressee> {
    return this.addressees.ofMatter(matterId, call);
  }
}
