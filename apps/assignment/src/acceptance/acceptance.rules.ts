import { type Decline, Problem } from '@huiyin/contracts';
import { formatDay, words } from '@huiyin/words';
import { lawful, moved } from '../file/move.rules.js';
import { type Ruled } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { type Desk, matterNamed } from '../papers/handling-papers.js';
import { refuseRecused } from '../opinion/officer.rules.js';
import { dayOf, handlingPeriod } from './notice.rules.js';

const locale = 'zh-CN';
const word = words(locale);

/** Who decides. */
export interface By {
  readonly id: string;
  readonly name: string;
}

/**
 * Regulations on Petition Work, Art. 23 (T19): accepted, and the petitioner is told so by F-05. No leader's approval is asked for.
 * @throws Problem `decision-pending`, `officer-recused`, `transition-not-allowed`.
 */
export function accepted(file: HandlingFile, by: string, now: Date, desk: Desk): Ruled {
  refuseRecused(file, by);
  lawful(file, 'accept');
  // A question of recusal runs beside it.
  if (file.pending?.act === 'decline') throw new Problem('decision-pending');
  const { startedAt, dueOn } = handlingPeriod(file, now);
  const paper = desk.issue(
    file,
    'F-05',
    {
      values: {
        ...received(file),
        ...senderOf(file, desk),
        accepted: word('paper.handling.accepted'),
        acceptedOn: dayOf(now),
        path: word('paper.handling.path'),
        procedure: word('paper.handling.ordinary'),
        handlingUnit: file.unitName,
        dueOn,
        ...contact(file, desk),
      },
      lists: {},
    },
    now,
  );
  const move = moved(file, {
    command: 'accept',
    at: now,
    changes: { acceptedAt: now, handlingStartedAt: startedAt, handlingDueOn: dueOn },
    papers: [paper.entry],
    values: { unit: file.unitName, on: dueOn },
  });
  return { ...move, adds: [paper.add] };
}

/**
 * Regulations on Petition Work, Art. 23; B.3 guard 2 (T20): the first person proposes; nothing is refused yet.
 * @throws Problem `decision-pending`, `officer-recused`, `transition-not-allowed`.
 */
export function declineProposed(file: HandlingFile, order: Decline, by: By, now: Date): Ruled {
  refuseRecused(file, by.id);
  // Refusing must be lawful here, not only proposing.
  lawful(file, 'decline');
  if (file.pending !== null) throw new Problem('decision-pending');
  const { reasonCode, legalGround, reasons, rightPlace } = order;
  const pending = {
    act: 'decline',
    at: now.toISOString(),
    by: by.id,
    byName: by.name,
    order: { reasonCode, legalGround, reasons, rightPlace },
  };
  return { ...moved(file, { command: 'propose-decision', at: now, changes: { pending } }), reason: reasonCode };
}

/**
 * The second person's yes (T20, F-06) or no (G2.1).
 * @throws Problem `no-decision-pending`, `same-person`, `officer-recused`, `transition-not-allowed`.
 */
export function declineDecided(file: HandlingFile, isAgreed: boolean, by: string, now: Date, desk: Desk): Ruled {
  const { pending } = file;
  if (pending?.act !== 'decline') throw new Problem('no-decision-pending');
  if (pending.by === by) throw new Problem('same-person');
  refuseRecused(file, by);
  const command = isAgreed ? 'decline' : 'withhold-decision';
  if (!isAgreed) return moved(file, { command, at: now, changes: { pending: null } });
  lawful(file, command);
  const order = pending.order as Pick<Decline, 'reasonCode' | 'legalGround' | 'reasons' | 'rightPlace'>;
  const ground = word(`paper.handling.declineGround.${order.reasonCode}`);
  const paper = desk.issue(
    file,
    'F-06',
    {
      values: {
        ...received(file),
        decision: word('paper.handling.notAccepted'),
        ground: word('paper.handling.ground', { ground, reasons: order.reasons }),
        article: order.legalGround,
        path: word(`paper.handling.declinePath.${order.reasonCode}`),
        procedure: word('paper.handling.ended'),
        rightPlace: order.rightPlace,
        remedy: word('paper.handling.remedy'),
        ...contact(file, desk),
      },
      lists: {},
    },
    now,
  );
  const changes = { pending: null, closedAt: now };
  const values = { unit: file.unitName };
  return { ...moved(file, { command, at: now, changes, papers: [paper.entry], values }), adds: [paper.add] };
}

function received(file: HandlingFile) {
  const receivedOn = dayOf(file.receivedAt);
  const on = formatDay(receivedOn, locale);
  return { matter: matterNamed(file), receivedOn, received: word('paper.handling.received', { on }) };
}

function senderOf({ senderUnit }: HandlingFile, desk: Desk) {
  const sender = senderUnit === null ? undefined : desk.unit(senderUnit);
  return sender === undefined ? {} : { transferredBy: sender.name };
}

/** Whom the petitioner may ask. */
export function contact(file: HandlingFile, desk: Desk) {
  return { officer: file.officerName, officePhone: desk.unit(file.unitId)?.phone ?? file.unitName };
}
