import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('delegation')
export class Delegation {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', name: 'post_id' }) postId!: string;
  @Column({ type: 'uuid', name: 'deputy_id' }) deputyId!: string;
  @Column({ type: 'timestamptz', name: 'from_at' }) fromAt!: Date;
  @Column({ type: 'timestamptz', name: 'until_at' }) untilAt!: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'text', name: 'created_by' }) createdBy!: string;
  /** Whether others were told that it began, and that it ended. */
  @Column({ type: 'boolean', name: 'is_start_noticed' }) isStartNoticed!: boolean;
  @Column({ type: 'boolean', name: 'is_end_noticed' }) isEndNoticed!: boolean;
}
