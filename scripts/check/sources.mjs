/** What this project asks of a source file and no tool knows: its length, its names, and where the law's numbers stand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

const longest = 300;
const longish = 200;
const skipped = new Set(['node_modules', 'dist', '.git', '.local', '.turbo', 'coverage']);

/** Source files below the root, as paths from it; `pattern` picks by path. */
function filesUnder(root, groups, pattern) {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) visit(path);
      else if (entry.isFile() && pattern.test(path)) found.push(relative(root, path));
    }
  };
  for (const group of groups) if (existsSync(join(root, group))) visit(join(root, group));
  return found.sort();
}

function sourceFiles(root) {
  return filesUnder(root, ['apps', 'packages', 'scripts', 'deploy', 'tests'], /\.(ts|mts|mjs|cjs)$/);
}

const linesOf = (root, file) => readFileSync(join(root, file), 'utf8').trimEnd().split('\n');

/** No file that nobody dares to open. */
export function fileLength(root) {
  const findings = [];
  const warnings = [];
  for (const file of sourceFiles(root)) {
    const { length } = linesOf(root, file);
    const told = { file, message: `${length} lines; split before ${longest}, look twice at ${longish}` };
    if (length > longest) findings.push(told);
    else if (length > longish) warnings.push(told);
  }
  return { findings, warnings };
}

/** Names that say nothing, or that say how instead of what. */
const emptyWords = /^(common|shared|core|utils?|helpers?|lib|interfaces|misc)$/;
const declared = String.raw`^\s*(?:export\s+)?(?:default\s+|abstract\s+|async\s+)*(?:class|interface|type|enum|function|const)\s+`;
const emptyNames = new RegExp(String.raw`${declared}(\w+(?:Manager|Helper|Impl|Utils?))\b(?!\s*,)`);
const hungarian = /^\s*(?:export\s+)?interface\s+(I[A-Z][a-z]\w*)\b/;

/** Paths and declared names against the list of forbidden ones. */
export function forbiddenNames(root) {
  const findings = [];
  for (const file of sourceFiles(root)) {
    const words = file.split('/').map((part) => part.replace(/\.(?:test\.)?\w+$/, ''));
    for (const word of words)
      if (emptyWords.test(word))
        findings.push({ file, message: `"${word}" says nothing; name it after what it holds` });
    if (basename(file) === 'types.ts') findings.push({ file, message: 'types stand beside what they describe' });
    for (const [index, line] of linesOf(root, file).entries()) {
      const name = (emptyNames.exec(line) ?? hungarian.exec(line))?.[1];
      if (name !== undefined) findings.push({ file, line: index + 1, message: `${name} is named after a pattern` });
    }
  }
  return { findings };
}

/** Ways to write a period of days. One day as a unit (86_400_000) is no period. */
const periods = [
  /\b\d[\d_]*\s*\*\s*(?:24\b|86_?400)/,
  /\b86_?400(?:_?000)?\s*\*\s*\d/,
  /\b(?:add|plus|after)\w*Days?\([^()]*,\s*\d+\s*\)/i,
  /\b\w*days\w*\s*[:=]\s*-?\d/i,
  /\binterval\s+'\d+ (?:working )?(?:days?|weeks?|months?|years?)'/i,
  /\bsetU?T?C?Date\([^)]*[+-]\s*\d/,
];
const excuse = 'not a period of the law';

/** The law is data in packages/statute: elsewhere no number of days. A line may say in a comment that it is no period of the law. */
export function daysOutsideStatute(root) {
  const findings = [];
  const files = filesUnder(
    root,
    ['apps', 'packages/contracts', 'packages/documents', 'packages/words'],
    /\/src\/.*\.ts$/,
  );
  for (const file of files.filter((name) => !name.endsWith('.test.ts') && !name.startsWith('apps/workbench/'))) {
    const lines = linesOf(root, file);
    for (const [index, line] of lines.entries()) {
      const code = line.replace(/\/\/.*$|^\s*\/?\*.*$/, '');
      if (!periods.some((period) => period.test(code))) continue;
      if (`${lines[index - 1] ?? ''}${line}`.includes(excuse)) continue;
      const message = `a number of days belongs in packages/statute (or say "${excuse}" and why): ${line.trim().slice(0, 80)}`;
      findings.push({ file, line: index + 1, message });
    }
  }
  return { findings };
}

/** A page that leads a newcomer to a file that is gone is worse than none. */
export function linksInPages(root) {
  const findings = [];
  const pages = [
    ...filesUnder(root, ['docs', 'apps', 'packages', 'deploy'], /\.md$/),
    'README.md',
    'README.zh-CN.md',
    'CHANGELOG.md',
  ];
  for (const file of pages.filter((page) => existsSync(join(root, page)))) {
    for (const [index, line] of linesOf(root, file).entries()) {
      for (const [, target] of line.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (/^[a-z]+:/.test(target) || existsSync(join(root, file, '..', target))) continue;
        findings.push({ file, line: index + 1, message: `leads nowhere: ${target}` });
      }
    }
  }
  return { findings };
}
