import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { handOverAnswered, handOverOffered, handOverRuled } from '@huiyin/contracts';
import { type Delivered, isOf } from '@huiyin/messaging';
import { answerApplied, deemedTaken, isAwaited, isLapsed, lapsedAt, offeredToHeir } from './answer.rules.js';
import { objectionDueAt } from '../submission/first-clock.js';
import { type HandOver } from './hand-over.table.js';
import { RecipientBook } from './recipient-book.js';
import { Recipients } from './recipients.js';
import { type Happening, SenderBook } from './sender-book.js';

/** A lapsed period of objection (TL-04), as the clock told it. */
export interface Lapse {
  readonly matterId: string;
  readonly at: Date;
}

/** Two books that talk by events, also inside one installation: what one wrote is read into the other. */
@Injectable()
export class Conversation {
  constructor(
    private readonly sender: SenderBook,
    private readonly recipient: RecipientBook,
    private readonly recipients: Recipients,
  ) {}

  async hear(tx: EntityManager, batch: readonly Delivered[]): Promise<void> {
    const isMine = ({ toSite }: { readonly toSite: string }) => toSite === this.recipients.site;
    const offers = batch.flatMap((event) => (isOf(event, handOverOffered) ? [event.payload] : [])).filter(isMine);
    const answers = batch.flatMap((event) => (isOf(event, handOverAnswered) ? [event.payload] : [])).filter(isMine);
    const rulings = batch.flatMap((event) => (isOf(event, handOverRuled) ? [event.payload] : [])).filter(isMine);
    await this.recipient.offered(tx, offers);
    const words = await this.recipient.wordsOf(
      tx,
      answers.map((answer) => answer.handOverId),
    );
    await this.sender.apply(
      tx,
      answers.map((answer) => this.#answered({ ...answer, ...words.get(answer.handOverId) })),
    );
    await this.recipient.ruled(tx, rulings);
  }

  /** T14.2: what was not objected to in time is taken. An answer that was given in time and is on its way goes first. */
  async lapsed(tx: EntityManager, lapses: readonly Lapse[]): Promise<void> {
    if (lapses.length === 0) return;
    const open = (await tx.query(
      `select h.id, h.matter_id as "matterId", h.may_object as "mayObject", h.offered_at as "offeredAt",
          h.objection_due_at as "objectionDueAt" from intake.matter m join intake.hand_over h on h.id = m.offer_id
        where m.id = any($1::uuid[]) and m.kept_by = 'intake' and m.state in ('forwarded','assigned','referred')`,
      [lapses.map((lapse) => lapse.matterId)],
    )) as Pick<HandOver, 'id' | 'matterId' | 'mayObject' | 'offeredAt' | 'objectionDueAt'>[];
    const answered = await this.recipient.answered(
      tx,
      open.map((one) => one.id),
    );
    const waiting = new Map(open.filter((one) => !answered.has(one.id)).map((one) => [one.matterId, one]));
    await this.sender.apply(
      tx,
      lapses.flatMap(({ matterId, at }) => {
        const offer = waiting.get(matterId);
        return offer !== undefined && isLapsed({ ...offer, objectionDueAt: objectionDueAt(offer) }, at)
          ? [this.#lapsed(matterId, lapsedAt(offer, at))]
          : [];
      }),
    );
  }

  /** A unit ended: what it dispatched, must decide or only reads is open to its heir. Once, when it becomes known. */
  async readByHeir(tx: EntityManager, unitId: number, heirId: number): Promise<void> {
    await this.sender.readByHeir(tx, unitId, heirId, this.recipients.lineage(heirId));
  }

  /**
   * What a unit that ended was offered is offered to its heir, and told anew, so that the heir has it to do: also
   * where the unit stays and only its duty officer is another. @returns how many.
   */
  async offersSucceeded(tx: EntityManager, unitId: number, heirId: number, dutyOfficerId?: string): Promise<number> {
    const offered = (await tx.query(
      `select id from intake.matter where offered_to = $1 and kept_by = 'intake' order by id limit 1000`,
      [unitId],
    )) as { id: string }[];
    const { dutyOfficer } = this.recipients.offices;
    const offices = {
      ...this.recipients.offices,
      dutyOfficer: (id: number) => (id === heirId ? (dutyOfficerId ?? dutyOfficer(id)) : dutyOfficer(id)),
    };
    const moved = await this.sender.apply(
      tx,
      offered.map(({ id }) => ({
        matterId: id,
        rule: (matter) => offeredToHeir(matter, unitId, heirId, offices, this.recipients.now()),
      })),
    );
    if (unitId !== heirId) await this.recipient.succeeded(tx, unitId, heirId);
    return moved;
  }

  #answered(answer: Parameters<typeof answerApplied>[2]): Happening {
    return {
      matterId: answer.matterId,
      rule: (matter, offer) =>
        offer !== undefined && isAwaited(matter, answer.handOverId)
          ? answerApplied(matter, offer, answer, this.recipients.offices)
          : undefined,
    };
  }

  #lapsed(matterId: string, at: Date): Happening {
    return {
      matterId,
      rule: (matter, offer) =>
        offer !== undefined && isAwaited(matter, offer.handOverId)
          ? deemedTaken(matter, offer, this.recipients.officerOf(offer.toUnit), this.recipients.offices, at)
          : undefined,
    };
  }
}
