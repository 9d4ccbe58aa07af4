import { DataSource, type MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/**
 * Runs a service's migrations as the owner role. `adminUrl` is a login that may become `hy_owner`; no service ever gets it.
 * @returns the names of those that ran.
 */
export async function migrate(
  adminUrl: string,
  schema: string,
  migrations: readonly MigrationClass[],
): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    schema,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    // The owner meets row-level security too: without its word a migration would move no row that stands already.
    extra: { options: '-c role=hy_owner -c hy.all=on -c lock_timeout=5000', max: 2 },
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((m) => m.name);
  } finally {
    await source.destroy();
  }
}

/** A migration that runs statements in order; going back is done by a new migration, never by hand. */
export function migration(name: string, statements: readonly string[]): MigrationClass {
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }
    async down(): Promise<void> {
      throw new Error('migrations go forward only');
    }
  };
}
