import { type ChainReport, verifyChain } from '@huiyin/service';
import { type Books } from '../books.js';
import { headsOf, type Witness } from './witness.js';

export interface Chains {
  readonly holds: boolean;
  readonly chains: readonly ChainReport[];
}

/** Walks the audit chain of every schema, all as of one moment. `keys`: public halves by schema. */
export async function verifyChains(
  books: Books,
  keys: Readonly<Record<string, string>>,
  witness: Witness = {},
): Promise<Chains> {
  const chains = await books.inTransaction('isolation level repeatable read read only', async () => {
    const reports: ChainReport[] = [];
    for (const schema of await books.schemasWith('audit_seal')) {
      reports.push(await verifyOne(books, schema, keys[schema], witness));
    }
    return reports;
  });
  return { holds: chains.every(isWhole), chains };
}

async function verifyOne(
  books: Books,
  schema: string,
  key: string | undefined,
  witness: Witness,
): Promise<ChainReport> {
  if (key !== undefined) return verifyChain(books, schema, key, headsOf(witness, schema));
  return {
    schema,
    sealed: 0,
    unsealedOlderThanAMinute: 0,
    head: '',
    fault: 'there is no public key for its signatures',
  };
}

export function isWhole(report: ChainReport): boolean {
  return report.fault === undefined && report.unsealedOlderThanAMinute === 0;
}

export function chainLine(report: ChainReport): string {
  const { schema, sealed, head, fault, unsealedOlderThanAMinute } = report;
  if (fault !== undefined) return `FOUND  ${schema}: ${fault}`;
  if (unsealedOlderThanAMinute > 0)
    return `FOUND  ${schema}: ${unsealedOlderThanAMinute} rows older than a minute are unsealed`;
  return `ok     ${schema}: ${sealed} rows sealed, head ${head}`;
}
