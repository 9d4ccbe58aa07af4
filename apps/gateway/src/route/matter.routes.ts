import {
  authority,
  classify,
  clocksOf,
  decideProposal,
  escalateUrgent,
  headingsOf,
  ledger,
  LedgerQuery,
  linkToExisting,
  MatterId,
  proposalsOf,
  queue,
  QueueQuery,
  readHandling,
  readMatter,
  revealIdentity,
  timeline,
} from '@huiyin/contracts';
import { MatterPage, TitledPage, TitledQueue } from '../matter/matter.answer.js';
import { ledgerPage, matterPage, queuePage } from '../matter/matter.work.js';
import { queueEvents } from '../queue/queue.events.js';
import { asking, composed, ordersOn, type Route } from './route.js';

const tag = 'matters';
const onMatter = ordersOn(tag, '/matters/:matterId');

/** T03, T04, T05 and T13, and what an official reads. */
export const matterRoutes: readonly Route[] = [
  composed({
    method: 'GET',
    path: '/matters',
    tag,
    summary: 'The ledger of matters in scope, newest first.',
    who: 'official',
    contracts: [ledger, headingsOf],
    input: LedgerQuery,
    answer: TitledPage,
    work: ledgerPage,
  }),
  composed({
    method: 'GET',
    path: '/queue',
    tag,
    summary: 'One’s own open work, the nearest date first.',
    who: 'official',
    contracts: [queue, headingsOf],
    input: QueueQuery,
    answer: TitledQueue,
    work: queuePage,
  }),
  composed({
    method: 'GET',
    path: '/queue/events',
    tag,
    summary: 'Server-sent events: one’s own queue or the common work of one’s units changed. Ends with the session.',
    who: 'official',
    contracts: [authority],
    gives: ['text/event-stream'],
    work: queueEvents,
  }),
  composed({
    method: 'GET',
    path: '/matters/:matterId',
    tag,
    summary: 'A matter with its clocks and timeline; its `ETag` is what a change must name.',
    who: 'official',
    contracts: [readMatter, clocksOf, timeline, readHandling],
    input: MatterId,
    answer: MatterPage,
    etag: 'matter.version',
    work: matterPage,
  }),
  asking(proposalsOf, {
    method: 'GET',
    path: '/matters/:matterId/proposals',
    tag,
    summary: 'Earlier submissions proposed as the same (T03).',
  }),
  onMatter(classify, 'classify', 'Decides kind, category, path, location and urgency (T05).'),
  onMatter(linkToExisting, 'link-to-existing', 'Joins a matter to one that is being handled (T04).'),
  onMatter(escalateUrgent, 'escalate-urgent', 'Reports a major or urgent matter at once (T13).'),
  asking(decideProposal, {
    method: 'POST',
    path: '/proposals/:proposalId/decide',
    tag,
    summary: 'A clerk’s decision on a proposal (T03).',
  }),
  asking(revealIdentity, {
    method: 'POST',
    path: '/submissions/:submissionId/reveal-identity',
    tag,
    summary: 'Shows sealed fields of the petitioner, against a reason; written to the audit.',
  }),
];
