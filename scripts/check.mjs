/**
 * `npm run check`: format, lint, types, boundaries, dead code and the rules of this project, in one go.
 * `npm run check -- lint types` does some of them. Any finding ends it with 1; all are in `.local/reports/check.json`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Lines printed of one check; the report has all. */
const shown = 30;

const prepared = prepareOrTell();
const [tools, sources] = await Promise.all([import('./check/tools.mjs'), import('./check/sources.mjs')]);
const checks = {
  format: tools.format,
  lint: tools.lint,
  types: tools.types,
  boundaries: tools.boundaries,
  'dead-code': tools.deadCode,
  length: sources.fileLength,
  names: sources.forbiddenNames,
  days: sources.daysOutsideStatute,
  pages: sources.linksInPages,
  packages: tools.lockFile,
};
const outcomes = [...prepared, ...chosen(process.argv.slice(2)).map(tryOne)];
report(outcomes);

/** A build that fails is found again by `types`; without packages there is nothing to check with. */
function prepareOrTell() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/prepare.mjs')], { cwd: root, stdio: 'inherit' });
  if (status === 0) return [];
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) process.exit(1);
  const findings = [{ message: 'the checkout could not be made ready; the reason is above' }];
  return [{ name: 'prepare', seconds: 0, findings, warnings: [] }];
}

function chosen(names) {
  const unknown = names.filter((name) => !(name in checks));
  if (unknown.length > 0) {
    console.error(`There is no check called ${unknown.join(', ')}; there are: ${Object.keys(checks).join(', ')}.`);
    process.exit(1);
  }
  return names.length > 0 ? names : Object.keys(checks);
}

function tryOne(name) {
  const start = performance.now();
  let result;
  try {
    result = checks[name](root);
  } catch (error) {
    result = [{ message: error.message }]; // A tool that broke down has not passed.
  }
  const { findings, warnings = [] } = Array.isArray(result) ? { findings: result } : result;
  const outcome = { name, seconds: Math.round((performance.now() - start) / 10) / 100, findings, warnings };
  print(outcome);
  return outcome;
}

function print({ name, seconds, findings, warnings }) {
  const said = [count(findings, 'finding'), ...(warnings.length > 0 ? [count(warnings, 'warning')] : [])];
  console.log(
    `${findings.length === 0 ? '✓' : '✗'} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s  ${said.join(', ')}`,
  );
  for (const { file, line, message } of findings.slice(0, shown)) {
    console.log(`    ${file ? `${file}${line ? `:${line}` : ''}  ` : ''}${message}`);
  }
  if (findings.length > shown) console.log(`    … and ${findings.length - shown} more, in .local/reports/check.json`);
}

function count(list, word) {
  return `${list.length === 0 ? 'no' : list.length} ${word}${list.length === 1 ? '' : 's'}`;
}

function report(all) {
  const findings = all.reduce((sum, outcome) => sum + outcome.findings.length, 0);
  const folder = join(root, '.local/reports');
  mkdirSync(folder, { recursive: true });
  const told = { at: new Date().toISOString(), holds: findings === 0, findings, checks: all };
  writeFileSync(join(folder, 'check.json'), `${JSON.stringify(told, null, 2)}\n`);
  console.log(findings === 0 ? 'Everything holds.' : `${findings} finding${findings === 1 ? '' : 's'}.`);
  process.exitCode = findings === 0 ? 0 : 1;
}
