import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type EvaluationEntry, type EvaluationValue } from '@huiyin/contracts';

/** What the petitioner said of one of the two offices (F-36). */
@Entity({ name: 'evaluation', schema: 'assignment' })
export class Evaluation {
  @PrimaryColumn('uuid', { name: 'matter_id' }) matterId!: string;
  @PrimaryColumn('text') subject!: EvaluationEntry['subject'];
  @Column('text') value!: EvaluationValue;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz', { name: 'evaluated_at' }) evaluatedAt!: Date;
}
