import { formatDay, words } from '@huiyin/words';
import { type HandlingFile } from '../file/file.table.js';
import { contactOf, type Desk, type MadePaper, matterNamed } from '../papers/handling-papers.js';
import { type Refusal } from './acceptance.rules.js';
import { dayOf } from './notice.rules.js';

const locale = 'zh-CN';
const word = words(locale);

/** F-05 (R23): reception, acceptance, path, procedure, the last day, and whom to ask. */
export function acceptanceNotice(file: HandlingFile, dueOn: string, now: Date, desk: Desk): MadePaper {
  const sender = file.senderUnit === null ? undefined : desk.unit(file.senderUnit);
  return desk.issue(
    file,
    'F-05',
    {
      values: {
        ...received(file),
        ...(sender === undefined ? {} : { transferredBy: sender.name }),
        accepted: word('paper.handling.accepted'),
        acceptedOn: dayOf(now),
        path: word('paper.handling.path'),
        procedure: word('paper.handling.ordinary'),
        handlingUnit: file.unitName,
        dueOn,
        ...contactOf(file, desk),
      },
      lists: {},
    },
    now,
  );
}

/** F-06 (R23): ground, article and the right place to go. */
export function refusalNotice(file: HandlingFile, refusal: Refusal, now: Date, desk: Desk): MadePaper {
  const { reasonCode, reasons, legalGround, rightPlace } = refusal;
  const ground = word(`paper.handling.declineGround.${reasonCode}`);
  return desk.issue(
    file,
    'F-06',
    {
      values: {
        ...received(file),
        decision: word('paper.handling.notAccepted'),
        ground: word('paper.handling.ground', { ground, reasons }),
        article: legalGround,
        path: word(`paper.handling.declinePath.${reasonCode}`),
        procedure: word('paper.handling.ended'),
        rightPlace,
        remedy: word('paper.handling.remedy'),
        ...contactOf(file, desk),
      },
      lists: {},
    },
    now,
  );
}

function received(file: HandlingFile) {
  const receivedOn = dayOf(file.receivedAt);
  const on = formatDay(receivedOn, locale);
  return { matter: matterNamed(file), receivedOn, received: word('paper.handling.received', { on }) };
}
