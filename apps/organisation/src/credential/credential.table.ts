import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('credential')
export class Credential {
  @PrimaryColumn({ type: 'uuid', name: 'official_id' }) officialId!: string;
  @Column({ type: 'text', name: 'password_hash' }) passwordHash!: string;
  @Column({ type: 'timestamptz', name: 'password_changed_at' }) passwordChangedAt!: Date;
  /** The authenticator's seed, sealed for this official; enrolled but not yet proved until the second factor is active. */
  @Column({ type: 'bytea', nullable: true }) seed!: Buffer | null;
  @Column({ type: 'boolean', name: 'is_second_factor_active' }) isSecondFactorActive!: boolean;
  /** Number of the 30-second step whose code was used last. A code of this step or an older one is refused. */
  @Column({ type: 'bigint', name: 'last_step', nullable: true }) lastStep!: string | null;
}
