import { Injectable } from '@nestjs/common';
import {
  type FilePart,
  type FilePartRead,
  type FilePartWanted,
  type FileTaken,
  putFilePart,
  readFilePart,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { AttachmentService } from './attachment.service.js';

@Injectable()
export class AttachmentMessages {
  constructor(private readonly attachments: AttachmentService) {}

  @OnRequest(putFilePart)
  put(part: FilePart, call: Call): Promise<FileTaken> {
    return this.attachments.put(part, call);
  }

  @OnRequest(readFilePart)
  read(wanted: FilePartWanted, call: Call): Promise<FilePartRead> {
    return this.attachments.read(wanted, call);
  }
}
