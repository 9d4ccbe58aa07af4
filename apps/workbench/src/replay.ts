import { parseArgs } from 'node:util';
import { command, numberOption, writeReport } from './command.js';
import { findInstallation, whereOptions } from './installation.js';
import { Refusal } from './refusal.js';
import { readColumnMap, usualColumns } from './replay/message-file.js';
import { replay } from './replay/run.js';
import { replayTable } from './replay/table.js';

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...whereOptions,
      limit: { type: 'string' },
      rate: { type: 'string' },
      concurrency: { type: 'string' },
      patience: { type: 'string' },
      map: { type: 'string' },
      again: { type: 'boolean' },
      walk: { type: 'string' },
    },
  });
  const file = positionals[0];
  if (file === undefined) {
    throw new Refusal(
      'npm run replay -- FILE [--limit N] [--rate R] [--concurrency 16] [--map FILE] [--again] [--walk K]',
    );
  }
  const installation = findInstallation(values);
  const figures = await replay(installation, {
    file,
    limit: numberOption('limit', values.limit, 1),
    rate: numberOption('rate', values.rate, 0.01),
    concurrency: numberOption('concurrency', values.concurrency, 1) ?? 16,
    columns: values.map === undefined ? usualColumns : readColumnMap(values.map),
    again: values.again ?? false,
    walk: numberOption('walk', values.walk, 1),
    patience: numberOption('patience', values.patience, 1) ?? 120,
  });
  writeReport(installation.localFolder, 'replay', figures);
  console.log(replayTable(figures));
  return figures.holds;
});
