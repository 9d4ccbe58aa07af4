import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('official')
export class Official {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'text' }) username!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'boolean', name: 'is_enabled' }) isEnabled!: boolean;
  @Column({ type: 'int', name: 'authz_version' }) authzVersion!: number;
  @Column({ type: 'boolean', name: 'has_accusation_clearance' }) hasAccusationClearance!: boolean;
  @Column({ type: 'boolean', name: 'is_demo' }) isDemo!: boolean;
}
