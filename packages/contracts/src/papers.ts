import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { request } from './contract.js';
import { MatterId } from './intake.triage.js';
import { IsPlainText } from './text.js';

export class PaperEntry {
  @IsUUID() paperId!: string;
  @Matches(/^F-\d\d$/) kind!: string;
  /** Such as `青禾信受〔2026〕12号`; absent for kinds without a number. */
  @IsOptional() @IsPlainText(3, 80) numberText?: string;
  @IsPlainText(1, 80) office!: string;
  /** 1 for the original; each correction is a version of its own. */
  @IsInt() version!: number;
  @IsBoolean() isSuperseded!: boolean;
  @IsISO8601() issuedAt!: string;
  /** False while it waits to be rendered. */
  @IsBoolean() isReady!: boolean;
  @IsBoolean() isForPetitioner!: boolean;
  /** SHA-256 of the content, hexadecimal. */
  @Matches(/^[0-9a-f]{64}$/) contentHash!: string;
}
export class PaperEntries {
  @IsArray() @ValidateNested({ each: true }) @Type(() => PaperEntry) papers!: PaperEntry[];
}
export const paperFormats = ['pdf', 'docx'] as const;
export type PaperFormat = (typeof paperFormats)[number];
export class PaperWanted {
  @IsUUID() paperId!: string;
  @IsOptional() @IsIn(paperFormats) format?: PaperFormat;
}
export class PaperFile {
  @IsPlainText(1, 200) fileName!: string;
  @IsPlainText(1, 100) mediaType!: string;
  /** Base64. */
  @IsString() bytes!: string;
  /** Of the bytes, hexadecimal. */
  @Matches(/^[0-9a-f]{64}$/) sha256!: string;
}
const reading = { actors: ['official', 'citizen'], act: 'read-matter', reading: true } as const;
/** The papers of a matter that the caller may read; a citizen those addressed to the petitioner. */
export const intakePapersOf = request('intake.papers-of.v1', { input: MatterId, output: PaperEntries, ...reading });
export const assignmentPapersOf = request('assignment.papers-of.v1', {
  input: MatterId,
  output: PaperEntries,
  ...reading,
});
export const intakePaperFile = request('intake.paper-file.v1', { input: PaperWanted, output: PaperFile, ...reading });
export const assignmentPaperFile = request('assignment.paper-file.v1', {
  input: PaperWanted,
  output: PaperFile,
  ...reading,
});

/** Corrects slips of the pen in a paper: a new version with the same number; the earlier one stays. */
export class CorrectPaper {
  @IsUUID() paperId!: string;
  @IsPlainText(4, 1000) reason!: string;
  /** Fields of the paper and their new texts. */
  @IsObject() values!: Record<string, string>;
}
export class PaperCorrected {
  @IsUUID() paperId!: string;
  @IsInt() version!: number;
}
export const correctPaper = request('assignment.correct-paper.v1', {
  input: CorrectPaper,
  output: PaperCorrected,
  problems: ['paper-superseded', 'template-invalid', 'officer-recused'],
  act: 'issue-opinion',
});

export class TemplateWanted {
  @Matches(/^F-\d\d$/) kind!: string;
}
export class PaperTemplateText {
  @Matches(/^F-\d\d$/) kind!: string;
  /** 1 is the built-in one. */
  @IsInt() version!: number;
  /** Title and blocks, see the documents package. */
  @IsObject() body!: object;
}
export class SaveTemplate {
  @Matches(/^F-\d\d$/) kind!: string;
  @IsInt() expectedVersion!: number;
  @IsObject() body!: object;
}
const editing = { act: 'manage-templates' } as const;
export const intakeTemplate = request('intake.template.v1', {
  input: TemplateWanted,
  output: PaperTemplateText,
  ...editing,
  reading: true,
});
export const assignmentTemplate = request('assignment.template.v1', {
  input: TemplateWanted,
  output: PaperTemplateText,
  ...editing,
  reading: true,
});
export const saveIntakeTemplate = request('intake.save-template.v1', {
  input: SaveTemplate,
  output: PaperTemplateText,
  problems: ['template-invalid'],
  ...editing,
});
export const saveAssignmentTemplate = request('assignment.save-template.v1', {
  input: SaveTemplate,
  output: PaperTemplateText,
  problems: ['template-invalid'],
  ...editing,
});
