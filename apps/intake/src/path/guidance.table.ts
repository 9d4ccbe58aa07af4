import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was told about a lawful path, and what became of it there. */
@Entity({ name: 'guidance', schema: 'intake' })
export class Guidance {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @PrimaryColumn('int') version!: number;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'by_whom' }) byWhom!: string;
  @Column('text') command!: string;
  @Column('int', { name: 'authority_unit', nullable: true }) authorityUnit!: number | null;
  @Column('text', { nullable: true }) authority!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { name: 'needed_papers', array: true }) neededPapers!: string[];
  @Column('text', { name: 'citizen_rules', array: true }) citizenRules!: string[];
  /** The reason of the guidance, or the proof of what the path did. */
  @Column('text') text!: string;
}
