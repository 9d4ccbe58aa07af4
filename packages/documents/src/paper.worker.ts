import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type Failure, type Order } from './paper.renderer.js';
import { PaperRefused } from './paper.refused.js';

// On Linux this is the priority of the calling thread; elsewhere it would be that of the whole process.
const { niceness } = workerData as { readonly niceness: number };
if (niceness > 0 && process.platform === 'linux') setPriority(niceness);

let turn: Promise<void> = Promise.resolve();

// Each typesetter is loaded with the first order for it.
async function fileOf(order: Order): Promise<Uint8Array> {
  if (order.what === 'receipt') return (await import('./receipt.js')).renderPage(order.input);
  if (order.format === 'docx') return (await import('./paper.docx.js')).paperDocx(order.content, order.template);
  return (await import('./paper.pdf.js')).paperPdf(order.content, order.template);
}

function failureOf(error: unknown): Failure {
  if (error instanceof PaperRefused) return { refused: error.code, placeholder: error.placeholder };
  return { message: error instanceof Error ? error.message : 'rendering failed' };
}

async function answer(id: number, order: Order): Promise<void> {
  try {
    parentPort?.postMessage({ id, file: await fileOf(order) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: failureOf(error) });
  }
}

parentPort?.on('message', ({ id, order }: { id: number; order: Order }) => {
  turn = turn.then(() => answer(id, order));
});
