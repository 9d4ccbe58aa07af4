import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type PaperEntries, type PaperFile, type PaperWanted, Problem } from '@huiyin/contracts';
import { Papers } from '@huiyin/papers';
import { type Call } from '@huiyin/messaging';
import { Authorities, Database, type Scope } from '@huiyin/service';

/** The papers that intake issued, as officials and the petitioner read them. */
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
    return this.papers.answers.ofMatter(scope, matterId);
  }

  /** Who may not read the matter any more reads its papers no more either. @throws Problem `not-found`, `overloaded`. */
  async file(wanted: PaperWanted, call: Call): Promise<PaperFile> {
    const scope = await this.authorities.scopeOf(call, 'read-matter');
    await this.#seeMatter('id = (select matter_id from intake.paper where id = $1)', wanted.paperId, scope);
    return this.papers.answers.file(scope, wanted);
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
