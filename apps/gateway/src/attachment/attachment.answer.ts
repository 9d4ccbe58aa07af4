import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, IsUUID, ValidateNested } from 'class-validator';

export class StoredAttachment {
  /** To be named in `attachmentIds` of the petition. */
  @IsUUID() attachmentId!: string;
  @IsString() fileName!: string;
  @IsString() mediaType!: string;
  @IsInt() bytes!: number;
}
export class StoredAttachments {
  @IsArray() @ValidateNested({ each: true }) @Type(() => StoredAttachment) attachments!: StoredAttachment[];
}
export class AttachmentId {
  @IsUUID() attachmentId!: string;
}
