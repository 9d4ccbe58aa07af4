import { parseArgs } from 'node:util';
import { seedMatters } from './bench/seed/seeding.js';
import { Books } from './books.js';
import { command, numberOption } from './command.js';
import { findInstallation, needed, whereOptions } from './installation.js';

/** `npm run seed -- --matters N`: invented matters for measuring, in the installation that runs here. */
await command(async () => {
  const { values } = parseArgs({ options: { ...whereOptions, matters: { type: 'string' } } });
  const installation = findInstallation(values);
  const matters = numberOption('matters', values.matters, 1) ?? 1_000;
  const secretsFolder = needed(installation, 'secretsFolder');
  const books = await Books.open(needed(installation, 'adminUrl'));
  try {
    await seedMatters({ books, secretsFolder, matters, log: (line) => console.log(line) });
  } finally {
    await books.close();
  }
  return true;
});
