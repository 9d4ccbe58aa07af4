import { type Authority, type DecideRecusal, Problem, type RequestRecusal } from '@huiyin/contracts';
import { petitionerName } from '@huiyin/papers';
import { words } from '@huiyin/words';
import { dayOf } from '../acceptance/notice.rules.js';
import { lawful, moved } from '../file/move.rules.js';
import { type Ruled } from '../file/file.service.js';
import { type HandlingFile } from '../file/file.table.js';
import { refuseUnfit } from '../handling/officers.rules.js';
import { refuseRecused } from '../opinion/officer.rules.js';
import { type Desk, matterNamed } from '../papers/handling-papers.js';

const word = words('zh-CN');
const byPetitioner = 'citizen';

/** Who asks: an official by id and name, or the petitioner, whose name is not known here. */
export interface Asker {
  readonly id: string;
  readonly name: string;
  readonly isPetitioner: boolean;
}

interface Asked {
  readonly officerId: string;
  readonly officerName: string;
  readonly ground: string;
}

/**
 * Regulations on Petition Work, Art. 28 ¶3; SD12(4) (T22.1): an officer of this matter is asked to step aside, or asks to.
 * @throws Problem `decision-pending`, `not-the-officer` when nobody of that name handles it, `transition-not-allowed`.
 */
export function recusalRequested(file: HandlingFile, order: RequestRecusal, by: Asker, now: Date): Ruled {
  lawful(file, 'request-recusal');
  if (file.pending !== null) throw new Problem('decision-pending');
  const officerId = order.officerId ?? (by.isPetitioner ? file.officerId : by.id);
  const officerName = nameOfOfficer(file, officerId);
  const asked: Asked = { officerId, officerName, ground: order.ground };
  const pending = {
    act: 'decide-recusal',
    at: now.toISOString(),
    by: by.isPetitioner ? byPetitioner : by.id,
    byName: by.name,
    order: { ...asked },
  };
  return moved(file, { command: 'request-recusal', at: now, changes: { pending } });
}

/**
 * SD17 (T22.2, F-41): another than who asked and than whom it is about decides; a yes names who steps in.
 * @throws Problem `no-decision-pending`, `same-person`, `officers-unfit`, `officer-recused`, `transition-not-allowed`.
 */
export function recusalDecided(
  file: HandlingFile,
  order: DecideRecusal,
  by: { id: string; name: string },
  replacement: Authority | undefined,
  now: Date,
  desk: Desk,
): Ruled {
  const { pending } = file;
  if (pending?.act !== 'decide-recusal') throw new Problem('no-decision-pending');
  lawful(file, 'decide-recusal');
  const asked = pending.order as unknown as Asked;
  if (pending.by === by.id || asked.officerId === by.id) throw new Problem('same-person');
  const changes = order.isGranted ? steppedAside(file, asked.officerId, replacement) : {};
  const decision = word(order.isGranted ? 'paper.handling.recusalGranted' : 'paper.handling.recusalRefused');
  const paper = desk.issue(
    file,
    'F-41',
    {
      values: {
        matter: matterNamed(file),
        applicant: pending.by === byPetitioner ? petitionerName : pending.byName,
        appliedOn: dayOf(new Date(pending.at)),
        official: asked.officerName,
        officialPost: file.unitName,
        ground: asked.ground,
        decision,
        decisionReason: order.reason,
        decidedBy: by.name,
        decidedOn: dayOf(now),
      },
      lists: {},
      // What an officer says of the own ties is not the petitioner's paper.
      isInternal: pending.by !== byPetitioner,
    },
    now,
  );
  const move = moved(file, {
    command: 'decide-recusal',
    at: now,
    changes: { ...changes, pending: null },
    papers: [paper.entry],
    values: { unit: file.unitName, officer: changes.officerName ?? file.officerName },
  });
  return { ...move, adds: [paper.add], reason: order.reason };
}

/** R28 ¶3: whoever stepped aside stays aside; the replacement takes the same place. @throws Problem `officers-unfit`, `officer-recused`. */
function steppedAside(
  file: HandlingFile,
  officerId: string,
  replacement: Authority | undefined,
): Partial<HandlingFile> {
  refuseUnfit(file, replacement);
  const { officialId, name } = replacement;
  const isLead = file.officerId === officerId;
  const remains = isLead ? file.secondOfficerId : file.officerId;
  if (officialId === officerId || officialId === remains) throw new Problem('officers-unfit');
  refuseRecused(file, officialId);
  const place = isLead
    ? { officerId: officialId, officerName: name }
    : { secondOfficerId: officialId, secondOfficerName: name };
  return { ...place, recused: [...file.recused, officerId] };
}

function nameOfOfficer(file: HandlingFile, officerId: string): string {
  if (officerId === file.officerId) return file.officerName;
  if (officerId === file.secondOfficerId && file.secondOfficerName !== null) return file.secondOfficerName;
  throw new Problem('not-the-officer');
}
