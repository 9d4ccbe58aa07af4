import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { appendAudit } from '@huiyin/service';
import { type Books } from './books.js';

/** What an operator did by a command, and why. */
export interface OperatorAct {
  readonly act: string;
  readonly object: string;
  readonly reason: string;
}

/** The operator is named as this machine knows them: who may run a command has the database's keys anyway. */
export async function auditOperator(books: Books, schema: string, done: OperatorAct): Promise<void> {
  const [known] = await books.rows<{ site: string }>(`select site from ${schema}.audit order by entry desc limit 1`);
  await appendAudit(books, schema, known?.site ?? 'county', [
    { ...done, actor: `operator:${userInfo().username}`, outcome: 'done', requestId: randomUUID() },
  ]);
}
