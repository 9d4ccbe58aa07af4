import { readFileSync } from 'node:fs';
import { migrate, provision, secretsFrom } from '@huiyin/service';
import { allServices } from './index.js';

function setting(name: string): string {
  const file = process.env[`${name}_FILE`];
  const value = file === undefined ? process.env[name] : readFileSync(file, 'utf8').trim();
  if (value === undefined || value === '') throw new Error(`${name} or ${name}_FILE is not set`);
  return value;
}

/** The deploy step: database, roles, schemas, migrations. The only program that gets an administrator's login. */
async function main(): Promise<void> {
  const secret = secretsFrom(setting('HUIYIN_SECRETS'));
  const adminUrl = await provision(setting('DATABASE_URL'), (role) => secret(`db-${role}`));
  for (const service of allServices) {
    const ran = await migrate(adminUrl, service.name, service.migrations);
    console.log(`${service.name}: ${ran.length === 0 ? 'nothing to do' : ran.join(', ')}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
