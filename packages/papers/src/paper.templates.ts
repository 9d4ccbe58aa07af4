import { type Locale, locales, Problem } from '@huiyin/contracts';
import { checkTemplate, defaultTemplate, type PaperKind, PaperRefused, type PaperTemplate } from '@huiyin/documents';
import { type Call } from '@huiyin/messaging';
import { appendAudit, auditOf, type Database, once, ownScope, type Scope, staleVersion } from '@huiyin/service';

/** Version of the wording that comes with the product; an office's own begin with the next. */
const builtIn = 1;
/** Milliseconds for which the newest versions are believed: an act must not ask for them each time. */
const freshFor = 5_000;
const scope: Scope = ownScope('templates of papers');

export interface TemplateToSave {
  readonly kind: PaperKind;
  /** The version that was edited. */
  readonly expectedVersion: number;
  /** A `PaperTemplate` without kind and version; checked here. */
  readonly body: object;
}

export interface TemplateVersion {
  readonly version: number;
  readonly at: string;
  readonly by: string;
}

/** The wording of papers: the product's, or the office's own in numbered versions that never change. */
export class PaperTemplates {
  #newest: ReadonlyMap<string, number> = new Map();
  #readAt = 0;

  constructor(
    private readonly database: Database,
    private readonly schema: string,
    private readonly site: string,
  ) {}

  /** For `paperOf`. May be some seconds behind another copy of the service. */
  async currentVersion(kind: PaperKind): Promise<number> {
    if (Date.now() - this.#readAt > freshFor) {
      const rows = await this.#ask<{ kind: string; version: number }>(
        `select kind, max(version) as version from ${this.#table} group by kind`,
        [],
      );
      this.#newest = new Map(rows.map((row) => [row.kind, row.version]));
      this.#readAt = Date.now();
    }
    return this.#newest.get(kind) ?? builtIn;
  }

  async current(kind: PaperKind, locale: Locale = 'zh-CN'): Promise<PaperTemplate> {
    const rows = await this.#ask<{ version: number; body: Body }>(
      `select version, body from ${this.#table} where kind = $1 order by version desc limit 1`,
      [kind],
    );
    return rows[0] === undefined ? defaultTemplate(kind, locale) : { ...rows[0].body, kind, version: rows[0].version };
  }

  /** The one that a paper names. An office words its papers in one language; in the other they are the product's. */
  async of(kind: PaperKind, version: number, locale: Locale): Promise<PaperTemplate> {
    const rows =
      version === builtIn
        ? []
        : await this.#ask<{ body: Body }>(`select body from ${this.#table} where kind = $1 and version = $2`, [
            kind,
            version,
          ]);
    const own = rows[0]?.body;
    return own?.locale === locale ? { ...own, kind, version } : defaultTemplate(kind, locale);
  }

  /** The office's own versions, newest first. */
  async versions(kind: PaperKind): Promise<TemplateVersion[]> {
    const rows = await this.#ask<{ version: number; at: Date; by_official: string }>(
      `select version, at, by_official from ${this.#table} where kind = $1 order by version desc`,
      [kind],
    );
    return rows.map((row) => ({ version: row.version, at: row.at.toISOString(), by: row.by_official }));
  }

  /** @throws Problem `template-invalid` with what is wrong, `stale-version`, `idempotency-key-*`. */
  async save({ kind, expectedVersion, body }: TemplateToSave, call: Call): Promise<PaperTemplate> {
    const template = { locale: 'zh-CN', ...body, kind, version: expectedVersion + 1 } as PaperTemplate;
    refuseInvalid(template);
    const { locale, title, blocks } = template;
    const input = { kind, expectedVersion, body };
    const saved = await this.database.inScope(scope, (manager) =>
      once(manager, this.schema, 'save-template', call, input, async () => {
        const added = await manager.query<unknown[]>(
          `insert into ${this.#table} (kind, version, body, by_official)
           select $1, $2, $3, $4 where $2 = 1 + coalesce((select max(version) from ${this.#table} where kind = $1), ${builtIn})
           on conflict do nothing returning version`,
          [kind, template.version, JSON.stringify({ locale, title, blocks } satisfies Body), call.actor.id],
        );
        if (added.length === 0) {
          const { schema } = this;
          // On the same connection: whoever holds one and waits for another may wait for all the others who do the same.
          const [{ current }] = await manager.query<[{ current: number }]>(
            `select coalesce(max(version), ${builtIn}) as current from ${this.#table} where kind = $1`,
            [kind],
          );
          throw await staleVersion(manager, { schema, object: kind, expected: expectedVersion, current });
        }
        await appendAudit(manager, this.schema, this.site, [
          { ...auditOf(call), act: 'manage-templates', object: kind, version: template.version, outcome: 'done' },
        ]);
        return { kind, version: template.version, locale, title, blocks };
      }),
    );
    this.#readAt = 0;
    return saved;
  }

  get #table(): string {
    return `${this.schema}.paper_template`;
  }

  #ask<R extends object>(text: string, values: unknown[]): Promise<R[]> {
    return this.database.query(text, values) as Promise<R[]>;
  }
}

type Body = Omit<PaperTemplate, 'kind' | 'version'>;

function refuseInvalid(template: PaperTemplate): void {
  try {
    if (!locales.includes(template.locale)) throw new PaperRefused('wrong-value', 'locale');
    checkTemplate(template);
  } catch (error) {
    if (!(error instanceof PaperRefused)) throw error;
    throw new Problem('template-invalid', {}, [{ field: error.placeholder, rule: error.code }]);
  }
}
