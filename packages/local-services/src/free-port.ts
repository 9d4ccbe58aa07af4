import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { LocalServiceError } from './local-service-error.js';

/** The port that is free now on 127.0.0.1: the asked one, or any when 0. Undefined when the asked one is taken. */
export function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const found = typeof address === 'object' && address ? address.port : undefined;
      probe.close(() => resolve(found));
    });
  });
}

/**
 * The port for one server: the fixed one (refused with `port-in-use` when taken), else the one of the last start
 * when it is still free, else any free one, which is remembered in `file`.
 */
export async function choosePort(file: string, name: string, fixed?: number): Promise<number> {
  if (fixed !== undefined) {
    if ((await tryPort(fixed)) === undefined) {
      throw new LocalServiceError('port-in-use', `Port ${fixed}, asked for ${name}, is used by another program.`);
    }
    return fixed;
  }
  const remembered = rememberedPorts(file);
  const last = remembered[name];
  const port = (last !== undefined ? await tryPort(last) : undefined) ?? (await tryPort(0));
  if (port === undefined) throw new LocalServiceError('port-in-use', `No free port was found for ${name}.`);
  writeFileSync(file, `${JSON.stringify({ ...remembered, [name]: port }, null, 2)}\n`);
  return port;
}

function rememberedPorts(file: string): Record<string, number> {
  try {
    const ports: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return ports !== null && typeof ports === 'object' ? (ports as Record<string, number>) : {};
  } catch {
    return {}; // First start, or a file cut short by a full disk: new ports do no harm.
  }
}
