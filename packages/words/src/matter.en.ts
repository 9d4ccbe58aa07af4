import {
  type categoryZh,
  type channelZh,
  type closingZh,
  type kindZh,
  type pathZh,
  type purposeZh,
  type urgencyZh,
  type visitFormZh,
} from './matter.zh.js';
import { type InEnglish } from './word-keys.js';

export const channelEn: InEnglish<typeof channelZh> = {
  online: 'Online',
  letter: 'Letter',
  phone: 'Telephone',
  fax: 'Fax',
  visit: 'Visit',
};

export const purposeEn: InEnglish<typeof purposeZh> = {
  opinion: 'Make a suggestion',
  suggestion: 'Make a suggestion',
  appeal: 'Appeal',
  request: 'Ask for a problem to be solved',
  request_decision: 'Ask for a problem to be solved',
  accusation: 'Report wrongdoing',
  expose_accuse: 'Report wrongdoing',
  enquiry: 'Ask a question',
  other: 'Other',
};

export const kindEn: InEnglish<typeof kindZh> = { claim: 'Claim', suggestion: 'Suggestion', accusation: 'Accusation' };

export const urgencyEn: InEnglish<typeof urgencyZh> = {
  ordinary: 'Ordinary',
  urgent: 'Urgent',
  daily_urgent: 'Needed for daily life',
  major_urgent: 'Major or urgent',
};

export const visitFormEn: InEnglish<typeof visitFormZh> = { individual: 'One person', group: 'A group' };

export const categoryEn: InEnglish<typeof categoryZh> = {
  rural_agriculture: 'Villages and farming',
  land_resources: 'Land and resources',
  urban_rural_construction: 'Town and village construction',
  labour_social_security: 'Labour and social security',
  health: 'Health and family planning',
  education_culture_sport: 'Education, culture and sport',
  civil_affairs: 'Civil affairs',
  political_legal: 'Courts, police and justice',
  economy: 'Economy',
  transport: 'Transport',
  commerce_tourism: 'Commerce and tourism',
  science_it: 'Science and information technology',
  environment: 'Environment',
  party_government: 'Party and government affairs',
  personnel: 'Personnel',
  discipline: 'Discipline',
  other: 'Other',
};

export const pathEn: InEnglish<typeof pathZh> = {
  P_ACC: 'Passed under seal to the organ with power over accusations',
  P_SUG: 'Studied by the unit concerned, then answered',
  P_LIT: 'Through the courts, the police or another judicial procedure',
  P_ARB: 'Through arbitration',
  P_PARTY: 'Through a Party appeal or the re-examination of a sanction',
  P_ADM: 'Through reconsideration, ruling, confirmation or another administrative procedure',
  P_DUTY: 'The authority in charge is asked to do its legal duty',
  P_PET: 'Through the petition procedure',
  P_MED: 'Through mediation, if both sides agree',
};

export const closingEn: InEnglish<typeof closingZh> = {
  supported_and_executed: 'The request was supported and carried out',
  explained_no_legal_basis: 'The request was understandable but has no legal basis; this was explained',
  not_supported: 'The request was not supported',
  settled_by_mediation: 'Settled by mediation',
  settled_by_parties: 'Settled by the parties themselves',
  completed_on_statutory_path: 'Completed on its legal path',
  suggestion_replied: 'The suggestion was answered',
  appeal_window_lapsed: 'The time to ask for review or recheck has passed',
  recheck_concluded: 'Concluded after recheck',
  judicially_concluded: 'Concluded by the judicial organs',
  withdrawn_by_petitioner: 'Withdrawn in writing by the petitioner',
  petitioner_ended_no_successor: 'The petitioner died or ceased to exist, with no successor',
};
