import {
  casts,
  citizen,
  doings,
  file,
  kinds,
  letter,
  letterDraft,
  matter,
  offer,
  proposal,
  received,
  reveal,
  sentOn,
  type Step,
} from './course-kinds.js';
import { bodies as b } from './order-bodies.js';

/** One matter on its way through orders, each of which stands where the one before it left the matter. */
export interface Course {
  readonly name: string;
  /** The unit that registers it. */
  readonly unit: number;
  /** What an earlier matter of the same person is: there, or concluded after a recheck. */
  readonly earlier?: 'open' | 'concluded';
  readonly steps: readonly Step[];
}

/** Sent on by the clerk or officer who received it. */
const byClerk = (unit: number, who: string, order: 'forward' | 'assign'): Course => ({
  name: `${order} by ${who}`,
  unit,
  steps: [matter('classify', who, b.claim), matter(order, who, b[order === 'assign' ? order : 'dispatch'](6))],
});
/** A letter of the leader's to an office that answers itself for what it received. */
const watched = (unit: number, by: string, replier: string): Course => ({
  name: `letter by ${by} to unit ${unit}`,
  unit,
  steps: [matter('supervise', by, b.letter), letter('reply', replier, b.letterReply)],
});
/** A letter that one person drafts and another signs or sends back. */
const drafted = (by: string, signer: 'head' | 'leader', decision: 'issue' | 'return'): Step[] => [
  matter('draft-supervision', by, b.letterDraft(signer)),
  letterDraft(decision, signer === 'head' ? 'head1' : 'leader1', decision === 'return' ? b.reason : {}),
];

export const courses: readonly Course[] = [
  ...casts.flatMap((cast) =>
    Object.entries(kinds).flatMap(([kind, steps]) =>
      doings(cast).map((doing) => ({
        name: `${kind}, unit ${cast.unit}, ${doing}`,
        unit: received.has(kind) ? cast.unit : 2,
        steps: steps(cast, doing),
      })),
    ),
  ),
  ...casts.map((cast) => ({ name: `sent on by unit ${cast.unit}`, unit: cast.unit, steps: sentOn(cast) })),
  byClerk(13, 'township1', 'forward'),
  byClerk(13, 'township1', 'assign'),
  byClerk(5, 'land1', 'forward'),
  watched(2, 'leader1', 'head1'),
  {
    name: 'letters by drafts',
    unit: 2,
    steps: [
      matter('classify', 'triage1', b.claim),
      matter('forward', 'triage1', b.dispatch(5)),
      offer('take', 'land1'),
      ...drafted('supervisor1', 'head', 'return'),
      ...drafted('supervisor1', 'leader', 'return'),
      ...drafted('triage1', 'head', 'issue'),
      ...drafted('head1', 'leader', 'issue'),
    ],
  },
  {
    name: 'studied for the bureau',
    unit: 2,
    steps: [
      matter('classify', 'triage1', b.suggestion),
      matter('refer-for-study', 'triage1', b.dispatch(5)),
      offer('take', 'land1'),
      file('decide-suggestion', 'land1', b.study),
    ],
  },
  {
    name: 'urgent at the bureau',
    unit: 2,
    steps: ['triage1', 'intake1', 'head1'].flatMap((who) => [matter('escalate-urgent', who, b.urgent), reveal(who)]),
  },
  {
    name: 'guided by the bureau',
    unit: 2,
    steps: [
      matter('classify', 'triage1', b.pathClaim),
      matter('guide-to-path', 'triage1', b.guidance),
      matter('record-path-intake', 'triage1', b.pathIntake(false)),
      matter('reopen-path-refused', 'triage1', b.pathRefused),
      matter('guide-to-path', 'triage1', b.guidance),
      citizen('reopen-path', 'petitioner', b.pathRefused),
    ],
  },
  ...[
    { unit: 2, who: 'intake1' },
    { unit: 5, who: 'land1' },
    { unit: 13, who: 'township1' },
  ].map(({ unit, who }) => ({ name: `proposed to ${who}`, unit, earlier: 'open' as const, steps: [proposal(who)] })),
  {
    name: 'linked',
    unit: 2,
    earlier: 'open',
    steps: [proposal('triage1'), matter('link-to-existing', 'triage1', b.linked)],
  },
  {
    name: 'concluded before',
    unit: 2,
    earlier: 'concluded',
    steps: [
      matter('refuse-concluded', 'triage1', b.concluded),
      matter('confirm-decision', 'second triage of 2', b.agreed),
    ],
  },
];
