import {
  assign,
  confirmDecision,
  decideJurisdiction,
  disputeJurisdiction,
  findMatters,
  forward,
  guideToPath,
  handOversOf,
  keepForOwnHandling,
  objectToHandOver,
  recordPathIntake,
  referForStudy,
  refuseConcluded,
  reopenPathRefused,
  ruleOnObjection,
  take,
} from '@huiyin/contracts';
import { asking, ordersOn, type Route } from './route.js';

const tag = 'hand-overs';

/** By the office that keeps the matter; the version is the matter's. */
const onMatter = ordersOn(tag, '/matters/:matterId');
/** By the receiving office; the version is that of the hand-over in its own book. */
const onHandOver = ordersOn(tag, '/hand-overs/:handOverId');

/** T07, T09-T12, T14-T18, T21: where a matter goes, and the conversation about it. */
export const handOverRoutes: readonly Route[] = [
  asking(findMatters, {
    method: 'GET',
    path: '/matters/find',
    tag: 'matters',
    summary: 'Matters in scope by words of their subject, newest first. Never by a person.',
  }),
  asking(handOversOf, {
    method: 'GET',
    path: '/matters/:matterId/hand-overs',
    tag,
    summary: 'The conversation about who handles a matter, oldest first.',
  }),
  onMatter(forward, 'forward', 'Offers a matter to the competent office (T11).'),
  onMatter(assign, 'assign', 'Offers a matter with a period and a closing report demanded (T12).'),
  onMatter(
    keepForOwnHandling,
    'keep-for-own-handling',
    'The office that received it directly handles it itself (T11.1).',
  ),
  onMatter(referForStudy, 'refer-for-study', 'Offers a suggestion to the office that studies it (T07).'),
  onHandOver(take, 'take', 'The receiving office takes what is offered (T14.1).'),
  onHandOver(objectToHandOver, 'object', 'The receiving office objects, with detailed reasons (T14).'),
  onHandOver(disputeJurisdiction, 'dispute-jurisdiction', 'Two offices disagree about who is competent (T17).'),
  onMatter(ruleOnObjection, 'rule-on-objection', 'The sender rules on an objection (T15, T16).'),
  onMatter(decideJurisdiction, 'decide-jurisdiction', 'The common superior names the competent office (T18).'),
  onMatter(confirmDecision, 'confirm-decision', 'A second person confirms or withholds a proposed decision.'),
  onMatter(guideToPath, 'guide-to-path', 'Shows the citizen the lawful path (T09).'),
  onMatter(recordPathIntake, 'record-path-intake', 'Records that the path took the matter, or ended it (T10).'),
  asking(reopenPathRefused, {
    method: 'POST',
    path: '/matters/:matterId/reopen-path-refused',
    tag,
    summary: 'The path refused: the matter comes back (T10.1).',
    etag: 'version',
  }),
  onMatter(refuseConcluded, 'refuse-concluded', 'Proposes not to accept a concluded matter again (T21).'),
];
