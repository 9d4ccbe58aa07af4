import { type EntityManager, Brackets } from 'typeorm';
import { type PaperFormat, Problem } from '@huiyin/contracts';
import { type PaperRenderer, RendererBusy } from '@huiyin/documents';
import { type Database, ownScope, type Scope } from '@huiyin/service';
import { type DocumentKindId } from '@huiyin/statute';
import { IssuedPaper } from './issued-paper.table.js';
import { numberTextOf } from './paper.content.js';
import { type PaperToCorrect } from './paper.issuing.js';
import { type KeptFile, type PaperFiles, sha256Of } from './paper.files.js';
import { type PaperMaking } from './paper.making.js';

/** One line of a matter's papers. */
export interface PaperLine {
  readonly paperId: string;
  readonly kind: DocumentKindId;
  /** Absent for kinds without a number. */
  readonly numberText?: string;
  readonly office: string;
  /** 1 for the original. */
  readonly version: number;
  readonly replaces?: string;
  /** A later version corrects this one. */
  readonly isSuperseded: boolean;
  readonly issuedAt: string;
  /** False while it waits to be rendered. */
  readonly isReady: boolean;
  readonly isForPetitioner: boolean;
  /** Hexadecimal SHA-256 of what it says. */
  readonly contentHash: string;
}

export interface PaperBytes {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
}

const mediaTypes: Readonly<Record<PaperFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
/** Seconds after which a reader who met a busy renderer may ask again. */
const busyFor = 5;

/** Papers as units and citizens read them. What is not in scope is not there. */
export class PaperReading {
  constructor(
    private readonly database: Database,
    private readonly files: PaperFiles,
    private readonly making: PaperMaking,
    private readonly renderer: PaperRenderer,
  ) {}

  /** The papers of a matter that the scope may read, in the order of their issue; none where the matter is not in scope. */
  async ofMatter(scope: Scope, matterId: string): Promise<PaperLine[]> {
    return this.database.inScope(scope, async (manager) => {
      const papers = await seen(manager, scope)
        .andWhere('p.matterId = :matterId', { matterId })
        .orderBy('p.issuedAt')
        .addOrderBy('p.kind')
        .addOrderBy('p.version')
        .getMany();
      const superseded = new Set(papers.map((paper) => paper.replaces));
      return papers.map((paper) => lineOf(paper, superseded.has(paper.id)));
    });
  }

  /**
   * One file. A PDF that is still waiting is rendered at once and kept; a DOCX is made of the same content each time.
   * @throws Problem `not-found`, `overloaded`; PaperFileBroken where the kept file was tampered with.
   */
  async file(scope: Scope, paperId: string, format: PaperFormat): Promise<PaperBytes> {
    const { paper, kept } = await this.database.inScope(scope, async (manager) => {
      const found = await this.#find(manager, scope, paperId);
      return { paper: found, kept: format === 'pdf' ? await this.files.read(manager, paperId) : undefined };
    });
    const file = kept ?? (await this.#make(paper, format));
    const version = paper.version === 1 ? '' : `(${paper.version})`;
    return {
      fileName: `${numberTextOf(paper) ?? paper.kind}${version}.${format}`,
      mediaType: mediaTypes[format],
      ...file,
    };
  }

  /** The paper to be corrected. @throws Problem `not-found`. */
  async toCorrect(scope: Scope, paperId: string): Promise<PaperToCorrect> {
    return this.database.inScope(scope, async (manager) => {
      const paper = await this.#find(manager, scope, paperId);
      return { ...paper, isSuperseded: await manager.existsBy(IssuedPaper, { replaces: paperId }) };
    });
  }

  async #find(manager: EntityManager, scope: Scope, paperId: string): Promise<IssuedPaper> {
    const paper = await seen(manager, scope).andWhere('p.id = :paperId', { paperId }).getOne();
    if (paper === null) throw new Problem('not-found');
    return paper;
  }

  async #make(paper: IssuedPaper, format: PaperFormat): Promise<KeptFile> {
    const bytes = await this.making.render(paper, format, this.renderer).catch((error: unknown) => {
      throw error instanceof RendererBusy ? new Problem('overloaded', {}, [], busyFor) : error;
    });
    if (format === 'docx') return { bytes, sha256: sha256Of(bytes).toString('hex') };
    return this.database.inScope(ownScope('papers'), async (manager) => {
      await this.files.keep(manager, paper.id, bytes);
      const kept = await this.files.read(manager, paper.id);
      if (kept === undefined) throw new Error(`paper ${paper.id} was not kept`);
      return kept;
    });
  }
}

/** The scope, bound by hand beside row-level security. */
function seen(manager: EntityManager, { isEverything, units, matterId }: Scope) {
  const query = manager.createQueryBuilder(IssuedPaper, 'p').where('true');
  if (isEverything) return query;
  return query.andWhere(
    new Brackets((either) => {
      either.where('p.seenBy && :units::int[]', { units });
      if (matterId !== undefined) either.orWhere('p.matterId = :own and p.isForPetitioner', { own: matterId });
    }),
  );
}

function lineOf(paper: IssuedPaper, isSuperseded: boolean): PaperLine {
  const numberText = numberTextOf(paper);
  return {
    paperId: paper.id,
    kind: paper.kind,
    ...(numberText === undefined ? {} : { numberText }),
    office: paper.office,
    version: paper.version,
    ...(paper.replaces === null ? {} : { replaces: paper.replaces }),
    isSuperseded,
    issuedAt: paper.issuedAt.toISOString(),
    isReady: paper.renderedAt !== null,
    isForPetitioner: paper.isForPetitioner,
    contentHash: paper.contentHash.toString('hex'),
  };
}
