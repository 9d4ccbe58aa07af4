import { type RuleOnObjection } from '@huiyin/contracts';
import { petitionerName } from '@huiyin/papers';
import { words } from '@huiyin/words';
import { dayOf, type Draft, type Issue } from '../paper/intake-papers.js';
import { dueDates } from '../submission/first-clock.js';
import { type HandOverKind } from './hand-over.table.js';

const say = words('zh-CN');

interface Destination {
  readonly kind: HandOverKind;
  readonly toUnit: number;
  readonly toUnitName: string;
  readonly toUnitPhone: string;
  readonly officer: string;
  readonly officePhone: string;
}

interface Slip extends Destination {
  readonly toProfile: string;
  readonly note: string;
  readonly periodDays?: number | undefined;
}

/** F-02 tells the petitioner where the matter went (R23 ¶1). */
export function destinationNotice(to: Destination, { facts, at }: Issue): Draft<'F-02'> {
  return {
    kind: 'F-02',
    values: {
      matter: facts.title,
      receivedOn: dayOf(facts.receivedAt),
      way: say(`handOver.way.${to.kind}`),
      passedOn: dayOf(at),
      receivingOffice: to.toUnitName,
      receivingContact: to.toUnitPhone,
      officer: to.officer,
      officePhone: to.officePhone,
    },
    lists: {},
    isForPetitioner: true,
    seenBy: [to.toUnit],
    signatories: signedBy(to, at),
  };
}

function signedBy({ officer }: Destination, at: Date) {
  return [{ role: say('handOver.officer'), name: officer, at: at.toISOString() }];
}

/** F-02, and F-03: the slip that goes with the matter (R22). */
export function transferPapers(slip: Slip, issue: Issue): [Draft<'F-02'>, Draft<'F-03'>] {
  const way = say(`handOver.way.${slip.kind}`);
  const { facts, at } = issue;
  const by = { officer: slip.officer, officePhone: slip.officePhone };
  const days = slip.periodDays;
  return [
    destinationNotice(slip, issue),
    {
      kind: 'F-03',
      word: slip.kind === 'assign' ? '交' : '转',
      values: {
        way,
        matter: facts.title,
        registeredAt: facts.registeredAt.toISOString(),
        channel: say(`channel.${facts.channel}`),
        petitioner: petitionerName,
        summary: slip.note,
        noticeDueOn: dueDates('TL-03', slip.toProfile, at).legalDueOn,
        objectionDueOn: dueDates('TL-04', slip.toProfile, at).legalDueOn,
        ...(days === undefined
          ? {}
          : {
              period: say('length.day', { number: days }),
              reportDuty: say('handOver.reportDuty'),
              reportDueOn: dueDates('TL-12', slip.toProfile, at, days).legalDueOn,
            }),
        ...by,
      },
      lists: { attachments: facts.files.map((name, nth) => ({ no: String(nth + 1), name })) },
      isForPetitioner: false,
      seenBy: [slip.toUnit],
      signatories: signedBy(slip, at),
    },
  ];
}

/** F-04 with its ruling (R23 ¶3). Who objected reads it where it stays with the matter; where it was right, its own book has the words. */
export function rulingPaper(
  order: Pick<RuleOnObjection, 'ruling' | 'reasons'>,
  issue: Issue,
  office: {
    readonly name: string;
    readonly officer: string;
    readonly phone: string;
    readonly owner?: string | undefined;
  },
): Draft<'F-04'> {
  const { facts, at } = issue;
  const { offer, objection } = facts;
  return {
    kind: 'F-04',
    word: '裁',
    values: {
      matter: facts.title,
      receivedOn: dayOf(offer?.offeredAt ?? at),
      reasons: objection?.reasons ?? '',
      objectionBasis: objection?.legalBasis ?? '',
      proposedOwner: office.owner ?? say('handOver.noProposedOwner'),
      officer: office.officer,
      officePhone: office.phone,
      ruling: say(`handOver.${order.ruling}`),
      rulingReasons: order.reasons,
      rulingOffice: office.name,
      ruledOn: dayOf(at),
    },
    lists: {},
    isForPetitioner: false,
    seenBy: order.ruling === 'rejected' && offer !== undefined ? [offer.toUnit] : [],
    signatories: [{ role: say('handOver.officer'), name: office.officer, at: at.toISOString() }],
  };
}
