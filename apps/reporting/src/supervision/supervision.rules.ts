import {
  type SupervisionDraftMoved,
  supervisionDraftMoved,
  type SupervisionMoved,
  supervisionMoved,
} from '@huiyin/contracts';
import { type Step, type Told } from '../line/told.rules.js';

export interface Letter {
  readonly matter_id: string;
  readonly letter_id: string;
  readonly to_unit: number;
  readonly ground: string;
  readonly due_on: string;
  readonly issued_at: string | null;
  readonly is_replied: boolean;
  /** The petitioner is told that a letter exists, never what is in it or what was answered (part E). */
  readonly step: Step;
}

export function lettersOf(events: readonly Told[]): Letter[] {
  return events
    .filter(({ name }) => name === supervisionMoved.name)
    .map(({ payload }) => payload as SupervisionMoved)
    .map(({ matterId, letterId, toUnitId, ground, dueOn, standing, at }) => ({
      matter_id: matterId,
      letter_id: letterId,
      to_unit: toUnitId,
      ground,
      due_on: dueOn,
      issued_at: standing === 'issued' ? at : null,
      is_replied: standing === 'replied',
      step: {
        matter_id: matterId,
        key: `${letterId}/${standing}`,
        step: standing === 'issued' ? 'supervised' : 'supervision-replied',
        at,
        values: {},
        is_internal: standing === 'replied',
      },
    }));
}

/** A draft of a letter; no step of it is told, for the supervised office reads the timeline and learns of no draft (I.4). */
export interface Draft {
  readonly matter_id: string;
  readonly draft_id: string;
  readonly signing_unit: number;
  readonly drafted_by: string;
  readonly ground: string;
  readonly at: string;
  readonly is_decided: boolean;
}

export function draftsOf(events: readonly Told[]): Draft[] {
  return events
    .filter(({ name }) => name === supervisionDraftMoved.name)
    .map(({ payload }) => payload as SupervisionDraftMoved)
    .map(({ matterId, draftId, signingUnitId, draftedBy, ground, standing, at }) => ({
      matter_id: matterId,
      draft_id: draftId,
      signing_unit: signingUnitId,
      drafted_by: draftedBy,
      ground,
      at,
      is_decided: standing !== 'drafted',
    }));
}
