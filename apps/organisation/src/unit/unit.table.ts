import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Tier, type UnitKind } from '@huiyin/contracts';

@Entity('unit')
export class Unit {
  @PrimaryColumn({ type: 'int' }) id!: number;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) tier!: Tier;
  @Column({ type: 'text' }) kind!: UnitKind;
  @Column({ type: 'int', name: 'parent_id', nullable: true }) parentId!: number | null;
  @Column({ type: 'text', name: 'division_code' }) divisionCode!: string;
  @Column({ type: 'text' }) phone!: string;
  @Column({ type: 'text' }) standing!: 'open' | 'closed';
  @Column({ type: 'int', name: 'successor_id', nullable: true }) successorId!: number | null;
  @Column({ type: 'text' }) profile!: string;
}
