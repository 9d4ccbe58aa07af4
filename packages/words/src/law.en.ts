import { type citationZh, type lawZh } from './law.zh.js';
import { type InEnglish } from './word-keys.js';

export const lawEn: InEnglish<typeof lawZh> = {
  R: 'Regulations on Petition Work',
  SD: 'Shandong Petition Regulations',
  ML: 'People’s Mediation Law',
  CPL: 'Civil Procedure Law',
  ARL: 'Administrative Reconsideration Law',
  ALL: 'Administrative Litigation Law',
  LDA: 'Labour Dispute Mediation and Arbitration Law',
  LSI: 'Regulations on Labour Security Inspection',
  RLA: 'Rural Land Contract Dispute Mediation and Arbitration Law',
  LAND: 'Land Administration Law',
  SIMP22: 'Measures for Simplified Handling of Petitions',
  SIMP16: 'Measures for Simplified Handling of Petitions (trial)',
  SAT22: 'Measures for Evaluating Satisfaction with the Handling of Petitions (trial)',
  HEAR06: 'Shandong Measures for Hearings on Petitions (trial)',
  MED02: 'Provisions on the Work of People’s Mediation',
  LREV: 'local rules on review and recheck',
};

export const citationEn: InEnglish<typeof citationZh> = {
  article: '{{law}}, Art. {{article}}',
  paragraph: '{{law}}, Art. {{article}} ¶ {{paragraph}}',
  range: '{{law}}, Arts. {{article}} to {{last}}',
  both: '{{law}}, Arts. {{article}} and {{last}}',
  item: '{{law}}, Art. {{article}} ({{item}})',
};
