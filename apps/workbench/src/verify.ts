import { parseArgs } from 'node:util';
import { words } from '@huiyin/words';
import { verificationLines, verify } from './check/verification.js';
import { command, writeReport } from './command.js';
import { findInstallation, whereOptions } from './installation.js';

await command(async () => {
  const { values } = parseArgs({ options: whereOptions });
  const installation = findInstallation(values);
  const verification = await verify(installation);
  writeReport(installation.localFolder, 'verify', verification);
  for (const line of verificationLines(verification)) console.log(line);
  console.log(verdict(verification.checks));
  return verification.holds;
});

function verdict(checks: readonly { ok: boolean; name: string }[]): string {
  const failed = checks.filter((check) => !check.ok);
  const key = failed.length === 0 ? 'console.verify.passed' : 'console.verify.failed';
  const what = failed.length === 0 ? `${checks.length}` : failed.map((check) => check.name).join(', ');
  return `${words('zh-CN')(key, { what, number: failed.length })} / ${words('en')(key, { what, number: failed.length })}`;
}
