import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was said or found, by whom and where; added and never changed. */
@Entity({ name: 'record', schema: 'assignment' })
export class HandlingRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('text') kind!: 'hearing' | 'evidence' | 'simplified' | 'ordinary' | 'suggestion' | 'urgent-report';
  @Column('timestamptz', { name: 'taken_at' }) takenAt!: Date;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) place!: string | null;
  @Column('jsonb') content!: object;
  /** Officials who took it. */
  @Column('uuid', { array: true }) by!: string[];
}
