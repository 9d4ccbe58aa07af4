import {
  classify,
  type HandOverEntry,
  handOversOf,
  forward,
  type HandOverChanged,
  type MatterDetail,
  type MatterMoved,
  readMatter,
  registerSubmission,
} from '@huiyin/contracts';
import { type Actor } from '@huiyin/messaging';
import { eventually, type TestSystem } from '@huiyin/testing';
import { aPetition, official, people } from './office.js';

export const triage = official(people.triage);
export const secondTriage = official(people.secondTriage);
export const hr = official(people.hr);
export const housing = official(people.housing);

export const noneOfThese = {
  'accuses-official-or-office': false,
  'suggestion-only': false,
  'litigation-or-police-procedure': false,
  arbitration: false,
  'party-appeal': false,
  'administrative-procedure': false,
  'asks-for-duty': false,
};
export const suggests = { 'accuses-official-or-office': false, 'suggestion-only': true };
export const needsArbitration = {
  'accuses-official-or-office': false,
  'suggestion-only': false,
  'litigation-or-police-procedure': false,
  arbitration: true,
};

export const why = {
  reasons: '本单位不承担该项职责,应由住建部门负责,详见三定方案。',
  legalBasis: '《信访工作条例》第二十三条',
};
export const ruling = { reasons: '经核实,理由成立,收回另行转送。', legalBasis: '《信访工作条例》第二十三条第三款' };

/** The code with which something was refused. */
export const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
export const only = ({ handOverId, expectedVersion }: { handOverId: string; expectedVersion: number }) => ({
  handOverId,
  expectedVersion,
});

/** Steps of a claim's path on a running system; a test says only what it is about. */
export class Path {
  constructor(readonly system: TestSystem) {}

  async registered(more: Record<string, unknown> = {}, by: Actor = triage): Promise<string> {
    const receipt = await this.system.ask(registerSubmission, aPetition({ channel: 'letter', ...more }), by);
    return receipt.matterId ?? '';
  }

  async triaged(
    more: Record<string, unknown> = {},
    petition: Record<string, unknown> = {},
    by: Actor = triage,
  ): Promise<string> {
    const matterId = await this.registered(petition, by);
    const order = {
      matterId,
      expectedVersion: 1,
      kind: 'claim',
      category: 'labour_social_security',
      answers: noneOfThese,
      urgency: 'ordinary',
      reason: '属信访程序',
      ...more,
    };
    await this.system.ask(classify, order, by);
    return matterId;
  }

  suggestion(): Promise<string> {
    return this.triaged({ kind: 'suggestion', answers: suggests });
  }

  forward(matterId: string, more: Record<string, unknown> = {}, by: Actor = triage): Promise<HandOverChanged> {
    return this.system.ask(forward, { matterId, expectedVersion: 2, toUnitId: 3, note: '请依职权办理', ...more }, by);
  }

  /** A matter that lies with the recipient, and its hand-over as the recipient sees it. */
  async offered(
    more: Record<string, unknown> = {},
  ): Promise<{ matterId: string; handOverId: string; expectedVersion: number }> {
    const matterId = await this.triaged();
    const { handOverId } = await this.forward(matterId, more);
    await this.offerKnown(handOverId);
    return { matterId, handOverId, expectedVersion: 1 };
  }

  async offerKnown(handOverId: string): Promise<void> {
    await eventually(
      async () => (await this.system.rows('select 1 from intake.offer where id = $1', [handOverId])).length > 0,
    );
  }

  read(matterId: string, by: Actor = triage): Promise<MatterDetail> {
    return this.system.ask(readMatter, { matterId }, by);
  }

  /** The matter once it is in a state. */
  reached(matterId: string, state: string): Promise<MatterRow> {
    return eventually(async () => {
      const [row] = await this.system.rows<MatterRow>('select * from intake.matter where id = $1', [matterId]);
      return row?.state === state && row;
    });
  }

  async handOvers(matterId: string, by: Actor = triage): Promise<HandOverEntry[]> {
    return (await this.system.ask(handOversOf, { matterId }, by)).handOvers;
  }

  /** The last move that was told of a matter. */
  async told(matterId: string): Promise<MatterMoved> {
    const [row] = await this.system.rows<{ payload: MatterMoved }>(
      `select payload from intake.outbox where matter_id = $1 and name = 'intake.matter-moved.v1' order by version desc limit 1`,
      [matterId],
    );
    if (row === undefined) throw new Error('nothing was told');
    return row.payload;
  }
}

export interface MatterRow {
  state: string;
  version: number;
  kept_by: string;
  responsible_unit: number;
  officer_id: string;
  seen_by: number[];
  returns: number;
}
