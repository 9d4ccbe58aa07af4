import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Finding, type opinionChecks, type serviceManners } from '@huiyin/contracts';

/** One draft of an opinion. A draft that came back stays; the next one has a higher number. */
@Entity({ name: 'opinion', schema: 'assignment' })
export class Opinion {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('int', { name: 'draft_no' }) draftNo!: number;
  @Column('text') summary!: string;
  @Column('boolean', { name: 'is_major' }) isMajor!: boolean;
  @Column('uuid', { name: 'drafted_by' }) draftedBy!: string;
  @Column('timestamptz', { name: 'drafted_at' }) draftedAt!: Date;
}

/** What a draft answers to one request (R32). */
@Entity({ name: 'answer', schema: 'assignment' })
export class Answer {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @PrimaryColumn('int', { name: 'draft_no' }) draftNo!: number;
  @PrimaryColumn('int', { name: 'request_no' }) requestNo!: number;
  @Column('text') finding!: Finding;
  @Column('text') facts!: string;
  @Column('text') law!: string;
  @Column('text') answer!: string;
}

/** What the bureau, or the head, said of a draft. */
@Entity({ name: 'opinion_check', schema: 'assignment' })
export class OpinionCheck {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('int', { name: 'draft_no' }) draftNo!: number;
  @Column('text', { array: true }) passed!: readonly (typeof opinionChecks)[number][];
  @Column('boolean', { name: 'is_returned' }) isReturned!: boolean;
  @Column('text') remark!: string;
  @Column('uuid', { name: 'checked_by' }) checkedBy!: string;
  @Column('timestamptz', { name: 'checked_at' }) checkedAt!: Date;
}

/** How the opinion reached the petitioner (F-24). */
@Entity({ name: 'proof_of_service', schema: 'assignment' })
export class ProofOfService {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('text') manner!: (typeof serviceManners)[number];
  @Column('date', { name: 'served_on' }) servedOn!: string;
  @Column('text') place!: string;
  @Column('text', { name: 'received_by' }) receivedBy!: 'petitioner' | 'agent' | 'adult-family-member';
  @Column('text') result!: 'signed' | 'refused';
  @Column('text', { nullable: true }) witness!: string | null;
  @Column('boolean', { name: 'has_consented' }) hasConsented!: boolean;
  @Column('uuid', { name: 'served_by' }) servedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}

/** Who must carry out what the opinion supports, and by when. */
@Entity({ name: 'execution_order', schema: 'assignment' })
export class ExecutionOrder {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('int', { name: 'unit_id' }) unitId!: number;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('text') demand!: string;
  @Column('uuid', { name: 'ordered_by' }) orderedBy!: string;
  @Column('timestamptz', { name: 'ordered_at' }) orderedAt!: Date;
}

/** Proof that it was carried out. */
@Entity({ name: 'performance', schema: 'assignment' })
export class Performance {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('date', { name: 'performed_on' }) performedOn!: string;
  @Column('text') evidence!: string;
  @Column('uuid', { name: 'confirmed_by' }) confirmedBy!: string;
  @Column('timestamptz', { name: 'confirmed_at' }) confirmedAt!: Date;
}

export const opinionEntities = [Opinion, Answer, OpinionCheck, ProofOfService, ExecutionOrder, Performance];
