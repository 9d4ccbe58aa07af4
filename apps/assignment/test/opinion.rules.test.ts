import fc from 'fast-check';
import {
  type AnswerGiven,
  type DraftOpinion,
  type Finding,
  findings,
  Problem,
  type ServeOpinion,
} from '@huiyin/contracts';
import { findingOfDraft, refuseIssuing, refuseOwnDraft } from '../src/opinion/draft.rules.js';
import { executionDueOn, refuseReporting } from '../src/opinion/execution.rules.js';
import { refuseServing } from '../src/opinion/serving.rules.js';
import { aFile, head, lead, refusalOf, reviewer, second } from './opinion-file.js';

const answer = (requestNo: number, finding: Finding = 'supported'): AnswerGiven => ({
  requestNo,
  finding,
  facts: '考勤和工资条相符。',
  law: '《劳动法》第五十条',
  answer: '责令单位十日内发还。',
});
const draftOf = (...answers: AnswerGiven[]): DraftOpinion => ({
  matterId: aFile().id,
  expectedVersion: 5,
  answers,
  summary: '支持发还工资。',
});
const both = draftOf(answer(1), answer(2));

describe('T32: the draft', () => {
  it('nobody drafts before the petitioner was heard', () => {
    expect(refusalOf(() => findingOfDraft(aFile({ requests: [] }), both, lead))).toBe('petitioner-not-heard');
  });

  it('needs evidence that two officers took, but not on the short track', () => {
    const unproven = aFile({ evidenceCount: 0 });
    expect(refusalOf(() => findingOfDraft(unproven, both, lead))).toBe('evidence-missing');
    expect(findingOfDraft({ ...unproven, aspects: ['simplified'] }, both, lead)).toBe('supported');
  });

  it.each([
    ['a request without an answer', [answer(1)], '2'],
    ['one answered twice', [answer(1), answer(2), answer(2)], '2'],
    ['one that nobody asked for', [answer(1), answer(2), answer(3)], '3'],
    ['all of it at once', [answer(2), answer(2), answer(7)], '1, 2, 7'],
  ])('R32: names %s', (_what, answers, numbers) => {
    try {
      findingOfDraft(aFile(), draftOf(...answers), lead);
      throw new Error('it was not refused');
    } catch (error) {
      expect((error as Problem).code).toBe('requests-unanswered');
      expect((error as Problem).detail).toEqual({ numbers });
    }
  });

  it('R32: whatever is answered, exactly one answer to each request is let through', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 }),
        (asked, numbers) => {
          const file = aFile({ requests: Array.from({ length: asked }, (_, at) => `诉求${at + 1}`) });
          const isComplete =
            numbers.length === asked && new Set(numbers).size === asked && numbers.every((no) => no <= asked);
          const draft = () => findingOfDraft(file, draftOf(...numbers.map((no) => answer(no))), lead);
          if (isComplete) expect(draft()).toBe('supported');
          else expect(refusalOf(draft)).toBe('requests-unanswered');
        },
      ),
    );
  });

  it('is the lead officer’s, and nobody’s who stepped aside (R28)', () => {
    expect(refusalOf(() => findingOfDraft(aFile(), both, second))).toBe('not-the-officer');
    expect(refusalOf(() => findingOfDraft(aFile({ recused: [lead] }), both, lead))).toBe('officer-recused');
  });

  it('D.5: the short track refuses nothing', () => {
    const short = aFile({ aspects: ['simplified'] });
    for (const finding of ['explained', 'not_supported'] as const)
      expect(refusalOf(() => findingOfDraft(short, draftOf(answer(1), answer(2, finding)), lead))).toBe(
        'simplified-refusal',
      );
  });

  it('is no longer than a paper that can be issued', () => {
    const requests = Array.from({ length: 20 }, (_, at) => `诉求${at + 1}`);
    const long = (length: number) =>
      draftOf(...requests.map((_, at) => ({ ...answer(at + 1), facts: '实'.repeat(length) })));
    expect(findingOfDraft(aFile({ requests }), long(4_800), lead)).toBe('supported');
    expect(refusalOf(() => findingOfDraft(aFile({ requests }), long(5_000), lead))).toBe('validation-failed');
  });

  it('tells what the answers find together', () => {
    const found = (...each: Finding[]) =>
      findingOfDraft(aFile(), draftOf(...each.map((finding, at) => answer(at + 1, finding))), lead);
    for (const finding of findings) expect(found(finding, finding)).toBe(finding);
    expect(found('supported', 'not_supported')).toBe('mixed');
    expect(found('explained', 'supported')).toBe('mixed');
  });
});

describe('T32.1: the drafter does not pre-review', () => {
  const drafted = aFile({ state: 'opinion_drafted', draftedBy: lead });

  it('nor does anybody who handles the matter', () => {
    const since = { ...drafted, draftedBy: head };
    for (const official of [lead, second])
      expect(refusalOf(() => refuseOwnDraft(since, official))).toBe('separation-of-duties');
    for (const official of [lead, second])
      expect(refusalOf(() => refuseOwnDraft(drafted, official))).toBe('separation-of-duties');
    const earlier = aFile({ state: 'opinion_drafted', draftedBy: reviewer });
    expect(refusalOf(() => refuseOwnDraft(earlier, reviewer))).toBe('separation-of-duties');
    expect(() => refuseOwnDraft(drafted, reviewer)).not.toThrow();
  });
});

describe('T33: the opinion', () => {
  const reviewed = aFile({ state: 'opinion_pre_reviewed', draftedBy: lead, reviewedBy: reviewer });

  it('nobody issues before the petitioner was heard', () => {
    expect(refusalOf(() => refuseIssuing({ ...reviewed, requests: [] }, ['supported'], 'deputy-head', head))).toBe(
      'petitioner-not-heard',
    );
  });

  it('is not signed by who drafted it, nor by who stepped aside', () => {
    expect(refusalOf(() => refuseIssuing(reviewed, ['supported'], 'deputy-head', lead))).toBe('separation-of-duties');
    expect(refusalOf(() => refuseIssuing({ ...reviewed, recused: [head] }, ['supported'], 'deputy-head', head))).toBe(
      'officer-recused',
    );
  });

  it('R28: what somebody drafted who has stepped aside since is not signed', () => {
    const since = { ...reviewed, officerId: second, recused: [lead] };
    expect(refusalOf(() => refuseIssuing(since, ['supported'], 'deputy-head', head))).toBe('officer-recused');
  });

  it('D.5: a refusal does not go out on the short track, also where the track was entered after the draft', () => {
    const short = { ...reviewed, aspects: ['simplified' as const] };
    expect(refusalOf(() => refuseIssuing(short, ['supported', 'explained'], 'deputy-head', head))).toBe(
      'simplified-refusal',
    );
    expect(() => refuseIssuing(short, ['supported'], 'deputy-head', head)).not.toThrow();
  });

  it('REPLY: a major matter is signed by the principal head', () => {
    const major = { ...reviewed, isMajor: true };
    expect(refusalOf(() => refuseIssuing(major, ['supported'], 'deputy-head', head))).toBe('principal-head-needed');
    expect(() => refuseIssuing(major, ['supported'], 'principal-head', head)).not.toThrow();
    expect(() => refuseIssuing(reviewed, ['supported'], 'deputy-head', head)).not.toThrow();
  });
});

describe('T34: service', () => {
  const issued = aFile({ state: 'opinion_issued', issuedAt: new Date('2026-03-10T02:00:00Z') });
  const now = new Date('2026-03-12T02:00:00Z');
  const order: ServeOpinion = {
    matterId: issued.id,
    expectedVersion: 5,
    manner: 'in-person',
    servedOn: '2026-03-12',
    place: '柳溪镇便民服务中心',
    receivedBy: 'petitioner',
    result: 'signed',
  };

  it('is proven by who received it', () => {
    expect(() => refuseServing(issued, order, lead, now)).not.toThrow();
    expect(() => refuseServing(issued, { ...order, servedOn: '2026-03-10' }, lead, now)).not.toThrow();
  });

  it('is not before the issue and not in days to come', () => {
    for (const servedOn of ['2026-03-09', '2026-03-13'])
      expect(refusalOf(() => refuseServing(issued, { ...order, servedOn }, lead, now))).toBe(
        'proof-of-service-incomplete',
      );
  });

  it('in Shanghai the day begins eight hours earlier', () => {
    const late = new Date('2026-03-12T16:30:00Z');
    expect(() => refuseServing(issued, { ...order, servedOn: '2026-03-13' }, lead, late)).not.toThrow();
  });

  it('refused, it needs a witness; electronic, it needs consent', () => {
    expect(refusalOf(() => refuseServing(issued, { ...order, result: 'refused' }, lead, now))).toBe(
      'proof-of-service-incomplete',
    );
    expect(() =>
      refuseServing(issued, { ...order, result: 'refused', witness: '村委会副主任何某在场' }, lead, now),
    ).not.toThrow();
    const electronic = { ...order, manner: 'electronic' as const };
    expect(refusalOf(() => refuseServing(issued, electronic, lead, now))).toBe('proof-of-service-incomplete');
    expect(refusalOf(() => refuseServing(issued, { ...electronic, hasConsented: false }, lead, now))).toBe(
      'proof-of-service-incomplete',
    );
    expect(() => refuseServing(issued, { ...electronic, hasConsented: true }, lead, now)).not.toThrow();
  });

  it('is the lead officer’s', () => {
    expect(refusalOf(() => refuseServing(issued, order, head, now))).toBe('not-the-officer');
  });
});

describe('T35, T34.1: what follows', () => {
  it('only what is supported is carried out, by a day that is counted from the order', () => {
    const now = new Date('2026-03-12T17:00:00Z');
    expect(executionDueOn(aFile({ hasSupported: true }), 10, now)).toBe('2026-03-23');
    expect(executionDueOn(aFile({ hasSupported: true }), 1, now)).toBe('2026-03-14');
    for (const finding of ['explained', 'not_supported', 'mixed', null] as const)
      expect(refusalOf(() => executionDueOn(aFile({ finding }), 10, now))).toBe('opinion-does-not-support');
  });

  it('only who was assigned reports, and once', () => {
    expect(refusalOf(() => refuseReporting(aFile()))).toBe('not-assigned');
    expect(refusalOf(() => refuseReporting(aFile({ isAssigned: true, hasClosingReport: true })))).toBe('not-assigned');
    expect(() => refuseReporting(aFile({ isAssigned: true }))).not.toThrow();
  });
});
