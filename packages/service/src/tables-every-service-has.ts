import { messageTables } from '@huiyin/messaging';
import { auditTables } from './audit.js';
import { idempotencyTable } from './idempotency.js';

/** Outbox, inbox, dead letters, audit and idempotency keys in a service's schema; the first thing its first migration runs. */
export function tablesEveryServiceHas(schema: string, role = `hy_${schema}`): string[] {
  return [
    `grant usage on schema ${schema} to ${role}`,
    ...messageTables(schema, role),
    ...auditTables(schema, role),
    ...idempotencyTable(schema, role),
  ];
}
