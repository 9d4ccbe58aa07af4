import { Injectable } from '@nestjs/common';
import { archiveFile, type ArchiveFile, type DecisionTaken } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Papers } from '@huiyin/papers';
import { OnRequest, ownScope } from '@huiyin/service';
import { carriedOut, Files } from '../file/file.service.js';
import { archivists } from '../file/task.rules.js';
import { archived } from './archive.rules.js';

/** The end of a file. */
@Injectable()
export class ArchiveMessages {
  constructor(
    private readonly files: Files,
    private readonly papers: Papers,
  ) {}

  @OnRequest(archiveFile)
  async archive(order: ArchiveFile, call: Call): Promise<DecisionTaken> {
    // Only whether they are set; who may archive is looked at before anything of it is told.
    const papers = await this.papers.reading.ofMatter(ownScope('archive'), order.matterId);
    const hasAllPapers = papers.every((paper) => paper.isReady);
    return this.files.act(
      archiveFile,
      order,
      call,
      (file, now) => carriedOut(file, archived(file, order, hasAllPapers, now)),
      {
        units: archivists,
      },
    );
  }
}
