export * from './contract.js';
export * from './problem.js';
export * from './read.js';
export * from './text.js';
export * from './words-of-the-office.js';
export * from './organisation.directory.js';
export * from './organisation.sign-in.js';
export * from './organisation.staffing.js';
export * from './intake.registration.js';
export * from './intake.attachments.js';
export * from './intake.triage.js';
export * from './intake.events.js';
export * from './accountability.clocks.js';
export * from './reporting.reading.js';
export * from './gateway.sessions.js';
export {
  allContracts,
  eventContracts,
  lines,
  ownersOf,
  requestContracts,
  services,
  type ServiceName,
} from './catalogue.js';
