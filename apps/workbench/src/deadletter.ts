import { parseArgs } from 'node:util';
import { Books } from './books.js';
import { command, writeReport } from './command.js';
import { dropLetter, letterLine, openLetters, replayLetter } from './deadletter/letters.js';
import { findInstallation, needed, whereOptions } from './installation.js';
import { Refusal } from './refusal.js';

const usage = 'npm run deadletter -- list | replay ID --reason "…" | drop ID --reason "…"';

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...whereOptions, reason: { type: 'string' } },
  });
  const [act = 'list', id] = positionals;
  if (!['list', 'replay', 'drop'].includes(act) || (act !== 'list' && id === undefined)) throw new Refusal(usage);
  const reason = values.reason?.trim() ?? '';
  if (act !== 'list' && reason.length < 2) throw new Refusal(`Say why, with --reason "…". ${usage}`);
  const installation = findInstallation(values);
  const books = await Books.open(needed(installation, 'adminUrl'));
  try {
    if (act === 'list') return await list(books, installation.localFolder);
    const letter = await (act === 'drop' ? dropLetter : replayLetter)(books, id ?? '', reason);
    console.log(letterLine(letter));
    if (letter.standing === 'replay') console.log('No reader took it up yet; look again with list.');
    return letter.standing === 'done' || letter.standing === 'dropped';
  } finally {
    await books.close();
  }
});

/** Tells only; whether anything may wait is for `verify` to judge. */
async function list(books: Books, localFolder: string): Promise<boolean> {
  const letters = await openLetters(books);
  writeReport(localFolder, 'deadletter', { letters });
  console.log(letters.length === 0 ? 'No dead letters.' : letters.map(letterLine).join('\n'));
  return true;
}
