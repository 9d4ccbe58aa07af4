import { type MatterMove } from '@huiyin/contracts';
import { isClaimState, openClaimStates } from '@huiyin/statute';

/** An event as it was told, whoever delivered it. */
export interface Told {
  readonly name: string;
  readonly payload: object;
}

/** The columns that whoever keeps the matter sets. */
export interface Standing {
  state?: string;
  is_open?: boolean;
  responsible_unit?: number;
  unit_name?: string;
  officer_id?: string;
  officer_name?: string;
  /** Null: it was never handed over. */
  sender_unit?: number | null;
  seen_by?: readonly number[];
}
export interface Step {
  matter_id: string;
  /** Unique within the matter, so that the same fact told twice is one step. */
  key: string;
  step: string;
  at: string;
  values: Record<string, string | number>;
  /** Not for the petitioner. */
  is_internal?: boolean;
}

/** Whether the office still owes something in this state. A suggestion ends with its reply (B.6). */
export function isOpenState(state: string): boolean {
  if (['replied', 'rewarded', 'archived'].includes(state)) return false;
  return !isClaimState(state) || openClaimStates.includes(state);
}

/** What a move of either keeper says of where the matter stands. */
export function standingAfter(move: MatterMove): Required<Standing> {
  return {
    state: move.state,
    is_open: isOpenState(move.state),
    responsible_unit: move.unitId,
    unit_name: move.unitName,
    officer_id: move.officerId,
    officer_name: move.officerName,
    sender_unit: move.senderUnitId ?? null,
    seen_by: move.seenBy,
  };
}
