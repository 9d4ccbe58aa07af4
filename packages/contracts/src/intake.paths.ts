import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { request } from './contract.js';
import { DecisionTaken, OnMatter } from './intake.hand-over.js';
import { IsPlainText } from './text.js';
import { IsUnitNumber } from './unit-number.js';

/** T09: the citizen is shown the lawful path with its authority, address, papers, and the citizen's own clocks. */
export class GuideToPath extends OnMatter {
  /** A unit of this installation, or the name of an authority outside. */
  @IsOptional() @IsUnitNumber() authorityUnitId?: number;
  @IsPlainText(2, 80) authority!: string;
  @IsPlainText(2, 200) address!: string;
  @IsPlainText(2, 1000) reason!: string;
  @IsArray() @ArrayMaxSize(20) @IsPlainText(1, 100, { each: true }) neededPapers!: string[];
  /** Statute rules of the citizen's own time limits on that path (TL-24 to TL-33); absent: those of the category's route. */
  @IsOptional() @IsArray() @ArrayMaxSize(6) @IsPlainText(4, 10, { each: true }) citizenRules?: string[];
}
export const guideToPath = request('intake.guide-to-path.v1', {
  input: GuideToPath,
  output: DecisionTaken,
  problems: ['unit-not-found', 'path-has-no-guidance'],
  act: 'guide-to-path',
});
/** T10, T10.2: proof that the path took it; the matter stays, or ends there. */
export class RecordPathIntake extends OnMatter {
  @IsPlainText(2, 1000) proof!: string;
  @IsBoolean() isEnded!: boolean;
}
export const recordPathIntake = request('intake.record-path-intake.v1', {
  input: RecordPathIntake,
  output: DecisionTaken,
  act: 'guide-to-path',
});
/** T10.1: the path refused; by the bureau or by the citizen. A citizen names no version. */
export class ReopenPathRefused {
  @IsUUID() matterId!: string;
  @IsPlainText(2, 1000) proof!: string;
}
export const reopenPathRefused = request('intake.reopen-path-refused.v1', {
  input: ReopenPathRefused,
  output: DecisionTaken,
  actors: ['official', 'citizen'],
  act: 'reopen-path-refused',
});

export const refusalReasons = ['same-facts-and-reasons'] as const;
/** T21: recheck opinion served and the same facts and reasons (R36 ¶3); takes effect with a second person's yes. */
export class RefuseConcluded extends OnMatter {
  @IsIn(refusalReasons) reasonCode!: (typeof refusalReasons)[number];
  @IsUUID() concludedMatterId!: string;
  @IsPlainText(2, 500) legalGround!: string;
  @IsPlainText(10, 2000) reasons!: string;
  @IsPlainText(2, 500) rightPlace!: string;
}
export const refuseConcluded = request('intake.refuse-concluded.v1', {
  input: RefuseConcluded,
  output: DecisionTaken,
  problems: ['not-concluded', 'decision-pending'],
  act: 'refuse-concluded',
});
