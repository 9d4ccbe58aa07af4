import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type DecisionTaken,
  type DraftOpinion,
  draftOpinion,
  opinionChecks,
  type PreReviewOpinion,
  preReviewOpinion,
  type ReturnDraft,
  returnDraft,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { lawful, moved } from '../file/move.rules.js';
import { Files, type Ruled } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { findingOfDraft, refuseOwnDraft } from './draft.rules.js';
import { Answer, Opinion, OpinionCheck } from './opinion.table.js';

/** The answer is written, and read by somebody else, before the head sees it (T32, T32.1, T32.2). */
@Injectable()
export class Drafts {
  constructor(private readonly files: Files) {}

  draft(order: DraftOpinion, call: Call): Promise<DecisionTaken> {
    return this.files.act(draftOpinion, order, call, (file, now) => {
      lawful(file, 'draft-opinion');
      const finding = findingOfDraft(file, order, call.actor.id);
      const draftNo = file.draftNo + 1;
      // Once major, major: a second draft does not make the matter smaller by saying nothing.
      const isMajor = order.isMajor ?? file.isMajor;
      const hasSupported = order.answers.some((answer) => answer.finding === 'supported');
      const changes = { draftNo, finding, hasSupported, isMajor, draftedBy: call.actor.id, reviewedBy: null };
      const opinion: Opinion = {
        id: randomUUID(),
        matterId: file.id,
        draftNo,
        summary: order.summary,
        isMajor,
        draftedBy: call.actor.id,
        draftedAt: now,
      };
      return {
        ...moved(file, { command: 'draft-opinion', at: now, changes, values: { draftNo } }),
        adds: [{ table: Opinion, row: opinion }, ...order.answers.map((answer) => answerRow(file.id, draftNo, answer))],
      };
    });
  }

  /** T32.1 when all six points hold, else T32.2. */
  preReview(order: PreReviewOpinion, call: Call): Promise<DecisionTaken> {
    const isReturned = opinionChecks.some((check) => !order.passed.includes(check));
    const rule = (file: HandlingFile, now: Date): Ruled => {
      lawful(file, 'pre-review-opinion');
      refuseOwnDraft(file, call.actor.id);
      const check = { isReturned, passed: [...new Set(order.passed)], remark: order.remark };
      return checked(file, check, call.actor.id, now);
    };
    return this.files.act(preReviewOpinion, order, call, rule, { units: (file) => [file.reviewUnit] });
  }

  /** T32.2 by the head. */
  return(order: ReturnDraft, call: Call): Promise<DecisionTaken> {
    return this.files.act(returnDraft, order, call, (file, now) =>
      checked(file, { isReturned: true, passed: [], remark: order.reason }, call.actor.id, now),
    );
  }
}

function checked(
  file: HandlingFile,
  check: Pick<OpinionCheck, 'isReturned' | 'passed' | 'remark'>,
  checkedBy: string,
  now: Date,
): Ruled {
  const command = check.isReturned ? 'return-draft' : 'pre-review-opinion';
  const row: OpinionCheck = {
    id: randomUUID(),
    matterId: file.id,
    draftNo: file.draftNo,
    ...check,
    checkedBy,
    checkedAt: now,
  };
  const changes = { reviewedBy: check.isReturned ? null : checkedBy };
  return {
    ...moved(file, { command, at: now, changes, values: { draftNo: file.draftNo } }),
    adds: [{ table: OpinionCheck, row }],
  };
}

function answerRow(matterId: string, draftNo: number, answer: DraftOpinion['answers'][number]) {
  const row: Answer = { matterId, draftNo, ...answer };
  return { table: Answer, row };
}
