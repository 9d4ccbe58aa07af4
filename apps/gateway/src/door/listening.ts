import { type FastifyInstance } from 'fastify';

/** Opens the door. @throws one clear sentence where that is not possible. */
export async function listen(door: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await door.listen({ port, host });
  } catch (error) {
    throw new Error(sentenceFor(error, host, port), { cause: error });
  }
}

function sentenceFor(error: unknown, host: string, port: number): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is in use by another program; set PORT to a free one.`;
  if (code === 'EACCES')
    return `Port ${port} on ${host} needs more rights than this user has; set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address ${host}; set HUIYIN_HOST.`;
  return `The gateway cannot listen on ${host}:${port}: ${String(code ?? error)}.`;
}
