import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type HandOverStanding } from '@huiyin/contracts';
import { type HandOverKind } from './hand-over.table.js';

/** The recipient's book: what another office offers. The id is the hand-over's. */
@Entity({ name: 'offer', schema: 'intake' })
export class Offer {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('text') kind!: HandOverKind;
  @Column('int', { name: 'from_unit' }) fromUnit!: number;
  @Column('text', { name: 'from_site' }) fromSite!: string;
  @Column('int', { name: 'to_unit' }) toUnit!: number;
  @Column('text') standing!: HandOverStanding;
  @Column('timestamptz', { name: 'offered_at' }) offeredAt!: Date;
  /** The first instant that is too late for an objection (TL-04). */
  @Column('timestamptz', { name: 'objection_due_at' }) objectionDueAt!: Date;
  @Column('int') attempt!: number;
  @Column('boolean', { name: 'may_object' }) mayObject!: boolean;
  @Column('int', { name: 'period_days', nullable: true }) periodDays!: number | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  /** Of an objection or a dispute, as this office wrote them; the sender's book asks for them. */
  @Column('text', { nullable: true }) reasons!: string | null;
  @Column('text', { name: 'legal_basis', nullable: true }) legalBasis!: string | null;
}
