import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { verify } from '../check/verification.js';
import { type System } from '../start.js';

/** The checks of `verify` that do not hold, with the first that each found. @throws Refusal */
export async function verified({ gatewayUrl, adminUrl, natsUrl, secretsFolder, local }: System): Promise<string[]> {
  const { checks } = await verify({ gatewayUrl, adminUrl, natsUrl, secretsFolder, localFolder: local.folder });
  return checks.filter(({ ok }) => !ok).map(({ name, found, sample }) => `${name} ${found} (${sample[0] ?? ''})`);
}

/** The command itself, as an operator would run it. */
export async function verifyCommand(system: System, root: string): Promise<{ code: number | null; output: string }> {
  const { gatewayUrl, adminUrl, natsUrl, secretsFolder, local } = system;
  const where = [
    '--url',
    gatewayUrl,
    '--database',
    adminUrl,
    '--nats',
    natsUrl,
    '--secrets',
    secretsFolder,
    '--local',
    local.folder,
  ];
  const script = fileURLToPath(new URL('../verify.js', import.meta.url));
  const child = spawn(process.execPath, [script, ...where], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output.trim() };
}
