import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  handOverAnswered,
  handOverOffered,
  handOverRuled,
  matterMoved,
  matterReassigned,
  submissionRegistered,
} from '@huiyin/contracts';
import { type Delivered, type EventHandling, isOf } from '@huiyin/messaging';
import { ReadsEvents } from '@huiyin/service';
import { SubjectWords } from '../finding/subject-words.js';
import { ProposalService } from '../proposal/proposal.service.js';
import { Conversation } from './conversation.js';

/** Steps after which another unit reads the matter. */
const widening: ReadonlySet<string> = new Set([
  'forward',
  'assign',
  'refer-for-study',
  'dispute-jurisdiction',
  'decide-jurisdiction',
  'reassign',
]);

/**
 * What this service tells itself, so that nobody at a counter waits for it: likenesses of new submissions, the words by which they are
 * found, and the two books of a hand-over.
 */
@ReadsEvents()
@Injectable()
export class OwnEvents implements EventHandling<EntityManager> {
  readonly owner = 'intake';
  readonly contracts = [
    submissionRegistered,
    matterMoved,
    matterReassigned,
    handOverOffered,
    handOverAnswered,
    handOverRuled,
  ];

  constructor(
    private readonly proposals: ProposalService,
    private readonly conversation: Conversation,
    private readonly words: SubjectWords,
  ) {}

  async apply(batch: readonly Delivered[], tx: EntityManager): Promise<void> {
    // What locks matters comes last: a clerk waits for it.
    await this.proposals.propose(
      tx,
      batch.flatMap((event) => (isOf(event, submissionRegistered) ? [event.payload.submissionId] : [])),
    );
    await this.conversation.hear(tx, batch);
    await this.words.add(
      tx,
      batch.flatMap((event) => {
        const isWider = isOf(event, matterMoved)
          ? widening.has(event.payload.command)
          : isOf(event, submissionRegistered) || isOf(event, matterReassigned);
        return isWider && event.matterId !== undefined ? [event.matterId] : [];
      }),
    );
  }
}
