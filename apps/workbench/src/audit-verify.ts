import { parseArgs } from 'node:util';
import { chainLine, verifyChains } from './audit/chains.js';
import { exportWitness, readWitness } from './audit/witness.js';
import { auditKeys, Books } from './books.js';
import { command, writeReport } from './command.js';
import { findInstallation, needed, whereOptions } from './installation.js';

await command(async () => {
  const { values } = parseArgs({
    options: { ...whereOptions, witness: { type: 'string' }, 'export-witness': { type: 'string' } },
  });
  const installation = findInstallation(values);
  const witness = values.witness === undefined ? {} : readWitness(values.witness);
  const keys = auditKeys(needed(installation, 'secretsFolder'));
  const books = await Books.open(needed(installation, 'adminUrl'));
  try {
    const result = await verifyChains(books, keys, witness);
    writeReport(installation.localFolder, 'audit-verify', result);
    for (const report of result.chains) console.log(chainLine(report));
    // A broken chain must not become the measure of what comes after it.
    if (values['export-witness'] !== undefined && result.holds) await exportWitness(books, values['export-witness']);
    return result.holds;
  } finally {
    await books.close();
  }
});
