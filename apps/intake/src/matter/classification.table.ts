import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a matter was given its kind and path, kept for whoever reads it later. */
@Entity({ name: 'classification', schema: 'intake' })
export class Classification {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @PrimaryColumn('int') version!: number;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'by_official' }) byOfficial!: string;
  @Column('text') kind!: string;
  @Column('text') category!: string;
  @Column('text') path!: string;
  @Column('jsonb') answers!: object;
  @Column('text') urgency!: string;
  @Column('text') reason!: string;
}
