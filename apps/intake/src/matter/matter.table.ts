import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Kind, type Urgency } from '@huiyin/contracts';

/** What a first person proposed and a second must confirm (B.3 guard 2). `order` is the order as it was given. */
export interface Pending {
  readonly act: 'rule-on-objection' | 'refuse-concluded';
  readonly at: string;
  readonly by: string;
  readonly order: object;
}

@Entity({ name: 'matter', schema: 'intake' })
export class Matter {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) kind!: Kind | null;
  @Column('text', { nullable: true }) category!: string | null;
  @Column('text', { nullable: true }) path!: string | null;
  @Column('text', { name: 'location_code', nullable: true }) locationCode!: string | null;
  @Column('text') urgency!: Urgency;
  @Column('int', { name: 'responsible_unit' }) responsibleUnit!: number;
  @Column('uuid', { name: 'officer_id' }) officerId!: string;
  @Column('text', { name: 'officer_name' }) officerName!: string;
  @Column('uuid', { name: 'linked_to', nullable: true }) linkedTo!: string | null;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
  /** Who writes the next state: `assignment` from the taking by the competent office on. */
  @Column('text', { name: 'kept_by' }) keptBy!: 'intake' | 'assignment';
  /** Every unit that may read it. */
  @Column('int', { name: 'seen_by', array: true }) seenBy!: number[];
  /** The office that dispatched it last; it answers until the matter is taken. */
  @Column('int', { name: 'sender_unit', nullable: true }) senderUnit!: number | null;
  /** The office it is offered to, as long as that one has not taken it. */
  @Column('int', { name: 'offered_to', nullable: true }) offeredTo!: number | null;
  /** The latest hand-over. */
  @Column('uuid', { name: 'offer_id', nullable: true }) offerId!: string | null;
  /** Offers so far. */
  @Column('int') attempt!: number;
  @Column('int') returns!: number;
  /** Units that objected once: they may not again. */
  @Column('int', { name: 'objected_units', array: true }) objectedUnits!: number[];
  /** Units that read along because of the latest hand-over. */
  @Column('int', { name: 'informed_units', array: true }) informedUnits!: number[];
  /** Who decides a dispute about jurisdiction. */
  @Column('int', { name: 'deciding_unit', nullable: true }) decidingUnit!: number | null;
  @Column('jsonb', { nullable: true }) pending!: Pending | null;
  /** Calendar days that an assignment set. */
  @Column('int', { name: 'period_days', nullable: true }) periodDays!: number | null;
  @Column('timestamptz', { name: 'dispatched_at', nullable: true }) dispatchedAt!: Date | null;
  @Column('text', { name: 'closing_reason', nullable: true }) closingReason!: string | null;
  /** Whom a claim names as being complained about: nothing of it goes there (R30). */
  @Column('int', { name: 'accused_units', array: true }) accusedUnits!: number[];
  @Column('uuid', { name: 'accused_officials', array: true }) accusedOfficials!: string[];
  /** R25: major or urgent, and not yet reported. */
  @Column('boolean', { name: 'owes_urgent_report' }) owesUrgentReport!: boolean;
  /** Version of assignment's file that is mirrored here; 0 before there is one. */
  @Column('int', { name: 'handling_version' }) handlingVersion!: number;
}
