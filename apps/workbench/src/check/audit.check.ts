import { verifyChain } from '@huiyin/service';
import { type Check, finding } from './check.js';

export const auditWhole: Check = {
  name: 'audit-whole',
  claim: 'every audit chain is whole, its signatures are good, and nothing older than a minute is unsealed',
  async run({ sql, schemasWith, auditKeys }) {
    const faults: string[] = [];
    for (const schema of await schemasWith('audit_seal')) {
      const key = auditKeys[schema];
      if (key === undefined) {
        faults.push(`${schema}: no public key`);
        continue;
      }
      const report = await verifyChain(sql, schema, key);
      if (report.fault !== undefined) faults.push(`${schema}: ${report.fault}`);
      if (report.unsealedOlderThanAMinute > 0)
        faults.push(`${schema}: ${report.unsealedOlderThanAMinute} rows unsealed`);
    }
    return finding(faults.length, faults);
  },
};
