import { type EventContract, type RequestContract, type SignalContract } from './contract.js';
import * as clocks from './accountability.clocks.js';
import * as supervision from './accountability.supervision.js';
import * as handling from './assignment.handling.js';
import * as opinion from './assignment.opinion.js';
import * as sessions from './gateway.sessions.js';
import * as attachments from './intake.attachments.js';
import * as intakeEvents from './intake.events.js';
import * as handOver from './intake.hand-over.js';
import * as paths from './intake.paths.js';
import * as registration from './intake.registration.js';
import * as triage from './intake.triage.js';
import * as moves from './moves.js';
import * as directory from './organisation.directory.js';
import * as signIn from './organisation.sign-in.js';
import * as staffing from './organisation.staffing.js';
import * as papers from './papers.js';
import * as reading from './reporting.reading.js';

export const services = ['organisation', 'intake', 'assignment', 'accountability', 'reporting', 'gateway'] as const;
export type ServiceName = (typeof services)[number];

type AnyContract = RequestContract | EventContract | SignalContract;

const modules = [
  directory,
  signIn,
  staffing,
  registration,
  attachments,
  triage,
  intakeEvents,
  moves,
  handOver,
  paths,
  handling,
  opinion,
  papers,
  supervision,
  clocks,
  reading,
  sessions,
];

function isContract(value: unknown): value is AnyContract {
  return typeof value === 'object' && value !== null && 'kind' in value && 'subject' in value;
}

/** Every contract there is, found by looking at the declarations: one that is declared cannot be forgotten here. */
export const allContracts: readonly AnyContract[] = modules.flatMap((module) =>
  Object.values(module as Record<string, unknown>).filter(isContract),
);
export const requestContracts = allContracts.filter((c): c is RequestContract => c.kind === 'request');
export const eventContracts = allContracts.filter((c): c is EventContract => c.kind === 'event');

/** The requests and events that a service owns. */
export function ownersOf(service: string): { requests: RequestContract[]; events: EventContract[] } {
  return {
    requests: requestContracts.filter((c) => c.owner === service),
    events: eventContracts.filter((c) => c.owner === service),
  };
}

/** Who talks to whom: the only lines that the bus leaves open. `asks`: requests; `reads`: event streams; `listens`: signals. */
export const lines: Readonly<
  Record<ServiceName, { asks: readonly ServiceName[]; reads: readonly ServiceName[]; listens: readonly ServiceName[] }>
> = {
  organisation: { asks: ['gateway'], reads: [], listens: [] },
  intake: {
    asks: ['organisation'],
    reads: ['organisation', 'intake', 'assignment', 'accountability'],
    listens: [],
  },
  assignment: { asks: ['organisation', 'intake'], reads: ['organisation', 'intake', 'accountability'], listens: [] },
  accountability: {
    asks: ['organisation', 'intake', 'assignment'],
    reads: ['organisation', 'intake', 'assignment'],
    listens: [],
  },
  reporting: {
    asks: ['organisation', 'intake', 'assignment'],
    reads: ['intake', 'assignment', 'accountability'],
    listens: [],
  },
  gateway: {
    asks: ['organisation', 'intake', 'assignment', 'accountability', 'reporting'],
    reads: ['organisation'],
    listens: ['reporting'],
  },
};
