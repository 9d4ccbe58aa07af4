import { type roleZh, type tierZh, type unitKindZh } from './office.zh.js';
import { type InEnglish } from './word-keys.js';

export const roleEn: InEnglish<typeof roleZh> = {
  citizen: 'Petitioner',
  agent: 'Authorised agent',
  representative: 'Representative',
  village_clerk: 'Village or community clerk',
  township_clerk: 'Township clerk',
  township_head: 'Head of township',
  bureau_intake: 'Bureau: intake',
  bureau_triage: 'Bureau: triage',
  bureau_reviewer_prep: 'Bureau: review preparation',
  bureau_supervisor: 'Bureau: supervision',
  bureau_head: 'Head of the petition bureau',
  dept_officer: 'Department officer',
  dept_head: 'Head of department',
  polilegal_officer: 'Officer of a judicial organ',
  leader: 'Sponsoring leader',
  mediator: 'Mediator',
  mediation_admin: 'Administrator of the mediation centre',
  hearing_host: 'Host of the hearing',
  hearing_member: 'Member of the hearing',
  reviewer: 'Reviewer',
  discipline_officer: 'Discipline officer',
  accountability_decider: 'Decider on accountability',
  fund_approver: 'Approver of the special fund',
  auditor: 'Auditor',
  archivist: 'Archivist',
  admin: 'System administrator',
};

export const tierEn: InEnglish<typeof tierZh> = {
  city: 'City',
  county: 'County',
  township: 'Township or street',
  village: 'Village or community',
};

export const unitKindEn: InEnglish<typeof unitKindZh> = {
  'petition-bureau': 'Petition bureau',
  department: 'Department',
  court: 'Court',
  procuratorate: 'Procuratorate',
  police: 'Police',
  'justice-office': 'Justice office',
  government: "People's government",
  'township-office': 'Township or street office',
  'village-committee': "Villagers' or residents' committee",
  'joint-conference-office': 'Office of the joint conference on petition work',
  'discipline-organ': 'Discipline organ',
  'mediation-committee': "People's mediation committee",
};
