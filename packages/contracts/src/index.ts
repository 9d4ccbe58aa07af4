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
export * from './moves.js';
export * from './task.js';
export * from './intake.hand-over.js';
export * from './intake.paths.js';
export * from './papers.js';
export * from './assignment.handling.js';
export * from './assignment.opinion.js';
export * from './accountability.supervision.js';
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
