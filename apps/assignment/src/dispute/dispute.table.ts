import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type disputeOutcomes } from '@huiyin/contracts';
import { type Dispute } from '../file/file.table.js';

/** In the petitioner's words, why it was not carried out. */
@Entity({ name: 'execution_dispute', schema: 'assignment' })
export class ExecutionDispute {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @PrimaryColumn('timestamptz', { name: 'disputed_at' }) disputedAt!: Date;
  @Column('text') subject!: Dispute['subject'];
  @Column('text') reasons!: string;
}

/** What the office found and answered. */
@Entity({ name: 'dispute_answer', schema: 'assignment' })
export class DisputeAnswer {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @PrimaryColumn('timestamptz', { name: 'answered_at' }) answeredAt!: Date;
  @Column('text') outcome!: (typeof disputeOutcomes)[number];
  @Column('text') findings!: string;
  @Column('date', { nullable: true }) until!: string | null;
  @Column('uuid', { name: 'answered_by' }) answeredBy!: string;
}

export const disputeEntities = [ExecutionDispute, DisputeAnswer];
