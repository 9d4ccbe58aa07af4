import { Injectable } from '@nestjs/common';
import {
  type DecisionTaken,
  hearPetitioner,
  type HearPetitioner,
  recordEvidence,
  type RecordEvidence,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { Files } from '../file/file.service.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { evidenceRecorded, heard } from './record.rules.js';

/** What is said and found. */
@Injectable()
export class RecordMessages {
  constructor(
    private readonly files: Files,
    private readonly papers: HandlingPapers,
  ) {}

  @OnRequest(hearPetitioner)
  async hear(order: HearPetitioner, call: Call): Promise<DecisionTaken> {
    const desk = await this.papers.desk(call, 'F-10');
    return this.files.act(hearPetitioner, order, call, (file, now) => heard(file, order, call.actor.id, now, desk));
  }

  @OnRequest(recordEvidence)
  recordEvidence(order: RecordEvidence, call: Call): Promise<DecisionTaken> {
    return this.files.act(recordEvidence, order, call, (file, now) =>
      evidenceRecorded(file, order, call.actor.id, now),
    );
  }
}
