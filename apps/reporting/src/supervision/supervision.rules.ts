import { type SupervisionMoved, supervisionMoved } from '@huiyin/contracts';
import { type Step, type Told } from '../line/told.rules.js';

export interface Letter {
  readonly matter_id: string;
  readonly letter_id: string;
  readonly to_unit: number;
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
    .map(({ matterId, letterId, toUnitId, dueOn, standing, at }) => ({
      matter_id: matterId,
      letter_id: letterId,
      to_unit: toUnitId,
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
