import { type InEnglish } from './word-keys.js';
import { type opinionZh } from './opinion.zh.js';

export const opinionEn: InEnglish<typeof opinionZh> = {
  finding: {
    supported: 'Supported',
    explained: 'Understandable but without a legal basis; explained',
    not_supported: 'Not supported',
    mixed: 'Supported in part',
  },
  signedAs: { 'principal-head': 'Principal head', 'deputy-head': 'Deputy head in charge' },
  manner: {
    'in-person': 'Served in person',
    post: 'Served by post',
    electronic: 'Served electronically',
    other: 'Served in another way',
  },
  receivedBy: {
    petitioner: 'the petitioner',
    agent: 'the authorised agent',
    'adult-family-member': 'an adult family member in the same household',
  },
  serviceResult: { signed: 'signed', refused: 'refused' },
  petitionersView: { agrees: 'Agrees', disagrees: 'Disagrees', unclear: 'Not clear' },
  nextHigherOffice: 'the next higher office',
  remedyDays: '{{number}} days',
  heard:
    'The petitioner was heard in person or by other means, a record was made, and the petitioner confirmed each request.',
  process:
    'Accepted on {{acceptedOn}}. The petitioner was heard; evidence was taken {{number}} times, each time by two officers or more.',
  shortened: '{{start}}… (in full in the record)',
  serviceProof: '{{manner}} on {{servedOn}}: {{result}} by {{receivedBy}}.',
};
