import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type EvaluationEntry } from '@huiyin/contracts';
import { type HandlingAspect, type OverallFinding } from '@huiyin/statute';

/** Stands in `by` where the petitioner asked: whose name is not known here. */
export const byPetitioner = 'citizen';

/** What a first person proposed and a second must confirm (B.3 guard 2). `order` is the order as it was given. */
export interface Pending {
  readonly act: string;
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly order: Readonly<Record<string, unknown>>;
}

/** The petitioner says that it was not carried out: of the order whose last day passed, or of its confirmation (T36). */
export interface Dispute {
  readonly subject: 'order' | 'confirmation';
  /** The bureau that is told of a ground of supervision (I.5): the sender, or the one that pre-reviewed the opinion. */
  readonly toldTo: 'sender' | 'reviewer';
  readonly isAnswered: boolean;
}

/** One office's handling of one matter. The id is the matter's. */
@Entity({ name: 'file', schema: 'assignment' })
export class HandlingFile {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Version of intake's matter when the file was opened. */
  @Column('int', { name: 'matter_version' }) matterVersion!: number;
  @Column('text', { name: 'matter_kind' }) matterKind!: 'claim' | 'suggestion';
  @Column('text') state!: string;
  @Column('int', { name: 'unit_id' }) unitId!: number;
  @Column('text', { name: 'unit_name' }) unitName!: string;
  @Column('uuid', { name: 'officer_id' }) officerId!: string;
  @Column('text', { name: 'officer_name' }) officerName!: string;
  @Column('uuid', { name: 'second_officer_id', nullable: true }) secondOfficerId!: string | null;
  @Column('text', { name: 'second_officer_name', nullable: true }) secondOfficerName!: string | null;
  /** The office that dispatched it; null where the unit received it directly. */
  @Column('int', { name: 'sender_unit', nullable: true }) senderUnit!: number | null;
  /** The bureau that pre-reviews its opinion. */
  @Column('int', { name: 'review_unit' }) reviewUnit!: number;
  @Column('int', { name: 'seen_by', array: true }) seenBy!: number[];
  /** Units that the matter accuses, with their heirs: nothing of it goes there (R30). */
  @Column('int', { name: 'accused_units', array: true }) accusedUnits!: number[];
  /** Since when it is back with the office that sent it, which hands it on (R30 ¶3); null while a competent office has it. */
  @Column('timestamptz', { name: 'given_back_at', nullable: true }) givenBackAt!: Date | null;
  @Column('text', { array: true }) aspects!: HandlingAspect[];
  /** R25: major or urgent, and not yet reported. */
  @Column('boolean', { name: 'owes_urgent_report' }) owesUrgentReport!: boolean;
  /** Officers who stepped aside (R28). */
  @Column('uuid', { array: true }) recused!: string[];
  @Column('jsonb', { nullable: true }) pending!: Pending | null;
  /** What the petitioner confirmed to ask for, in order; empty until heard. */
  @Column('text', { array: true }) requests!: string[];
  @Column('int', { name: 'evidence_count' }) evidenceCount!: number;
  @Column('boolean', { name: 'is_assigned' }) isAssigned!: boolean;
  /** Calendar days that the assignment set for the closing report. */
  @Column('int', { name: 'period_days', nullable: true }) periodDays!: number | null;
  @Column('text') profile!: string;
  /** Number of the submission that opened the matter: how its papers name it. */
  @Column('text', { name: 'submission_no' }) submissionNo!: string;
  /** When the unit received it: the days for its notice count from here. */
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  /** From where the handling period counts: the acceptance, or the last lawful day for it where the notice came late. */
  @Column('timestamptz', { name: 'handling_started_at', nullable: true }) handlingStartedAt!: Date | null;
  /** Last lawful day of the handling period (TL-06 with its extension), as a day in Shanghai; set by acceptance. */
  @Column('date', { name: 'handling_due_on', nullable: true }) handlingDueOn!: string | null;
  @Column('int', { name: 'extension_days' }) extensionDays!: number;
  /** Number of the last draft of the opinion; 0 before the first. */
  @Column('int', { name: 'draft_no' }) draftNo!: number;
  /** What the last draft finds of all requests together. */
  @Column('text', { nullable: true }) finding!: OverallFinding | null;
  /** The last draft supports some request: there is something to carry out. */
  @Column('boolean', { name: 'has_supported' }) hasSupported!: boolean;
  @Column('uuid', { name: 'drafted_by', nullable: true }) draftedBy!: string | null;
  @Column('uuid', { name: 'reviewed_by', nullable: true }) reviewedBy!: string | null;
  @Column('boolean', { name: 'is_major' }) isMajor!: boolean;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt!: Date | null;
  @Column('date', { name: 'served_on', nullable: true }) servedOn!: string | null;
  /** Opened by service; each office is evaluated apart. */
  @Column('jsonb') evaluations!: readonly EvaluationEntry[];
  @Column('boolean', { name: 'has_closing_report' }) hasClosingReport!: boolean;
  @Column('int', { name: 'execution_unit', nullable: true }) executionUnit!: number | null;
  @Column('date', { name: 'execution_due_on', nullable: true }) executionDueOn!: string | null;
  @Column('text', { name: 'closing_reason', nullable: true }) closingReason!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  /** When it was confirmed as carried out; the petitioner's window to dispute that counts from here. */
  @Column('timestamptz', { name: 'execution_confirmed_at', nullable: true }) executionConfirmedAt!: Date | null;
  /** What the petitioner disputed last, and how it stands. */
  @Column('jsonb', { name: 'execution_dispute', nullable: true }) executionDispute!: Dispute | null;
  /** Where the archive keeps it. */
  @Column('text', { name: 'shelf_mark', nullable: true }) shelfMark!: string | null;
}
