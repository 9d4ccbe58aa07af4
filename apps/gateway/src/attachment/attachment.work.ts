import { Readable } from 'node:stream';
import { type FilePartRead, Problem, readFilePart } from '@huiyin/contracts';
import '@fastify/multipart';
import { type Asked } from '../route/route.js';
import { type StoredAttachment, type StoredAttachments } from './attachment.answer.js';
import { passOn } from './attachment.upload.js';

/** Takes the files of a multipart body, one after another. */
export async function takeAttachments({ request, ask, actor, idempotencyKey }: Asked): Promise<StoredAttachments> {
  if (!request.isMultipart()) throw new Problem('unsupported-media-type');
  const attachments: StoredAttachment[] = [];
  for await (const file of request.files()) {
    const seed = `${actor.kind}:${actor.id} ${idempotencyKey ?? ''} ${attachments.length}`;
    attachments.push(await passOn(ask, { fileName: file.filename, bytes: file.file }, seed));
  }
  if (attachments.length === 0) throw new Problem('empty-file');
  return { attachments };
}

/** Streams a file part by part; the head is written once the first part shows that there is one and that it may be seen. */
export async function giveAttachment({ ask, input, reply }: Asked): Promise<undefined> {
  const attachmentId = String(input['attachmentId']);
  const read = (part: number) => ask(readFilePart, { attachmentId, part }, { budget: 5_000 });
  const first = await read(0);
  void reply
    .code(200)
    .header('content-type', first.mediaType)
    .header('content-length', first.bytesInAll)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(first.fileName)}`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .send(Readable.from(parts(first, read), { objectMode: false }));
  return undefined;
}

async function* parts(first: FilePartRead, read: (part: number) => Promise<FilePartRead>): AsyncGenerator<Buffer> {
  let current = first;
  for (let part = 0; ;) {
    yield Buffer.from(current.bytes, 'base64');
    if (current.isLast) return;
    current = await read(++part);
  }
}
