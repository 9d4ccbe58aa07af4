import { dueOf } from './life-due.js';

const life = { matterId: 'm', submissionNo: 'n', end: 'declined' } as const;

describe('what the books owe of a walked matter', () => {
  test('each step is one version in the book that carries it out, and its papers', () => {
    const steps = ['classify', 'forward', 'take', 'decline', 'confirm-decision'];
    expect(dueOf({ ...life, turn: 'declined', steps })).toMatchObject({
      intake: 4,
      assignment: 3,
      papers: { 'F-02': 1, 'F-03': 1, 'F-06': 1 },
    });
  });

  test('an objection that was right is ruled by two in the book of the sender, and the matter is offered again', () => {
    const steps = ['classify', 'forward', 'object', 'rule-on-objection', 'confirm-decision', 'forward', 'take'];
    expect(dueOf({ ...life, turn: 'objection-upheld', steps })).toMatchObject({
      intake: 8,
      assignment: 1,
      papers: { 'F-02': 2, 'F-03': 2, 'F-04': 1 },
    });
  });

  test('an objection that was wrong is ruled by one', () => {
    const steps = ['classify', 'forward', 'object', 'rule-on-objection'];
    expect(dueOf({ ...life, turn: 'objection-rejected', steps })).toMatchObject({ intake: 5, papers: { 'F-04': 1 } });
  });
});
