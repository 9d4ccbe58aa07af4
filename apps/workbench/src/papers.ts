import { parseArgs } from 'node:util';
import { Books } from './books.js';
import { command, writeReport } from './command.js';
import { findInstallation, needed, whereOptions } from './installation.js';
import { paperLine, setAgain, waitingPapers } from './papers/waiting-papers.js';
import { Refusal } from './refusal.js';

const usage = 'npm run papers -- list | again ID --reason "…"';

/** `npm run papers`: papers without a file, and another try for one that was given up. */
await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...whereOptions, reason: { type: 'string' } },
  });
  const [act = 'list', id] = positionals;
  if (!['list', 'again'].includes(act) || (act === 'again' && id === undefined)) throw new Refusal(usage);
  const reason = values.reason?.trim() ?? '';
  if (act === 'again' && reason.length < 2) throw new Refusal(`Say why, with --reason "…". ${usage}`);
  const installation = findInstallation(values);
  const books = await Books.open(needed(installation, 'adminUrl'));
  try {
    if (act === 'again') await setAgain(books, id ?? '', reason);
    const papers = await waitingPapers(books);
    writeReport(installation.localFolder, 'papers', { papers });
    console.log(papers.length === 0 ? 'Every paper has its file.' : papers.map(paperLine).join('\n'));
    return true;
  } finally {
    await books.close();
  }
});
