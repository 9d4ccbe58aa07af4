import { type Authority, type DecideRecusal, Problem, type RequestRecusal } from '@huiyin/contracts';
import { byPetitioner, type HandlingFile, type Pending } from '../file/file.table.js';
import { lawful, type Move } from '../file/move.rules.js';
import { refuseUnfit } from '../handling/officers.rules.js';
import { refuseRecused } from '../opinion/officer.rules.js';

/** Who asks: an official by id and name, or the petitioner, whose name is not known here. */
export interface Asker {
  readonly id: string;
  readonly name: string;
  readonly isPetitioner: boolean;
}

/** Who is asked to step aside, and why. */
interface Asked {
  readonly officerId: string;
  readonly officerName: string;
  readonly ground: string;
}

/** A request as it was decided. */
export interface RecusalAsked extends Asked {
  readonly isByPetitioner: boolean;
  readonly byName: string;
  readonly askedAt: Date;
}

/**
 * Regulations on Petition Work, Art. 28 ¶3; SD12(4) (T22.1): an officer of this matter is asked to step aside, or asks to.
 * @throws Problem `decision-pending`, `not-the-officer` when nobody of that name handles it, `transition-not-allowed`.
 */
export function recusalRequested(file: HandlingFile, order: RequestRecusal, by: Asker, now: Date): Move {
  const command = 'request-recusal';
  lawful(file, command);
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
  return { command, at: now, changes: { pending } };
}

/**
 * SD17 (T22.2): another than who asked and than whom it is about decides; a yes names who steps in.
 * @throws Problem `no-decision-pending`, `same-person`, `officers-unfit`, `officer-recused`, `transition-not-allowed`.
 */
export function recusalDecided(
  file: HandlingFile,
  order: DecideRecusal,
  by: string,
  replacement: Authority | undefined,
  now: Date,
): Move & { readonly asked: RecusalAsked } {
  const command = 'decide-recusal';
  const { pending } = file;
  if (pending?.act !== command) throw new Problem('no-decision-pending');
  lawful(file, command);
  const asked = askedOf(pending);
  if (pending.by === by || asked.officerId === by) throw new Problem('same-person');
  const changes = order.isGranted ? steppedAside(file, asked.officerId, replacement) : {};
  const values = { unit: file.unitName, officer: changes.officerName ?? file.officerName };
  return { command, at: now, changes: { ...changes, pending: null }, values, reason: order.reason, asked };
}

function askedOf({ order, by, byName, at }: Pending): RecusalAsked {
  const asked = order as unknown as Asked;
  return { ...asked, isByPetitioner: by === byPetitioner, byName, askedAt: new Date(at) };
}

/** R28 ¶3: whoever stepped aside stays aside; the replacement takes the same place. @throws Problem `officers-unfit`, `officer-recused`. */
function steppedAside(
  file: HandlingFile,
  officerId: string,
  replacement: Authority | undefined,
): Partial<HandlingFile> {
  const isLead = file.officerId === officerId;
  refuseUnfit(file, replacement, isLead ? 'lead' : 'second');
  const { officialId, name } = replacement;
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
