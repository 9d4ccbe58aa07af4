export { type CheckResult, type Verification, verify } from './check/verification.js';
export { type Installation } from './installation.js';
export { replay, type ReplayFigures, type ReplayOptions } from './replay/run.js';
