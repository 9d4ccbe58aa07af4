import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Kind, type Urgency } from '@huiyin/contracts';

@Entity({ name: 'matter', schema: 'intake' })
export class Matter {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) kind!: Kind | null;
  @Column('text', { nullable: true }) category!: string | null;
  @Column('text', { nullable: true }) path!: string | null;
  @Column('text', { name: 'location_code', nullable: true }) locationCode!: string | null;
  @Column('text') urgency!: Urgency;
  @Column('int', { name: 'responsible_unit' }) responsibleUnit!: number;
  @Column('uuid', { name: 'officer_id' }) officerId!: string;
  @Column('text', { name: 'officer_name' }) officerName!: string;
  @Column('uuid', { name: 'linked_to', nullable: true }) linkedTo!: string | null;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
}
