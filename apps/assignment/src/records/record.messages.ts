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
import { carriedOut, Files } from '../file/file.service.js';
import { HandlingPapers } from '../papers/handling-papers.js';
import { hearingRecord, hearingTitle } from './record.papers.js';
import { evidenceOf, hearingOf } from './record.rows.js';
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
    const by = call.actor.id;
    return this.files.act(hearPetitioner, order, call, (file, now) => {
      const move = heard(file, order, by, now);
      const papers = [hearingRecord(file, order, now, desk)];
      return carriedOut(file, move, { papers, adds: [hearingOf(file, order, hearingTitle(order), by)] });
    });
  }

  @OnRequest(recordEvidence)
  recordEvidence(order: RecordEvidence, call: Call): Promise<DecisionTaken> {
    const by = call.actor.id;
    return this.files.act(recordEvidence, order, call, (file, now) =>
      carriedOut(file, evidenceRecorded(file, order, by, now), { adds: [evidenceOf(file, order, by)] }),
    );
  }
}
