import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type HandOverStanding } from '@huiyin/contracts';

export type HandOverKind = 'forward' | 'assign' | 'study';

/** The sender's book: one row for each offer, never changed. */
@Entity({ name: 'hand_over', schema: 'intake' })
export class HandOver {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('text') kind!: HandOverKind;
  @Column('int', { name: 'from_unit' }) fromUnit!: number;
  @Column('int', { name: 'to_unit' }) toUnit!: number;
  @Column('text', { name: 'to_site' }) toSite!: string;
  @Column('timestamptz', { name: 'offered_at' }) offeredAt!: Date;
  @Column('timestamptz', { name: 'objection_due_at' }) objectionDueAt!: Date;
  @Column('int') attempt!: number;
  @Column('boolean', { name: 'may_object' }) mayObject!: boolean;
  @Column('boolean', { name: 'is_direct' }) isDirect!: boolean;
  @Column('int', { name: 'informed_units', array: true }) informedUnits!: number[];
  @Column('int', { name: 'period_days', nullable: true }) periodDays!: number | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { name: 'offered_by' }) offeredBy!: string;
}

/** What became of an offer, in the sender's book; a standing is reached once. */
@Entity({ name: 'hand_over_answer', schema: 'intake' })
export class HandOverAnswer {
  @PrimaryColumn('uuid', { name: 'hand_over_id' }) handOverId!: string;
  @PrimaryColumn('text') standing!: Exclude<HandOverStanding, 'offered'>;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'by_official' }) byOfficial!: string;
  @Column('text', { nullable: true }) reasons!: string | null;
  @Column('text', { name: 'legal_basis', nullable: true }) legalBasis!: string | null;
  @Column('int', { name: 'other_unit', nullable: true }) otherUnit!: number | null;
}
