import { randomUUID } from 'node:crypto';
import { type Route } from '@huiyin/gateway';
import { relationsOf } from '@huiyin/statute';
import { Caller, codeIn, type Heard } from './caller.js';
import { allowedOf, doersOf, nameOf } from './order-routes.js';
import { type OfficeProcess } from './office-process.js';
import { type PlacedOrder, sent } from './placed-order.js';
import { type Player, type Players } from './players.js';

/** One wrong thing about an otherwise right order, what came of it, and what should have. */
export interface Aim {
  readonly route: string;
  readonly course: string;
  readonly wrong: string;
  readonly got: string;
  readonly due: string;
}

/** The other matter is looked for first, in the caller's own reach: not found there, it tells nothing of this one. */
const notFoundAs: Readonly<Record<string, string>> = {
  'POST /matters/:matterId/link-to-existing': 'link-target-unfit',
};
/** Which right it needs is told by what waits, and of that nobody learns who may not read the matter. */
const asksWhatWaits = 'POST /matters/:matterId/confirm-decision';
/** Shows what it looks up each time, and each time the audit says so. */
const showsAnew = 'POST /submissions/:submissionId/reveal-identity';

const readers: ReadonlySet<string> = new Set(['own-unit', 'assigned', 'subtree']);

/** Everything of an answer but what differs each time. */
export const told = ({ status, body }: Heard) => `${status} ${body.replace(/"requestId":"[^"]+"/, '')}`;
const outcome = (heard: Heard) => codeIn(heard) ?? `${heard.status}`;
/** What is there and not in reach looks like what never was. */
const alike = (one: Heard, other: Heard) =>
  told(one) === told(other) ? outcome(one) : `${told(one)} | ${told(other)}`;

export class Aims {
  readonly all: Aim[] = [];
  /** Routes and doers of which everything was tried already. */
  readonly #tried = new Set<string>();
  #turn = 0;

  constructor(
    private readonly office: OfficeProcess,
    private readonly players: Players,
  ) {}

  /** Whether nobody of this role stood so before this route: what was tried once is not tried again. */
  isNew({ route, step }: PlacedOrder): boolean {
    const known = `${nameOf(route)} ${step.by === 'petitioner' ? step.by : this.players.of(step.by).role}`;
    if (this.#tried.has(known)) return false;
    this.#tried.add(known);
    return true;
  }

  /** Of an order that stands ready and was not given yet. */
  async before(order: PlacedOrder): Promise<void> {
    const { route, step } = order;
    if (route.isKeyed) await this.#note(order, 'no key', 'idempotency-key-missing', { key: undefined });
    if (step.by === 'petitioner') return this.#byWrongCode(order);
    if (route.isChange) {
      await this.#note(order, 'no version', 'version-missing', { version: undefined });
      await this.#note(order, 'version to come', 'stale-version', { version: order.version + 1 });
    }
    const by = this.players.of(step.by);
    for (const refused of this.#refused(order, by))
      this.#add(order, 'by another role', outcome(await sent(order, refused.caller)), 'act-not-allowed');
    const { caller } = this.players.elsewhere(by);
    const [there, nowhere] = await Promise.all([sent(order, caller), sent(order, caller, { id: randomUUID() })]);
    const due = notFoundAs[nameOf(route)] ?? 'not-found';
    this.#add(order, 'of another office', alike(there, nowhere), due);
  }

  /** Of one that was carried out. */
  async after(order: PlacedOrder, first: Heard): Promise<void> {
    const { route, step, key } = order;
    if (nameOf(route) === showsAnew) return;
    if (route.isChange) await this.#note(order, 'version gone by', 'stale-version', {});
    const again = await sent(order, this.callerOf(step.by), { key });
    this.#add(
      order,
      'the same key again',
      again.body === first.body ? 'the same answer' : told(again),
      'the same answer',
    );
  }

  callerOf(account: string): Caller {
    return account === 'petitioner' ? Caller.anonymous(this.office.url) : this.players.of(account).caller;
  }

  async #byWrongCode(order: PlacedOrder): Promise<void> {
    const { submissionNo, queryCode } = order.target;
    const citizen = Caller.anonymous(this.office.url);
    const [there, nowhere] = await Promise.all([
      sent(order, citizen, { opens: { submissionNo, queryCode: '0'.repeat(queryCode.length) } }),
      sent(order, citizen, { opens: { submissionNo: submissionNo.replace(/\d{6}$/, '000000'), queryCode } }),
    ]);
    this.#add(order, 'by another code', alike(there, nowhere), 'code-or-number-wrong');
  }

  /** A colleague without the right, where there is one, and somebody else: each time another. */
  #refused({ route }: PlacedOrder, by: Player): Player[] {
    const others = this.players.without(allowedOf(nameOf(route)), by.unit);
    const colleagues = others.filter(({ unit }) => unit === by.unit);
    this.#turn++;
    const askable =
      nameOf(route) === asksWhatWaits
        ? [colleagues.filter(({ role }) => relationsOf(role, 'read-matter').some((some) => readers.has(some)))]
        : [colleagues, others.slice(colleagues.length)];
    return askable.flatMap((some) => some[this.#turn % Math.max(1, some.length)] ?? []);
  }

  async #note(order: PlacedOrder, wrong: string, due: string, otherwise: Parameters<typeof sent>[2]): Promise<void> {
    this.#add(order, wrong, outcome(await sent(order, this.callerOf(order.step.by), otherwise)), due);
  }

  #add({ route, course }: PlacedOrder, wrong: string, got: string, due: string): void {
    this.all.push({ route: nameOf(route), course, wrong, got, due });
  }
}

/** What is to be tried on a route. */
export function aimsOf(route: Route): string[] {
  const { isKeyed, isChange } = route;
  const isByCode = doersOf(nameOf(route)).has('petitioner');
  return [
    ...(isKeyed ? ['no key'] : []),
    ...(isKeyed && nameOf(route) !== showsAnew ? ['the same key again'] : []),
    ...(isChange ? ['no version', 'version to come', 'version gone by'] : []),
    ...(isByCode ? ['by another code'] : ['by another role', 'of another office']),
  ];
}
