import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import {
  filePartBytes,
  type FileTaken,
  putFilePart,
  readFilePart,
  readMatter,
  registerSubmission,
} from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { type TestSystem } from '@huiyin/testing';
import { AttachmentService } from '../src/attachment/attachment.service.js';
import { aPetition, official, people, startIntake } from './office.js';

const triage = official(people.triage);
let system: TestSystem;
beforeAll(async () => {
  system = await startIntake();
});
afterAll(() => system.stop());

async function upload(content: Buffer, fileName: string, actor = anonymous): Promise<string> {
  const uploadId = randomUUID();
  const parts = Math.max(1, Math.ceil(content.length / filePartBytes));
  for (let part = 0; part < parts; part++) {
    const bytes = content.subarray(part * filePartBytes, (part + 1) * filePartBytes).toString('base64');
    const taken: FileTaken = await system.ask(
      putFilePart,
      { uploadId, part, isLast: part === parts - 1, fileName, bytes },
      actor,
    );
    expect(taken.state).toBe(part === parts - 1 ? 'stored' : 'partial');
  }
  return uploadId;
}

const photo = (side = 900) =>
  sharp(Buffer.from(Array.from({ length: side * side * 3 }, (_, i) => (i * 7919) % 251)), {
    raw: { width: side, height: side, channels: 3 },
  })
    .withExif({ IFD0: { Make: 'SecretCamera' } })
    .jpeg({ quality: 95 })
    .toBuffer();

describe('attachments', () => {
  it('come in parts, lose their metadata, lie encrypted, and are read back whole by the office', async () => {
    const original = await photo();
    expect(original.length).toBeGreaterThan(filePartBytes);
    const id = await upload(original, '现场.jpg', triage);
    const receipt = await system.ask(registerSubmission, aPetition({ channel: 'letter', attachmentIds: [id] }), triage);
    const detail = await system.ask(readMatter, { matterId: receipt.matterId ?? '' }, triage);
    expect(detail.submissions[0]?.attachments).toMatchObject([
      { attachmentId: id, fileName: '现场.jpg', mediaType: 'image/jpeg' },
    ]);
    const pieces: Buffer[] = [];
    for (let part = 0, isLast = false; !isLast; part++) {
      const read = await system.ask(readFilePart, { attachmentId: id, part }, triage);
      pieces.push(Buffer.from(read.bytes, 'base64'));
      isLast = read.isLast;
    }
    const shown = Buffer.concat(pieces);
    expect((await sharp(shown).metadata()).width).toBe(900);
    expect(shown.includes('SecretCamera')).toBe(false);
    const folder = join(system.settings('intake').filesFolder, 'stored');
    for (const name of await readdir(folder)) expect((await readFile(join(folder, name))).includes('JFIF')).toBe(false);
  });

  it('of another unit look as if they were not there', async () => {
    const id = await upload(await photo(50), 'a.jpg', triage);
    await system.ask(registerSubmission, aPetition({ channel: 'letter', attachmentIds: [id] }), triage);
    const foreign = await system
      .ask(readFilePart, { attachmentId: id, part: 0 }, official(people.township))
      .catch((error: unknown) => error);
    const absent = await system
      .ask(readFilePart, { attachmentId: randomUUID(), part: 0 }, official(people.township))
      .catch((error: unknown) => error);
    expect(foreign).toEqual(absent);
  });

  it('are used once, by the one who uploaded them', async () => {
    const id = await upload(await photo(50), 'a.jpg');
    await expect(
      system.ask(registerSubmission, aPetition({ channel: 'letter', attachmentIds: [id] }), triage),
    ).rejects.toMatchObject({ code: 'attachment-not-found' });
    await system.ask(registerSubmission, aPetition({ attachmentIds: [id] }), anonymous);
    await expect(system.ask(registerSubmission, aPetition({ attachmentIds: [id] }), anonymous)).rejects.toMatchObject({
      code: 'attachment-not-found',
    });
  });

  it('that are not what they are called are refused and forgotten', async () => {
    const uploadId = randomUUID();
    const order = {
      uploadId,
      part: 0,
      isLast: true,
      fileName: '合同.pdf',
      bytes: Buffer.from('#!/bin/sh\necho no').toString('base64'),
    };
    await expect(system.ask(putFilePart, order, anonymous)).rejects.toMatchObject({ code: 'type-not-allowed' });
    expect(await system.rows('select 1 from intake.attachment where id = $1', [uploadId])).toHaveLength(0);
  });

  it('of an accusation leave the ordinary side', async () => {
    const id = await upload(await photo(50), '能认出人的名字.jpg');
    await system.ask(
      registerSubmission,
      aPetition({ purpose: 'expose_accuse', petitioner: {}, attachmentIds: [id] }),
      anonymous,
    );
    expect(await system.rows('select 1 from intake.attachment where id = $1', [id])).toHaveLength(0);
  });

  it('that nobody used for a day are deleted with their bytes', async () => {
    const id = await upload(await photo(50), 'a.jpg');
    const kept = await upload(await photo(50), 'b.jpg');
    await system.rows(`update intake.attachment set at = now() - interval '25 hours' where id = $1`, [id]);
    await system.service('intake').app.get(AttachmentService, { strict: false }).forgetUnused();
    const left = await readdir(join(system.settings('intake').filesFolder, 'stored'));
    expect(left.filter((name) => name.startsWith(id))).toEqual([]);
    expect(left.filter((name) => name.startsWith(kept))).not.toEqual([]);
  });
});
