import fc from 'fast-check';
import { timeLimitIds } from '../limits/time-limit.js';
import { type Act, isAct, relations } from '../policy/act.js';
import { mayAct } from '../policy/policy.js';
import { isRole } from '../policy/role.js';
import { accusationMachine } from './accusation.js';
import { claimMachine, claimRows, claimTransitions } from './claim.js';
import { type ClaimState, claimStates, isClaimState, openClaimStates } from './claim-states.js';
import { suggestionMachine } from './suggestion.js';
import { type Machine, type Transition, transitionFor } from './transition.js';

const machines: readonly Machine[] = [claimMachine, suggestionMachine, accusationMachine];

describe.each(machines)('the $name machine', (machine) => {
  const commands = [...new Set(machine.rows.map((row) => row.command))];

  test('reaches every state from its start', () => {
    const reached = new Set([machine.initial]);
    for (const state of reached) for (const next of machine.moves[state] ?? []) reached.add(next);
    expect([...reached].sort()).toEqual([...machine.states].sort());
  });

  test('has a way out of every state that is not final, and none out of a final one', () => {
    const stuck = machine.states.filter((state) => (machine.moves[state] ?? []).length === 0);
    expect(stuck.sort()).toEqual([...machine.finals].sort());
  });

  test('can reach an end from every state', () => {
    const ending = new Set(machine.finals);
    for (let grown = true; grown;) {
      const more = machine.states.filter(
        (s) => !ending.has(s) && (machine.moves[s] ?? []).some((next) => ending.has(next)),
      );
      for (const state of more) ending.add(state);
      grown = more.length > 0;
    }
    expect(machine.states.filter((state) => !ending.has(state))).toEqual([]);
  });

  test('refuses every pair of state and command outside its rows, and says what is lawful instead', () => {
    for (const from of [null, ...machine.states]) {
      for (const command of [...commands, 'delete', 'reject-submission', '']) {
        const expected = machine.rows.filter(
          (row) => row.command === command && (from === null ? row.from.length === 0 : row.from.includes(from)),
        );
        const outcome = transitionFor(machine, from, command);
        expect(outcome.lawful).toBe(expected.length === 1);
        if (!outcome.lawful) expect(outcome.instead).not.toContain(command);
      }
    }
  });

  test('has one row for a state and a command, unique ids, real deadlines, and somebody who may give each command', () => {
    expect(new Set(machine.rows.map((row) => row.id)).size).toBe(machine.rows.length);
    for (const row of machine.rows) {
      expect(row.who.length).toBeGreaterThan(0);
      expect(row.deadlines.filter((id) => !timeLimitIds.includes(id))).toEqual([]);
    }
  });

  test('names for each command only roles to whom the policy table gives that act', () => {
    const contradictions = machine.rows.flatMap((row) => {
      const act: Act | undefined =
        row.command === 'approve-extension' ? 'extend' : isAct(row.command) ? row.command : undefined;
      if (act === undefined) return [];
      return row.who
        .filter((who) => isRole(who) && !relations.some((relation) => mayAct(who, act, relation)))
        .map((who) => `${row.id} ${act} ${who}`);
    });
    expect(contradictions).toEqual([]);
  });
});

const linesOf = (rows: string) => rows.trim().split('\n');

/** B.3 as it stands in the reference: number, states from, command, state to (`=` unchanged). Dotted rows are ours. */
const table = `
T01 - receive-submission received
T02 received register registered
T03 registered decide-proposal =
T04 registered link-to-existing linked_to_existing
T05 registered classify triaged
T09 triaged guide-to-path guided_to_path
T10 guided_to_path record-path-intake =
T10.1 guided_to_path reopen-path-refused triaged
T11 triaged forward forwarded
T12 triaged assign assigned
T13 registered,triaged escalate-urgent =
T14 forwarded,assigned object objected
T15 objected uphold-objection triaged
T16 objected reject-objection acceptance_pending
T17 forwarded,assigned dispute-jurisdiction jurisdiction_dispute
T18 jurisdiction_dispute decide-jurisdiction acceptance_pending
T19 acceptance_pending accept accepted
T20 acceptance_pending decline declined
T21 registered,triaged refuse-concluded no_further_acceptance
T22 accepted open-handling in_handling
T23 in_handling hear-petitioner =
T24 in_handling record-evidence =
T25 in_handling apply-simplified =
T26 in_handling convert-to-ordinary =
T27 in_handling request-extension =
T27.1 in_handling approve-extension =
T28 in_handling order-hearing =
T29 in_handling offer-mediation =
T30 in_handling reach-agreement settled
T31 in_handling end-without-agreement =
T32 in_handling draft-opinion opinion_drafted
T32.1 opinion_drafted pre-review-opinion opinion_pre_reviewed
T33 opinion_pre_reviewed issue-opinion opinion_issued
T34 opinion_issued serve opinion_served
T35 opinion_served order-execution in_execution
T36 in_execution confirm-execution closed
T37 opinion_served,in_execution request-review review_requested
T38 review_requested accept-review in_review
T38.1 review_requested decline-review appeal_declined
T39 in_review decide-review review_issued
T39.1 review_issued serve-review review_served
T40 review_served,recheck_served remand in_handling
T41 review_served request-recheck recheck_requested
T42 recheck_requested decide-recheck recheck_issued
T42.1 recheck_issued serve-recheck recheck_served
T43 opinion_served,review_served lapse-window closed
T44 recheck_served conclude concluded
T46 concluded,closed,declined,no_further_acceptance reopen triaged
T47 closed,concluded,withdrawn,declined,no_further_acceptance archive archived
`;

/** Rows beside the table: what it implies without a number (dotted), the second person of guard 2, what the system does. */
const ours = `
T10.2 guided_to_path close-on-path closed
T11.1 triaged keep-for-own-handling acceptance_pending
T13.1 guided_to_path,forwarded,assigned,objected,jurisdiction_dispute escalate-urgent =
T13.2 acceptance_pending,accepted,in_handling,opinion_drafted,opinion_pre_reviewed,opinion_issued,opinion_served,in_execution escalate-urgent =
T14.1 forwarded,assigned take acceptance_pending
T14.2 forwarded,assigned deem-taken acceptance_pending
G2 registered,triaged,objected,acceptance_pending,in_handling propose-decision =
G2.1 registered,triaged,objected,acceptance_pending,in_handling withhold-decision =
T18.1 acceptance_pending,accepted,in_handling,opinion_issued,opinion_served,in_execution hand-on =
T18.2 opinion_drafted,opinion_pre_reviewed hand-on in_handling
SYS-02 forwarded,assigned,objected,jurisdiction_dispute withdraw-offer triaged
T22.1 acceptance_pending,accepted,in_handling,opinion_drafted,opinion_pre_reviewed request-recusal =
T22.2 acceptance_pending,accepted,in_handling,opinion_drafted,opinion_pre_reviewed decide-recusal =
T22.3 in_handling open-handling =
T27.2 in_handling refuse-extension =
T28.1 in_handling end-hearing =
T30.1 in_handling record-settlement settled
T32.2 opinion_drafted,opinion_pre_reviewed return-draft in_handling
T33.1 accepted,in_handling,opinion_issued,opinion_served,in_execution correct-paper =
T34.1 opinion_served,in_execution,closed submit-closing-report =
T34.2 opinion_served,in_execution,closed evaluate =
T34.3 opinion_served,in_execution,closed leave-unevaluated =
T36.1 settled close-settled closed
T36.2 in_execution,closed dispute-execution =
T36.3 in_execution,closed answer-dispute =
T38.2 appeal_declined order-to-accept-review in_review
T38.3 appeal_declined close-after-declined-review closed
`;
/** Rows that start from every open state, and those that also reach what ended. */
const fromWhateverIsOpen = ['T45', 'T45.1', 'T48', 'SYS-01', 'SYS-03'];
describe('the suggestion', () => {
  const whoMay = (command: string) => suggestionMachine.rows.find((row) => row.command === command)?.who ?? [];

  test('R Art. 29, R Art. 23 ¶2: the office that received it directly studies it itself, or sends it on', () => {
    expect(transitionFor(suggestionMachine, 'triaged', 'keep-for-own-handling')).toMatchObject({ to: 'under_study' });
    for (const role of ['township_clerk', 'dept_officer', 'dept_head', 'polilegal_officer'] as const) {
      for (const command of ['keep-for-own-handling', 'refer-for-study']) {
        expect(whoMay(command)).toContain(role);
        expect(mayAct(role, command as Act, 'own-unit')).toBe(true);
      }
    }
  });

  test('R Art. 29: a bureau studies nothing itself, it refers', () => {
    expect(whoMay('keep-for-own-handling')).not.toContain('bureau_triage');
    expect(mayAct('bureau_triage', 'keep-for-own-handling', 'own-unit')).toBe(false);
  });
});

describe('the claim', () => {
  test.each([...linesOf(table), ...linesOf(ours)])('B.3: %s', (line) => {
    const [id, from = '', command, to] = line.split(' ');
    expect(claimRows.find((row) => row.id === id)).toMatchObject({
      command,
      from: from === '-' ? [] : from.split(','),
      to: to === '=' ? 'unchanged' : to,
    });
  });

  test('R Art. 32 ¶2, T48: the petitioner’s dispute reopens nothing; what is open or disputed is supervised from above', () => {
    expect(claimRows.find((row) => row.command === 'supervise')?.from).toEqual([...openClaimStates, 'closed']);
    const dispute = claimRows.find((row) => row.command === 'dispute-execution');
    expect(dispute).toMatchObject({ who: ['citizen', 'agent'], to: 'unchanged' });
  });

  test('T45: whatever is open can be withdrawn by the petitioner', () => {
    for (const command of ['withdraw', 'end-without-successor']) {
      expect(claimRows.find((row) => row.command === command)?.from).toEqual(openClaimStates);
    }
  });

  test('has no row that is pinned neither by the reference nor as ours', () => {
    const pinned = [...linesOf(table), ...linesOf(ours)].map((line) => line.split(' ')[0]);
    expect(claimRows.map((row) => row.id).sort()).toEqual([...pinned, ...fromWhateverIsOpen].sort());
  });

  test('has every row of B.3 that belongs to it: T01 to T48 without the sealed transfer and the two of suggestions', () => {
    const whole = [...new Set(claimRows.map((row) => row.id.split('.')[0] ?? ''))].filter(
      (id) => id !== 'G2' && !id.startsWith('SYS-'),
    );
    const expected = Array.from({ length: 48 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`);
    expect(whole.sort()).toEqual(expected.filter((id) => !['T06', 'T07', 'T08'].includes(id)));
  });

  test('B.3 guard 1: no command of any machine deletes or hides', () => {
    const commands = machines.flatMap((machine) => machine.rows.map((row) => row.command));
    expect(commands.filter((command) => /delete|remove|hide|discard/.test(command))).toEqual([]);
  });

  test('B.3 guard 2: accepting needs no leader; declining, returning, extending and refusing need a second person', () => {
    const guardsOf = (command: string) => claimMachine.rows.find((row) => row.command === command)?.guards ?? [];
    expect(guardsOf('accept')).toEqual(['acceptance-notice']);
    for (const command of ['decline', 'uphold-objection', 'approve-extension', 'refuse-concluded']) {
      expect(guardsOf(command)).toContain('second-person');
    }
  });

  test('B.3 guard 3: mediation, hearing and extension leave the matter in handling', () => {
    for (const command of ['offer-mediation', 'order-hearing', 'approve-extension', 'apply-simplified']) {
      expect(transitionFor(claimMachine, 'in_handling', command)).toMatchObject({ lawful: true, to: 'in_handling' });
    }
  });

  test('T23: no opinion is drafted or issued unless the petitioner was heard', () => {
    for (const command of ['draft-opinion', 'issue-opinion']) {
      expect(claimMachine.rows.find((row) => row.command === command)?.guards).toContain('petitioner-heard');
    }
  });

  test('R Art. 35: only the petitioner’s side asks for review and only the petitioner withdraws', () => {
    const who = (command: string) => claimMachine.rows.find((row) => row.command === command)?.who;
    expect(who('request-review')).toEqual(['citizen', 'agent', 'representative']);
    expect(who('withdraw')).toEqual(['citizen', 'agent']);
  });

  test('walks from the door to the archive', () => {
    const life = [
      'receive-submission',
      'register',
      'classify',
      'forward',
      'take',
      'accept',
      'open-handling',
      'hear-petitioner',
      'draft-opinion',
      'pre-review-opinion',
      'issue-opinion',
      'serve',
      'lapse-window',
      'archive',
    ];
    const end = life.reduce<ClaimState | null>((state, command) => {
      const step = transitionFor(claimMachine, state, command);
      if (!step.lawful) throw new Error(`${String(state)} refuses ${command}`);
      return step.to;
    }, null);
    expect(end).toBe('archived');
  });

  test('stays inside its states whatever commands are thrown at it', () => {
    const commands = fc.constantFrom(...claimRows.map((row) => row.command));
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 60 }), (given) => {
        let state: ClaimState | null = null;
        for (const command of given) {
          const step: Transition<ClaimState> = transitionFor(claimMachine, state, command);
          if (!step.lawful) continue;
          if (state !== null && step.to !== state) expect(claimTransitions[state]).toContain(step.to);
          state = step.to;
          expect(isClaimState(state)).toBe(true);
        }
      }),
    );
  });

  test('counts as open exactly while the office still owes something', () => {
    expect(openClaimStates).toContain('opinion_served');
    expect(openClaimStates).not.toContain('archived');
    expect(openClaimStates.length).toBeLessThan(claimStates.length);
  });
});
