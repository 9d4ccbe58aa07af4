import type { TimeLimit } from './limit-row.js';

const shown = { holder: 'informational', rollOver: false, onExpiry: 'inform' } as const;
const rhythm = { holder: 'office', rollOver: false, onExpiry: 'reminder' } as const;
const byIt = (maxCount: number, article: string) =>
  ({ maxCount, times: 1, byWhom: 'that-authority', article }) as const;

/** Periods of other bodies, shown to explain what comes next, and the office's own rhythms (C.2). */
export const rhythmLimits = {
  'TL-10': row('tier_shares', 'dispatched-from-national-level', 15, 'day', 'SAT14-6', 'unconfirmed'),
  'TL-10.1': row('tier_share_nation', 'dispatched-from-national-level', 5, 'day', 'SAT14-6', 'unconfirmed'),
  'TL-10.2': row('tier_share_province', 'received-by-province', 3, 'day', 'SAT14-6', 'unconfirmed'),
  'TL-10.3': row('tier_share_city', 'received-by-city', 3, 'day', 'SAT14-6', 'unconfirmed'),
  'TL-10.4': row('tier_share_county', 'received-by-county', 4, 'day', 'SAT14-6', 'unconfirmed'),
  'TL-21b': {
    ...row('court_confirmation', 'court-took-the-case', 15, 'day', 'JC4-5', 'law'),
    extension: byIt(10, 'JC5'),
  },
  'TL-21b.1': row('court_confirmation_intake', 'confirmation-applied-for', 3, 'day', 'JC4', 'law'),
  'TL-25': {
    ...row('admin_review_decision', 'admin-review-taken', 60, 'day', 'ARL62', 'law'),
    extension: byIt(30, 'ARL62'),
  },
  'TL-25.1': row('admin_review_intake', 'admin-review-applied-for', 5, 'working-day', 'ARL30, 88', 'law'),
  'TL-25.2': row('admin_review_papers_ask', 'admin-review-applied-for', 5, 'working-day', 'ARL31, 88', 'law'),
  'TL-25.4': row('admin_review_simple_decision', 'simple-admin-review-taken', 30, 'day', 'ARL62', 'law'),
  'TL-29': {
    ...row('labour_award', 'labour-arbitration-taken', 45, 'day', 'LDA43', 'law'),
    extension: byIt(15, 'LDA43'),
  },
  'TL-30': {
    ...row('labour_inspection', 'labour-case-filed', 60, 'working-day', 'LSI17', 'law'),
    extension: byIt(30, 'LSI17'),
  },
  'TL-32.1': {
    ...row('rural_land_award', 'rural-land-arbitration-taken', 60, 'day', 'RLA47', 'law'),
    extension: byIt(30, 'RLA47'),
  },
  'TL-34': {
    ...row('info_disclosure', 'disclosure-request-received', 20, 'working-day', 'OGI33', 'law'),
    extension: byIt(20, 'OGI33'),
    note: 'The time of consulting a third party is not counted; that authority keeps the count.',
  },
  'TL-35': row('legal_aid', 'legal-aid-applied-for', 7, 'day', 'LA43', 'law'),
  'TL-35.1': row('legal_aid_appointment', 'legal-aid-granted', 3, 'day', 'LA43', 'law'),
  'TL-36': row('named_accusation_notice', 'named-accusation-received', 15, 'working-day', 'DISC20', 'law'),
  'TL-37': row('named_accusation_feedback', 'accusation-matter-closed', 15, 'working-day', 'DISC20', 'law'),
  'TL-38': row('accusation_take_or_pass', 'transferred-accusation-received', 5, 'working-day', 'DISC20-15', 'law'),
  'TL-39': row('procuratorate_reply', 'procuratorate-received', 7, 'day', 'public reports', 'unconfirmed'),
  'TL-39.1': row('procuratorate_result', 'procuratorate-received', 3, 'month', 'public reports', 'unconfirmed'),
  'TL-40': row('court_filing', 'claim-filed-at-court', 7, 'day', 'CPL126', 'law'),
  'TL-42': {
    ...row('pia_record', 'impact-assessment-done', 3, 'year', 'PIPL56', 'law'),
    holder: 'office',
    onExpiry: 'may-be-destroyed',
  },
  'TL-43': { ...row('sponsor_contact', 'sponsorship-opened', 1, 'half-month', 'S1', 'unconfirmed'), ...rhythm },
  'TL-44': { ...row('joint_conference_township', 'conference-held', 1, 'month', 'S0', 'unconfirmed'), ...rhythm },
  'TL-45': { ...row('screening_cycle', 'screening-done', 10, 'day', 'S2', 'unconfirmed'), ...rhythm },
  'TL-45.1': { ...row('screening_cycle_full', 'full-screening-done', 1, 'month', 'S2', 'unconfirmed'), ...rhythm },
} as const satisfies Record<string, TimeLimit>;

function row<
  const Slug extends string,
  const Unit extends TimeLimit['length']['unit'],
  const S extends TimeLimit['standing'],
>(slug: Slug, trigger: string, count: number, unit: Unit, article: string, standing: S) {
  return { slug, trigger, length: { count, unit }, ...shown, article, standing } as const;
}
