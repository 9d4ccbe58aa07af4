import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type FilePart,
  filePartBytes,
  type FilePartRead,
  type FilePartWanted,
  type FileTaken,
  Problem,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, Database, keyOwner, ownScope, type Settings, SETTINGS } from '@huiyin/service';
import { inspectFile } from './attachment.inspection.js';
import { maxFileBytes } from './attachment.limits.js';
import { safeName } from './attachment.name.js';
import { scrubFile } from './attachment.scrubbing.js';
import { openFile, sealFileTo } from './attachment.vault.js';

interface AttachmentRow {
  id: string;
  owner: string;
  file_name: string;
  media_type: string;
  bytes: number;
  parts: number;
  file_key: Buffer | null;
  state: 'partial' | 'stored';
  scrubbed: boolean;
}

/** What becomes of a file that goes to the sealed side: its key travels inside the seal, its name does not. */
export interface FileTakenOut {
  readonly place: string;
  readonly mediaType: string;
  readonly key: string;
  readonly isScrubbed: boolean;
}

/** Uploads: taken in parts, judged by content, scrubbed of metadata, encrypted each under a key of its own (security reference 8). */
@Injectable()
export class AttachmentService {
  readonly #incoming: string;
  readonly #stored: string;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly authorities: Authorities,
  ) {
    this.#incoming = join(settings.filesFolder, 'incoming');
    this.#stored = join(settings.filesFolder, 'stored');
  }

  /** Takes one part; the last one has the file inspected and stored. A part that came before is taken for a repeat. */
  async put(part: FilePart, call: Call): Promise<FileTaken> {
    const { uploadId } = part;
    const bytes = Buffer.from(part.bytes, 'base64');
    if (bytes.length > filePartBytes) throw new Problem('file-too-large');
    const row = await this.#begin(part, call);
    if (row.state === 'stored') return { uploadId, state: 'stored', mediaType: row.media_type, bytes: row.bytes };
    if (part.part > row.parts) throw new Problem('attachment-not-found');
    if (row.bytes + bytes.length > maxFileBytes) throw new Problem('file-too-large');
    if (part.part === row.parts) await this.#append(row, bytes);
    return part.isLast ? this.#finish(uploadId, part.fileName) : { uploadId, state: 'partial' };
  }

  async #begin(part: FilePart, call: Call): Promise<AttachmentRow> {
    return this.database.inScope(ownScope('upload'), async (manager) => {
      if (part.part === 0) {
        await manager.query(
          `insert into intake.attachment (id, owner, file_name, state) values ($1, $2, $3, 'partial') on conflict do nothing`,
          [part.uploadId, keyOwner(call), safeName(part.fileName)],
        );
      }
      const rows = (await manager.query(
        `select * from intake.attachment where id = $1 and owner = $2 and submission_id is null`,
        [part.uploadId, keyOwner(call)],
      )) as AttachmentRow[];
      if (rows[0] === undefined) throw new Problem('attachment-not-found');
      return rows[0];
    });
  }

  async #append(row: AttachmentRow, bytes: Buffer): Promise<void> {
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
    const place = join(this.#incoming, row.id);
    if (row.parts === 0) await rm(place, { force: true });
    else if ((await stat(place)).size !== row.bytes) throw new Problem('attachment-not-found');
    await appendFile(place, bytes, { mode: 0o600 });
    await this.database.inScope(ownScope('upload'), (manager) =>
      manager.query('update intake.attachment set parts = parts + 1, bytes = bytes + $2 where id = $1 and parts = $3', [
        row.id,
        bytes.length,
        row.parts,
      ]),
    );
  }

  async #finish(id: string, fileName: string): Promise<FileTaken> {
    const place = join(this.#incoming, id);
    let scrubbedPath: string | undefined;
    try {
      const found = await inspectFile(place, fileName);
      if (!found.ok) {
        await this.#forget(id);
        throw new Problem(found.code);
      }
      const scrubbing = await scrubFile(place, found.mediaType);
      scrubbedPath = scrubbing.state === 'scrubbed' ? scrubbing.path : undefined;
      const { bytes, sha256, key } = await this.#lockAway(id, place, scrubbedPath);
      await this.database.inScope(ownScope('upload'), (manager) =>
        manager.query(
          `update intake.attachment set state = 'stored', media_type = $2, bytes = $3, sha256 = $4, file_key = $5, scrubbed = $6 where id = $1`,
          [id, found.mediaType, bytes, sha256, this.#wrap(id, key), scrubbedPath !== undefined],
        ),
      );
      return { uploadId: id, state: 'stored', mediaType: found.mediaType, bytes };
    } finally {
      await rm(place, { force: true });
      if (scrubbedPath !== undefined) await rm(scrubbedPath, { force: true });
    }
  }

  /** Encrypts the file to be shown (scrubbed where that was possible) and, beside it, the original. */
  async #lockAway(
    id: string,
    original: string,
    scrubbed: string | undefined,
  ): Promise<{ bytes: number; sha256: Buffer; key: Buffer }> {
    await mkdir(this.#stored, { recursive: true, mode: 0o700 });
    const key = randomBytes(32);
    const shown = scrubbed ?? original;
    const sha256 = await digestOf(shown);
    await sealFileTo(shown, join(this.#stored, id), key);
    if (scrubbed !== undefined) await sealFileTo(original, join(this.#stored, `${id}.original`), key);
    return { bytes: (await stat(shown)).size, sha256, key };
  }

  /** Ties finished uploads of the same person to a submission, each once. @throws Problem `attachment-not-found`. */
  async claim(manager: EntityManager, submissionId: string, ids: readonly string[], call: Call): Promise<void> {
    if (ids.length === 0) return;
    const [, count] = (await manager.query(
      `update intake.attachment set submission_id = $1 where id = any($2::uuid[]) and owner = $3 and state = 'stored' and submission_id is null`,
      [submissionId, ids, keyOwner(call)],
    )) as [unknown, number];
    if (count !== ids.length) throw new Problem('attachment-not-found');
  }

  /** Takes finished uploads off the ordinary side; their keys go into the seal. */
  async takeOut(ids: readonly string[], call: Call): Promise<FileTakenOut[]> {
    if (ids.length === 0) return [];
    return this.database.inScope(ownScope('seal'), async (manager) => {
      const [rows, count] = (await manager.query(
        `delete from intake.attachment where id = any($1::uuid[]) and owner = $2 and state = 'stored' and submission_id is null returning *`,
        [ids, keyOwner(call)],
      )) as [AttachmentRow[], number];
      if (count !== ids.length) throw new Problem('attachment-not-found');
      return rows.map((row) => this.#takenOut(row));
    });
  }

  /** The files of a matter that leaves the ordinary side; the rows go with it. */
  async ofMatter(manager: EntityManager, matterId: string): Promise<FileTakenOut[]> {
    const rows = (await manager.query(
      `select a.* from intake.attachment a join intake.submission s on s.id = a.submission_id where s.matter_id = $1`,
      [matterId],
    )) as AttachmentRow[];
    return rows.map((row) => this.#takenOut(row));
  }

  /** One part of the copy that may be shown, to whoever may read the matter. */
  async read(wanted: FilePartWanted, call: Call): Promise<FilePartRead> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    const rows = await this.database.inScope(
      scope,
      async (manager) =>
        (await manager.query(
          `select a.* from intake.attachment a join intake.submission s on s.id = a.submission_id join intake.matter m on m.id = s.matter_id
            where a.id = $1 and a.state = 'stored' and ($2 or m.seen_by && $3::int[])`,
          [wanted.attachmentId, scope.isEverything, scope.units],
        )) as AttachmentRow[],
    );
    const row = rows[0];
    if (row === undefined) throw new Problem('not-found');
    const bytes = await this.#part(row, wanted.part);
    return {
      fileName: row.file_name,
      mediaType: row.media_type,
      bytesInAll: row.bytes,
      isLast: (wanted.part + 1) * filePartBytes >= row.bytes,
      bytes: bytes.toString('base64'),
    };
  }

  async #part(row: AttachmentRow, part: number): Promise<Buffer> {
    const from = part * filePartBytes;
    const pieces: Buffer[] = [];
    let place = 0;
    for await (const piece of openFile(join(this.#stored, row.id), this.#unwrap(row.id, row.file_key))) {
      const chunk = piece as Buffer;
      const start = Math.max(0, from - place);
      const end = Math.min(chunk.length, from + filePartBytes - place);
      if (start < end) pieces.push(chunk.subarray(start, end));
      place += chunk.length;
      if (place >= from + filePartBytes) break;
    }
    return Buffer.concat(pieces);
  }

  /** Deletes uploads older than a day that belong to no submission. @returns how many. */
  async forgetUnused(): Promise<number> {
    const [rows] = (await this.database.inScope(ownScope('uploads nobody used'), (manager) =>
      manager.query(
        `delete from intake.attachment where submission_id is null and at < now() - interval '24 hours' returning id`,
      ),
    )) as [{ id: string }[], number];
    for (const { id } of rows) {
      const places = [join(this.#incoming, id), join(this.#stored, id), join(this.#stored, `${id}.original`)];
      for (const place of places) await rm(place, { force: true });
    }
    return rows.length;
  }

  async #forget(id: string): Promise<void> {
    await this.database.inScope(ownScope('upload refused'), (manager) =>
      manager.query('delete from intake.attachment where id = $1', [id]),
    );
  }

  #takenOut(row: AttachmentRow): FileTakenOut {
    return {
      place: row.id,
      mediaType: row.media_type,
      key: this.#unwrap(row.id, row.file_key).toString('base64'),
      isScrubbed: row.scrubbed,
    };
  }

  #wrap(id: string, key: Buffer): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#master(), iv).setAAD(Buffer.from(`attachment.${id}`));
    return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  #unwrap(id: string, cell: Buffer | null): Buffer {
    if (cell === null) throw new Error('file without key');
    const decipher = createDecipheriv('aes-256-gcm', this.#master(), cell.subarray(0, 12)).setAAD(
      Buffer.from(`attachment.${id}`),
    );
    decipher.setAuthTag(cell.subarray(-16));
    return Buffer.concat([decipher.update(cell.subarray(12, -16)), decipher.final()]);
  }

  #master(): Buffer {
    return Buffer.from(this.settings.secret('files-key'), 'base64');
  }
}

async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest();
}
