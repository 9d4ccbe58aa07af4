import { claimMachine, claimRows } from './claim.js';
import { openClaimStates } from './claim-states.js';
import { suggestionMachine } from './suggestion.js';
import { type Machine } from './transition.js';

test('R Art. 24 ¶2, T34.1, T47: an heir inherits what is open, and what ended until it is in the archive', () => {
  for (const machine of [claimMachine, suggestionMachine] as readonly Machine[]) {
    const from = machine.rows.find((row) => row.command === 'reassign')?.from ?? [];
    const owed = machine.rows.filter((row) => ['archive', 'submit-closing-report'].includes(row.command));
    expect(owed.flatMap((row) => row.from).filter((state) => !from.includes(state))).toEqual([]);
    expect(from).not.toContain('archived');
  }
  const reassign = claimRows.find((row) => row.command === 'reassign')?.from ?? [];
  expect(openClaimStates.filter((state) => !reassign.includes(state))).toEqual([]);
});

test('R Art. 30 ¶3: the heir of an accused unit stops reading in every state; what it was offered goes back to triage', () => {
  for (const machine of [claimMachine, suggestionMachine] as readonly Machine[]) {
    const row = (command: string) => machine.rows.find((one) => one.command === command);
    expect(row('bar-unit')).toMatchObject({ who: ['system'], to: 'unchanged' });
    expect(machine.states.filter((state) => !row('bar-unit')?.from.includes(state))).toEqual(['received']);
    const open = machine.rows.filter((one) =>
      ['take', 'begin-study', 'uphold-objection', 'decide-jurisdiction'].includes(one.command),
    );
    expect(row('withdraw-offer')).toMatchObject({ who: ['system'], to: 'triaged' });
    expect([...(row('withdraw-offer')?.from ?? [])].sort()).toEqual(
      [...new Set(open.flatMap((one) => one.from))].sort(),
    );
  }
});

test('R Art. 30 ¶3, D.9(5): what came back from such an heir is handed on by the office that sent it, as it is; a draft falls', () => {
  for (const machine of [claimMachine, suggestionMachine] as readonly Machine[]) {
    const rows = machine.rows.filter((one) => one.command === 'hand-on');
    expect(rows.flatMap((row) => row.guards).filter((guard) => guard === 'given-back')).toHaveLength(rows.length);
    const drafted = rows.filter(({ to }) => to !== 'unchanged');
    expect(drafted.flatMap(({ from, to }) => from.map((state) => `${state} ${to}`))).toEqual(
      machine.name === 'claim' ? ['opinion_drafted in_handling', 'opinion_pre_reviewed in_handling'] : [],
    );
  }
});
