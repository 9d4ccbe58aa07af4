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
import { OnRequest } from '@huiyin/service';
import { AddresseeService } from './addressee.service.js';
import { PaperService } from './paper.service.js';

@Injectable()
export class PaperMessages {
  constructor(
    private readonly papers: PaperService,
    private readonly addressees: AddresseeService,
  ) {}

  @OnRequest(intakePapersOf)
  papersOf({ matterId }: MatterId, call: Call): Promise<PaperEntries> {
    return this.papers.of(matterId, call);
  }

  @OnRequest(intakePaperFile)
  file(wanted: PaperWanted, call: Call): Promise<PaperFile> {
    return this.papers.file(wanted, call);
  }

  @OnRequest(intakeTemplate)
  template(wanted: TemplateWanted, _call: Call): Promise<PaperTemplateText> {
    return this.papers.template(wanted);
  }

  @OnRequest(saveIntakeTemplate)
  saveTemplate(order: SaveTemplate, call: Call): Promise<PaperTemplateText> {
    return this.papers.saveTemplate(order, call);
  }

  @OnRequest(addresseeOf)
  addressee({ matterId }: MatterId, call: Call): Promise<Addressee> {
    return this.addressees.ofMatter(matterId, call);
  }
}
