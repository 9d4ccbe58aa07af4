export { appendAudit, auditOf, auditTables, type AuditEntry } from './audit.js';
export { AuditSealer, nextHash, verifyChain, type ChainReport } from './audit-chain.js';
export { Authorities } from './authorities.js';
export { Changes, type Decision } from './changes.js';
export { Cursors } from './cursor.js';
export { Database, type DatabaseLogin, type Statement } from './database.js';
export { OnRequest, ReadsEvents } from './handlers.js';
export { HealthDoor, type Readiness } from './health.js';
export { idempotencyTable, keyOwner, once, requestDigest } from './idempotency.js';
export { logFor, NestLog, plainError } from './logger.js';
export { faults, gauge, registry, requestSeconds } from './metrics.js';
export { migrate, migration, type MigrationClass } from './migrate.js';
export {
  newKeyRing,
  normalisedNumber,
  normalisedText,
  PersonalData,
  PersonKey,
  SealedFiles,
  type KeyRing,
} from './personal-data.js';
export { loginRoles, provision, schemas } from './provision.js';
export { citizenScope, ownScope, scopePolicy, type Scope } from './scope.js';
export { makeSecrets } from './secrets.js';
export { secretsFrom, settingsFrom, type Settings } from './settings.js';
export { runHere } from './run-here.js';
export { staleVersion } from './stale-version.js';
export { startService, type RunningService, type ServiceDefinition } from './start-service.js';
export { succeedingBy, Succession } from './succession.js';
export { tablesEveryServiceHas } from './tables-every-service-has.js';
export { LOG, NUDGE, SETTINGS } from './tokens.js';
export { startTracing } from './tracing.js';
export { UnitDirectory } from './unit-directory.js';
export { type Versioned } from './versioned.js';
