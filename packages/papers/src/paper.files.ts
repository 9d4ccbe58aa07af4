import { createHash } from 'node:crypto';
import { type Sql } from '@huiyin/messaging';
import { type SealedFiles } from '@huiyin/service';

export interface KeptFile {
  readonly bytes: Buffer;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A kept file was changed, moved, or sealed under a key that is not there. A fault, never a refusal. */
export class PaperFileBroken extends Error {
  override readonly name = 'PaperFileBroken';
}

export function sha256Of(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Rendered files, sealed in the service's own database. */
export class PaperFiles {
  constructor(
    private readonly schema: string,
    private readonly seals: SealedFiles,
  ) {}

  /** Keeps the file and marks the paper as rendered, both in the caller's transaction. Of two for one paper the first one stays. */
  async keep(sql: Sql, paperId: string, pdf: Buffer): Promise<void> {
    await sql.query(
      `insert into ${this.schema}.paper_file (paper_id, format, sealed, sha256, bytes) values ($1, 'pdf', $2, $3, $4) on conflict do nothing`,
      [paperId, this.seals.seal(this.#place(paperId), pdf), sha256Of(pdf), pdf.length],
    );
    await sql.query(
      `update ${this.schema}.paper set rendered_at = now(), failure = null where id = $1 and rendered_at is null`,
      [paperId],
    );
  }

  /** @throws PaperFileBroken. */
  async read(sql: Sql, paperId: string): Promise<KeptFile | undefined> {
    const [row] = (await sql.query(
      `select sealed, sha256 from ${this.schema}.paper_file where paper_id = $1 and format = 'pdf'`,
      [paperId],
    )) as { sealed: Buffer; sha256: Buffer }[];
    if (row === undefined) return undefined;
    const bytes = this.#opened(paperId, row.sealed);
    if (!sha256Of(bytes).equals(row.sha256)) throw new PaperFileBroken(`file of paper ${paperId} has another hash`);
    return { bytes, sha256: row.sha256.toString('hex') };
  }

  #opened(paperId: string, sealed: Buffer): Buffer {
    try {
      return this.seals.open(this.#place(paperId), sealed);
    } catch (cause) {
      throw new PaperFileBroken(`file of paper ${paperId} does not open`, { cause });
    }
  }

  #place(paperId: string): string {
    return `${this.schema}.paper_file.${paperId}.pdf`;
  }
}
