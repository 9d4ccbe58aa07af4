import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { bureau, type Office, otherThan } from './cast.js';
import { noAnswer } from './line-break.js';
import { type Answer, type Officials } from './officials.js';
import { orders } from './order-texts.js';

/** How a life goes beside the straight way. */
export const turns = [
  'straight',
  'objection-upheld',
  'objection-rejected',
  'dispute',
  'extension',
  'declined',
  'executed',
  'returned-draft',
  'assigned',
  'suggestion',
] as const;
export type Turn = (typeof turns)[number];

export interface LifePlan {
  readonly matterId: string;
  /** Version of the matter as it was registered. */
  readonly version: number;
  readonly office: Office;
  readonly turn: Turn;
}

export interface LifeEars {
  /** Hears of every step: its name, and milliseconds of the answer that carried it out. */
  done(step: string, ms: number): void;
  /** Hears of a try that came too early, or of a door that was shut. */
  notYet?(step: string): void;
}

/** Milliseconds. */
export interface Pace {
  /** For each message between two books before the first try of the step that follows it. */
  readonly first: number;
  /** Between two tries while the message is on its way; ten times that while a door is shut. */
  readonly again: number;
  /** For how long one step is tried. */
  readonly patience: number;
}
const ownPace: Pace = { first: 0, again: 30, patience: 30_000 };

/** Steps whose book hears of their forerunner by messages, and by how many one after another. */
const messagesBefore: Readonly<Record<string, number>> = { take: 1, accept: 2, decline: 2, 'decide-suggestion': 2 };

/** Refusals that say "not yet": the order's forerunner is still on its way between two books. */
const notYet = new Set(['not-found', 'transition-not-allowed', 'stale-version', 'step-up-required']);

/** A step that the door refused for good. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';
}

/** Walks one claim from its registration to the served answer, or where its turn ends, as the officials who may. */
export class Life {
  #matterVersion: number;
  #fileVersion = 1;
  #office: Office;

  constructor(
    private readonly officials: Officials,
    private readonly plan: LifePlan,
    private readonly ears: LifeEars,
    private readonly pace = ownPace,
  ) {
    this.#matterVersion = plan.version;
    this.#office = plan.office;
  }

  /** @returns the state in which the walk left it. @throws StepRefused, and whatever is neither an answer nor a broken line. */
  async walk(): Promise<string> {
    const { turn } = this.plan;
    if (turn === 'suggestion') return this.#study();
    await this.#onMatter(bureau.triage, 'classify', orders.classify);
    await this.#handOver(turn);
    if (turn === 'declined') return this.#decline();
    await this.#onFile(this.#office.lead, 'accept', orders.accept);
    await this.#handle(turn);
    await this.#answer(turn);
    if (turn === 'assigned') await this.#onFile(this.#office.head, 'submit-closing-report', orders.closingReport);
    if (turn !== 'executed') return 'opinion_served';
    await this.#onFile(this.#office.head, 'order-execution', orders.orderExecution(this.#office));
    await this.#onFile(this.#office.lead, 'confirm-execution', orders.confirmExecution());
    return 'closed';
  }

  /** A suggestion is studied, decided and answered: the shortest life there is. */
  async #study(): Promise<string> {
    await this.#onMatter(bureau.triage, 'classify', orders.classifySuggestion);
    const { lead } = this.#office;
    await this.#onOffer(lead, await this.#dispatch('refer-for-study'), 'take', {});
    await this.#onFile(lead, 'decide-suggestion', orders.decideSuggestion);
    await this.#onFile(lead, 'reply-suggestion', orders.replySuggestion);
    return 'replied';
  }

  async #handOver(turn: Turn): Promise<void> {
    const order = turn === 'assigned' ? 'assign' : 'forward';
    let handOverId = await this.#dispatch(order);
    if (turn === 'objection-upheld') {
      const first = this.#office;
      await this.#onOffer(first.lead, handOverId, 'object', orders.object(otherThan(first)));
      this.#matterVersion += 1;
      await this.#onMatter(bureau.triage, 'rule-on-objection', orders.rule('upheld'));
      await this.#onMatter(bureau.head, 'confirm-decision', orders.confirm);
      this.#office = otherThan(first);
      handOverId = await this.#dispatch('forward');
    } else if (turn === 'objection-rejected') {
      await this.#onOffer(this.#office.lead, handOverId, 'object', orders.object(otherThan(this.#office)));
      this.#matterVersion += 1;
      await this.#onMatter(bureau.triage, 'rule-on-objection', orders.rule('rejected'));
      return;
    } else if (turn === 'dispute') {
      const named = otherThan(this.#office);
      await this.#onOffer(this.#office.lead, handOverId, 'dispute-jurisdiction', orders.dispute(named));
      this.#matterVersion += 1;
      await this.#onMatter(bureau.head, 'decide-jurisdiction', orders.decideJurisdiction(named));
      this.#office = named;
      return;
    }
    await this.#onOffer(this.#office.lead, handOverId, 'take', {});
  }

  async #dispatch(order: 'forward' | 'assign' | 'refer-for-study'): Promise<string> {
    const body = order === 'assign' ? orders.assign(this.#office) : orders.dispatch(this.#office);
    const answer = await this.#onMatter(bureau.triage, order, body);
    return String(answer.body['handOverId']);
  }

  async #decline(): Promise<string> {
    await this.#onFile(this.#office.lead, 'decline', orders.decline);
    await this.#onFile(this.#office.second, 'confirm-decision', orders.confirm);
    return 'declined';
  }

  async #handle(turn: Turn): Promise<void> {
    const office = this.#office;
    await this.#onFile(office.head, 'open-handling', orders.openHandling(office));
    await this.#onFile(office.lead, 'hear-petitioner', orders.hear(office));
    await this.#onFile(office.lead, 'record-evidence', orders.evidence(office));
    if (turn !== 'extension') return;
    await this.#onFile(office.lead, 'request-extension', orders.requestExtension);
    await this.#onFile(office.head, 'decide-extension', orders.decideExtension);
  }

  async #answer(turn: Turn): Promise<void> {
    const { lead, head } = this.#office;
    const isSupported = turn !== 'objection-rejected';
    await this.#onFile(lead, 'draft-opinion', orders.draft(isSupported));
    if (turn === 'returned-draft') {
      await this.#onFile(bureau.reviewer, 'pre-review-opinion', orders.sendBack);
      await this.#onFile(lead, 'draft-opinion', orders.draft(isSupported));
    }
    await this.#onFile(bureau.reviewer, 'pre-review-opinion', orders.preReview);
    await this.#onFile(head, 'issue-opinion', orders.issue);
    await this.#onFile(lead, 'serve', orders.serve());
  }

  async #onMatter(who: string, order: string, body: object): Promise<Answer> {
    const answer = await this.#step(who, order, `/matters/${this.plan.matterId}/${order}`, body, this.#matterVersion);
    this.#matterVersion = Number(answer.body['version']);
    return answer;
  }

  async #onOffer(who: string, handOverId: string, order: string, body: object): Promise<void> {
    await this.#step(who, order, `/hand-overs/${handOverId}/${order}`, body, 1);
  }

  async #onFile(who: string, order: string, body: object): Promise<void> {
    const path = `/matters/${this.plan.matterId}/handling/${order}`;
    const answer = await this.#step(who, order, path, body, this.#fileVersion);
    this.#fileVersion = Number(answer.body['version']);
  }

  /** Gives one order until it is carried out: under one key, so that a lost answer does not carry it out twice. */
  async #step(who: string, step: string, path: string, body: object, version: number): Promise<Answer> {
    const key = randomUUID();
    const messages = messagesBefore[step] ?? 0;
    if (this.pace.first > 0 && messages > 0) await rest(messages * this.pace.first);
    const until = Date.now() + this.pace.patience;
    for (;;) {
      const answer = await this.officials.send(who, 'POST', path, body, { version, key }).catch(noAnswer);
      if (answer !== undefined && answer.status < 300) {
        this.ears.done(step, answer.ms);
        return answer;
      }
      if (answer !== undefined && !isPassing(answer)) throw refused(step, who, answer);
      if (answer?.status === 401 || answer?.body['code'] === 'step-up-required') this.officials.forget(who);
      if (Date.now() > until) throw refused(step, who, answer);
      this.ears.notYet?.(step);
      await rest(answer === undefined || answer.status >= 500 ? 10 * this.pace.again : this.pace.again);
    }
  }
}

function isPassing({ status, body }: Answer): boolean {
  return status >= 500 || status === 429 || status === 401 || notYet.has(String(body['code']));
}

function refused(step: string, who: string, answer: Answer | undefined): StepRefused {
  return new StepRefused(`${step} by ${who}: ${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body ?? {})}`);
}
