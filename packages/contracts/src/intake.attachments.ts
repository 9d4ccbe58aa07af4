import { IsBase64, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { request } from './contract.js';
import { IsPlainText } from './text.js';

/** Bytes of one part before base64, so that a part fits a NATS message of 1 MB. */
export const filePartBytes = 512 * 1024;

export class FilePart {
  @IsUUID() uploadId!: string;
  /** Counted from 0; parts come in order. */
  @IsInt() @Min(0) @Max(200) part!: number;
  @IsBoolean() isLast!: boolean;
  @IsPlainText(1, 200) fileName!: string;
  @MaxLength(720_000) @IsBase64() bytes!: string;
}
export class FileTaken {
  @IsUUID() uploadId!: string;
  /** `partial` until the last part; afterwards what the content was found to be. */
  @IsIn(['partial', 'stored']) state!: 'partial' | 'stored';
  @IsOptional() @IsPlainText(1, 100) mediaType?: string;
  @IsOptional() @IsInt() bytes?: number;
}
export const putFilePart = request('intake.put-file-part.v1', {
  input: FilePart,
  output: FileTaken,
  problems: [
    'type-not-allowed',
    'type-mismatch',
    'file-too-large',
    'macro-refused',
    'archive-suspicious',
    'image-too-large',
    'empty-file',
    'attachment-not-found',
  ],
  actors: ['anonymous', 'official'],
});

export class FilePartWanted {
  @IsUUID() attachmentId!: string;
  @IsInt() @Min(0) @Max(200) part!: number;
}
export class FilePartRead {
  @IsPlainText(1, 120) fileName!: string;
  @Matches(/^[a-z]+\/[a-z0-9.+-]+$/) mediaType!: string;
  @IsInt() bytesInAll!: number;
  @IsBoolean() isLast!: boolean;
  @IsBase64() bytes!: string;
}
/** A scrubbed copy where there is one. */
export const readFilePart = request('intake.read-file-part.v1', {
  input: FilePartWanted,
  output: FilePartRead,
  act: 'read-matter',
  reading: true,
});
