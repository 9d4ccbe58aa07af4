import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type PaperKind } from '@huiyin/documents';
import { type StoredContent } from './paper.content.js';

/** A paper as it was issued. The schema is that of the service whose database it is. */
@Entity({ name: 'paper' })
export class IssuedPaper {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'matter_id' }) matterId!: string;
  @Column('uuid', { name: 'handling_id', nullable: true }) handlingId!: string | null;
  @Column('text') kind!: PaperKind;
  @Column('int', { name: 'unit_id' }) unitId!: number;
  @Column('text') office!: string;
  @Column('text', { name: 'office_short' }) officeShort!: string;
  /** The kind's word in the number; null for kinds without one. Year and sequence are given by the database. */
  @Column('text', { nullable: true }) word!: string | null;
  @Column({ type: 'int', nullable: true, insert: false }) year!: number | null;
  @Column({ type: 'int', nullable: true, insert: false }) seq!: number | null;
  /** 1 for the original, n for its (n-1)th correction. */
  @Column('int') version!: number;
  @Column('uuid', { nullable: true }) replaces!: string | null;
  @Column('text', { name: 'correction_reason', nullable: true }) correctionReason!: string | null;
  @Column('jsonb') content!: StoredContent;
  @Column('bytea', { name: 'content_hash' }) contentHash!: Buffer;
  @Column('int', { name: 'template_version' }) templateVersion!: number;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt!: Date;
  @Column('uuid', { name: 'issued_by' }) issuedBy!: string;
  @Column('boolean', { name: 'is_for_petitioner' }) isForPetitioner!: boolean;
  @Column('int', { name: 'seen_by', array: true }) seenBy!: number[];
  @Column({ type: 'timestamptz', name: 'rendered_at', nullable: true, insert: false }) renderedAt!: Date | null;
  @Column({ type: 'int', insert: false }) tries!: number;
}
