import { type handOverZh } from './hand-over.zh.js';
import { type InEnglish } from './word-keys.js';

export const handOverEn: InEnglish<typeof handOverZh> = {
  way: { forward: 'Forwarding', assign: 'Assignment', study: 'Referral for study' },
  reportDuty: 'Close it in time and send the closing report.',
  noProposedOwner: 'None proposed',
  upheld: 'The objection is right; it is taken back and another office is named.',
  rejected: 'The objection is not right; your office handles it.',
  officer: 'Officer',
  head: 'Confirmed by',
  received: 'Received',
  noLongerAccepted: 'Not accepted again',
  concludedProcedure: 'The petition procedure is concluded',
  remedy: 'New facts or new reasons can be brought again.',
  citizenLimit: '{{clock}}: {{length}}',
  citizenLimitByLaw: 'As the law of that path says. Go there soon, so that no time limit is missed.',
};
