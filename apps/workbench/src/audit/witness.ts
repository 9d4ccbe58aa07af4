import { readFileSync, writeFileSync } from 'node:fs';
import { type Books } from '../books.js';
import { briefly, Refusal } from '../refusal.js';

/** Heads of the chains as somebody outside saw them: schema, number of the seal, head in hex. */
export type Witness = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** @throws Refusal when the file is no witness. */
export function readWitness(file: string): Witness {
  try {
    const witness = JSON.parse(readFileSync(file, 'utf8')) as Witness;
    for (const heads of Object.values(witness)) {
      for (const [sealNo, head] of Object.entries(heads)) {
        if (!/^[1-9]\d*$/.test(sealNo) || !/^[0-9a-f]{64}$/.test(head)) throw new Error(`"${sealNo}" is not a seal`);
      }
    }
    return witness;
  } catch (error) {
    throw new Refusal(`The witness ${file} cannot be used: ${briefly(error)}.`);
  }
}

/** Writes down where every chain stands. Kept outside, it catches a chain that is cut or written anew later. */
export async function exportWitness(books: Books, file: string): Promise<Witness> {
  const witness: Record<string, Record<string, string>> = {};
  for (const schema of await books.schemasWith('audit_checkpoint')) {
    const rows = await books.rows<{ seal_no: string; head: string }>(
      `select seal_no, encode(head, 'hex') as head from ${schema}.audit_checkpoint order by seal_no desc limit 100`,
    );
    witness[schema] = Object.fromEntries(rows.map((row) => [row.seal_no, row.head]));
  }
  writeFileSync(file, `${JSON.stringify(witness, null, 2)}\n`);
  return witness;
}

export function headsOf(witness: Witness, schema: string): ReadonlyMap<number, string> {
  return new Map(Object.entries(witness[schema] ?? {}).map(([sealNo, head]) => [Number(sealNo), head]));
}
