import { isTimeLimitId, timeLimit, type TimeLimitId, timeLimitIds } from './time-limit.js';

/** Part C.2 as it stands in the reference: id, slug, count, unit. */
const reference: readonly [string, string, number | null, string][] = [
  ['TL-01', 'bureau_dispatch', 15, 'day'],
  ['TL-02', 'direct_notice', 15, 'day'],
  ['TL-03', 'transferred_notice', 15, 'day'],
  ['TL-04', 'objection', 5, 'working-day'],
  ['TL-05', 'objection_ruling', 3, 'working-day'],
  ['TL-06', 'handling', 60, 'day'],
  ['TL-07', 'handling_extension', 30, 'day'],
  ['TL-08', 'simplified_acceptance', 3, 'working-day'],
  ['TL-09', 'simplified_handling', 10, 'working-day'],
  ['TL-10', 'tier_shares', 15, 'day'],
  ['TL-11', 'urgent_report', 2, 'hour'],
  ['TL-12', 'assigned_report', null, 'as-set'],
  ['TL-13', 'review_window', 30, 'day'],
  ['TL-14', 'review_decision', 30, 'day'],
  ['TL-15', 'recheck_window', 30, 'day'],
  ['TL-16', 'recheck_decision', 30, 'day'],
  ['TL-17a', 'hearing_request', 7, 'working-day'],
  ['TL-17b', 'hearing_notice', 10, 'working-day'],
  ['TL-18', 'review_acceptance', 3, 'working-day'],
  ['TL-19', 'redo', null, 'as-set'],
  ['TL-20', 'mediation_period', 1, 'month'],
  ['TL-21', 'judicial_confirmation', 30, 'day'],
  ['TL-21b', 'court_confirmation', 15, 'day'],
  ['TL-21c', 'enforcement', 2, 'year'],
  ['TL-22', 'supervision_reply', null, 'as-set'],
  ['TL-23', 'evaluation_window', 30, 'day'],
  ['TL-24', 'admin_review_application', 60, 'day'],
  ['TL-25', 'admin_review_decision', 60, 'day'],
  ['TL-26', 'litigation_admin', 6, 'month'],
  ['TL-27', 'duty_failure_suit', 2, 'month'],
  ['TL-28', 'labour_arbitration', 1, 'year'],
  ['TL-29', 'labour_award', 45, 'day'],
  ['TL-30', 'labour_inspection', 60, 'working-day'],
  ['TL-31', 'labour_breach_pursuit', 2, 'year'],
  ['TL-32', 'rural_land_arbitration', 2, 'year'],
  ['TL-33', 'land_right_dispute', 30, 'day'],
  ['TL-34', 'info_disclosure', 20, 'working-day'],
  ['TL-35', 'legal_aid', 7, 'day'],
  ['TL-36', 'named_accusation_notice', 15, 'working-day'],
  ['TL-37', 'named_accusation_feedback', 15, 'working-day'],
  ['TL-38', 'accusation_take_or_pass', 5, 'working-day'],
  ['TL-39', 'procuratorate_reply', 7, 'day'],
  ['TL-40', 'court_filing', 7, 'day'],
  ['TL-41', 'improvement_feedback', 30, 'day'],
  ['TL-42', 'pia_record', 3, 'year'],
  ['TL-43', 'sponsor_contact', 1, 'half-month'],
  ['TL-44', 'joint_conference_township', 1, 'month'],
  ['TL-45', 'screening_cycle', 10, 'day'],
];

/** Limits that part C.2 does not number: part B names these periods as design (T08, T34, T10) or leaves them to the order (T35). */
const ours: typeof reference = [
  ['TL-46', 'suggestion_reply', 60, 'day'],
  ['TL-47', 'service_of_opinion', 5, 'working-day'],
  ['TL-48', 'path_follow_up', 15, 'day'],
  ['TL-49', 'execution', null, 'as-set'],
  ['TL-50', 'execution_order', 5, 'working-day'],
  ['TL-52', 'dispute_answer', 10, 'day'],
];
/** Ours too, but a window of the petitioner: T36 lets the petitioner dispute and names no period. */
const oursForPetitioners: typeof reference = [['TL-51', 'execution_dispute', 30, 'day']];

describe('the table of time limits (C.2)', () => {
  test.each([...reference, ...ours, ...oursForPetitioners])('%s %s lasts %s %s', (id, slug, count, unit) => {
    expect(timeLimit(id as TimeLimitId)).toMatchObject({ slug, length: { count, unit } });
  });

  test('holds no row beside the reference except ours and the dotted ones of the same line', () => {
    const known = new Set([...reference, ...ours, ...oursForPetitioners].map(([id]) => id));
    expect(timeLimitIds.filter((id) => !known.has(id.split('.')[0] as string))).toEqual([]);
  });

  test.each(ours)('%s is our own design and binds an office', (id) => {
    expect(timeLimit(id as TimeLimitId)).toMatchObject({ standing: 'design', holder: 'office', rollOver: false });
  });

  test.each(oursForPetitioners)('CNT-4: %s is our own design, and no rest day shortens it', (id) => {
    expect(timeLimit(id as TimeLimitId)).toMatchObject({ standing: 'design', holder: 'citizen', rollOver: true });
  });

  test('uses each slug once', () => {
    const slugs = timeLimitIds.map((id) => timeLimit(id).slug);
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  test('lets only the recheck be suspended, and only by its hearing', () => {
    expect(timeLimitIds.filter((id) => timeLimit(id).suspendedBy !== undefined)).toEqual(['TL-16']);
  });

  test('CNT-4: rolls no duty of an office over rest days', () => {
    expect(timeLimitIds.filter((id) => timeLimit(id).rollOver && timeLimit(id).holder !== 'citizen')).toEqual([]);
    expect(['TL-13', 'TL-15', 'TL-23'].every((id) => timeLimit(id as TimeLimitId).rollOver)).toBe(true);
  });

  test('the tier shares add up to the fifteen days of the whole chain', () => {
    const shares = (['TL-10.1', 'TL-10.2', 'TL-10.3', 'TL-10.4'] as const).map((id) => timeLimit(id).length.count ?? 0);
    expect(shares.reduce((sum, days) => sum + days, 0)).toBe(timeLimit('TL-10').length.count);
  });

  test('knows its own ids and no inherited property', () => {
    expect([isTimeLimitId('TL-01'), isTimeLimitId('TL-99'), isTimeLimitId('toString')]).toEqual([true, false, false]);
  });
});
