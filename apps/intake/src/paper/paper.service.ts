import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type PaperEntries,
  type PaperFile,
  type PaperTemplateText,
  type PaperWanted,
  Problem,
  type SaveTemplate,
  type TemplateWanted,
} from '@huiyin/contracts';
import { type PaperKind, paperKinds, type PaperTemplate } from '@huiyin/documents';
import { Papers } from '@huiyin/papers';
import { type Call } from '@huiyin/messaging';
import { Authorities, Database, type Scope } from '@huiyin/service';

/** The papers that intake issued, as officials and the petitioner read them, and their wording. */
@Injectable()
export class PaperService {
  constructor(
    private readonly papers: Papers,
    private readonly database: Database,
    private readonly authorities: Authorities,
  ) {}

  /** @throws Problem `not-found` where the matter is not in scope. */
  async of(matterId: string, call: Call): Promise<PaperEntries> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    await this.#seeMatter('id = $1', matterId, scope);
    const lines = await this.papers.reading.ofMatter(scope, matterId);
    return { papers: lines.map(({ replaces: _replaces, ...entry }) => entry) };
  }

  /** Who may not read the matter any more reads its papers no more either. @throws Problem `not-found`, `overloaded`. */
  async file({ paperId, format = 'pdf' }: PaperWanted, call: Call): Promise<PaperFile> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    await this.#seeMatter('id = (select matter_id from intake.paper where id = $1)', paperId, scope);
    const file = await this.papers.reading.file(scope, paperId, format);
    return { ...file, bytes: file.bytes.toString('base64') };
  }

  async template({ kind }: TemplateWanted): Promise<PaperTemplateText> {
    return textOf(await this.papers.templates.current(known(kind)));
  }

  /** @throws Problem `template-invalid`, `stale-version`. */
  async saveTemplate(order: SaveTemplate, call: Call): Promise<PaperTemplateText> {
    return textOf(await this.papers.templates.save({ ...order, kind: known(order.kind) }, call));
  }

  async #seeMatter(which: string, id: string, scope: Scope): Promise<void> {
    const rows = await this.database.inScope(
      scope,
      async (manager: EntityManager) =>
        (await manager.query(
          `select 1 from intake.matter m where ${which} and ($2 or m.seen_by && $3::int[] or m.id = $4::uuid)`,
          [id, scope.isEverything, scope.units, scope.matterId ?? null],
        )) as unknown[],
    );
    if (rows.length === 0) throw new Problem('not-found');
  }
}

function known(kind: string): PaperKind {
  const found = paperKinds.find((one) => one === kind);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

function textOf({ kind, version, ...body }: PaperTemplate): PaperTemplateText {
  return { kind, version, body };
}
