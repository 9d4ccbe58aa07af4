import { putFilePart, readFilePart } from '@huiyin/contracts';
import { AttachmentId, StoredAttachments } from '../attachment/attachment.answer.js';
import { giveAttachment, takeAttachments } from '../attachment/attachment.work.js';
import { composed, type Route } from './route.js';

const tag = 'attachments';

export const attachmentRoutes: readonly Route[] = [
  composed({
    method: 'POST',
    path: '/attachments',
    tag,
    summary: 'Uploads files (20 MiB each, 10 at most), to be named in the petition afterwards.',
    who: 'either',
    contracts: [putFilePart],
    answer: StoredAttachments,
    takes: 'multipart/form-data',
    success: 201,
    isKeyed: true,
    limit: 'upload',
    problems: ['files-too-many'],
    work: takeAttachments,
  }),
  composed({
    method: 'GET',
    path: '/attachments/:attachmentId',
    tag,
    summary: 'A file of a matter in scope, scrubbed where it was scrubbed.',
    who: 'official',
    contracts: [readFilePart],
    input: AttachmentId,
    gives: ['application/octet-stream'],
    work: giveAttachment,
  }),
];
