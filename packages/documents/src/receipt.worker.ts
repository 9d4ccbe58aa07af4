import { parentPort } from 'node:worker_threads';
import { type ReceiptInput, renderPage } from './receipt.js';

let turn: Promise<void> = Promise.resolve();

async function answer(id: number, input: ReceiptInput): Promise<void> {
  try {
    const pdf = await renderPage(input);
    parentPort?.postMessage({ id, pdf });
  } catch (error) {
    parentPort?.postMessage({ id, failure: error instanceof Error ? error.message : 'rendering failed' });
  }
}

parentPort?.on('message', ({ id, input }: { id: number; input: ReceiptInput }) => {
  turn = turn.then(() => answer(id, input));
});
