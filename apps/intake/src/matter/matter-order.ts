import { Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { type Scope } from '@huiyin/service';
import { type Act } from '@huiyin/statute';
import { type Matter } from './matter.table.js';

/** An order on a matter as `Changes` takes it. */
export function order<I extends { matterId: string; expectedVersion?: number }>(
  act: Act,
  input: I,
  call: Call,
  scope: Scope,
  name = `intake.${act}.v1`,
) {
  const { expectedVersion } = input;
  return {
    order: name,
    act,
    call,
    scope,
    input,
    id: input.matterId,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
}

/** The scope by hand, beside row-level security. Not allowed and not there look alike. */
export function refuseUnlessAnswerable(matter: Pick<Matter, 'responsibleUnit'>, scope: Scope): void {
  if (!scope.isEverything && !scope.units.includes(matter.responsibleUnit)) throw new Problem('not-found');
}

/** What a unit may read: a matter that it received, holds, dispatched or was offered. */
export function isSeen(matter: Pick<Matter, 'seenBy'>, scope: Scope): boolean {
  return scope.isEverything || matter.seenBy.some((unit) => scope.units.includes(unit));
}
