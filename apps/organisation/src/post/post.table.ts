import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('post')
export class Post {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'uuid', name: 'official_id' }) officialId!: string;
  @Column({ type: 'int', name: 'unit_id' }) unitId!: number;
  @Column({ type: 'text' }) role!: string;
  /** The unit's duty post: its holder, or the holder's deputy, is answerable for what the unit receives. */
  @Column({ type: 'boolean', name: 'is_duty' }) isDuty!: boolean;
  @Column({ type: 'timestamptz', name: 'began_at' }) beganAt!: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
