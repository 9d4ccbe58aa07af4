import { Injectable } from '@nestjs/common';
import { type DecisionTaken, Problem, type RequestContract } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Papers } from '@huiyin/papers';
import { Authorities, Changes, type Decision, type Scope } from '@huiyin/service';
import { type Act } from '@huiyin/statute';
import { refuseRecused } from '../opinion/officer.rules.js';
import { type MadePaper } from '../papers/handling-papers.js';
import { type Move, moved, type Moved } from './move.rules.js';
import { HandlingFile } from './file.table.js';

interface OnFile {
  readonly matterId: string;
  readonly expectedVersion?: number;
}

/** What a rule on a file decided: a move, with the rows that come beside it and the reason for the audit. */
export type Ruled = Moved & Pick<Decision<HandlingFile, DecisionTaken>, 'adds' | 'reason'>;

interface Beside {
  readonly papers?: readonly MadePaper[];
  readonly adds?: Ruled['adds'];
}

/** A move as a rule decided it, with the papers that it issues and the rows that come with it. */
export function carriedOut(file: HandlingFile, move: Move, { papers = [], adds = [] }: Beside = {}): Ruled {
  return {
    ...moved(file, { ...move, papers: papers.map(({ entry }) => entry) }),
    adds: [...adds, ...papers.map(({ add }) => add)],
    reason: move.reason,
  };
}

interface By {
  /** Where the contract names no act: the one whose right is needed. */
  readonly act?: Act;
  /** The units that may give this order, where it is not the one that handles the file. */
  readonly units?: (file: HandlingFile) => readonly (number | null)[];
}

/** Every order on a file: the right by policy, the right unit by hand, then the rule inside one change. */
@Injectable()
export class Files {
  constructor(
    private readonly changes: Changes,
    private readonly authorities: Authorities,
    private readonly papers: Papers,
  ) {}

  /**
   * Ask for whatever else the rule needs before, so that nothing waits inside the change.
   * R28: who stepped aside gives no order on the file any more, as an officer or as the head; another head or the head's deputy does.
   * @throws Problem `not-found` where the file is not there or not this unit's, `officer-recused`, and whatever `rule` refuses.
   */
  async act<I extends OnFile>(
    contract: RequestContract<I, DecisionTaken>,
    input: I,
    call: Call,
    rule: (file: HandlingFile, now: Date) => Ruled,
    by: By = {},
  ): Promise<DecisionTaken> {
    const act = by.act ?? (contract.act as Act);
    const scope = await this.authorities.scopeOf(call, act);
    const order = { order: contract.name, act, call, scope, input, id: input.matterId };
    const { expectedVersion } = input;
    const answer = await this.changes.change(
      HandlingFile,
      expectedVersion === undefined ? order : { ...order, expectedVersion },
      (file: HandlingFile, now) => {
        if (!isTheirs(file, scope, by.units?.(file) ?? [file.unitId])) throw new Problem('not-found');
        refuseRecused(file, call.actor.id);
        return rule(file, now);
      },
    );
    if (answer.papers.length > 0) this.papers.queue.nudge();
    return answer;
  }
}

function isTheirs(file: HandlingFile, scope: Scope, units: readonly (number | null)[]): boolean {
  return scope.matterId === file.id || units.some((unit) => unit !== null && scope.units.includes(unit));
}
