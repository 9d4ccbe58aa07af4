import { type pageActZh, type pageNextZh } from './page-act.zh.js';
import { type InEnglish } from './word-keys.js';

export const pageNextEn: InEnglish<typeof pageNextZh> = {
  title: 'What comes next',
  by: 'At the latest {{on}}.',
  someUnit: 'The office that got it',
  dispatch: '{{unit}} finds out who is in charge, and tells you in writing.',
  offered:
    'The office that got it takes it, or says why it is not in charge. Until then {{unit}} answers for it, and your time runs on.',
  acceptance: '{{unit}} tells you in writing whether it accepts.',
  handling: '{{unit}} hears you, looks into it, and then answers in writing.',
  opinion: 'The head checks and signs the opinion.',
  service: '{{unit}} hands the opinion to you.',
  served:
    'It is for you to decide. If you agree, there is nothing to do; if not, you can ask for a review within the time below.',
  execution: 'What was decided is carried out; when it is done, you will read it here.',
  guided: 'Please go to the office that the notice names. If it does not take the matter, tell us on this page.',
  study: '{{unit}} studies your suggestion and replies.',
  declined: 'The notice states the reasons and where you can turn. With new facts you may tell us again.',
  linked: 'Please follow it by the number of the earlier one.',
  ended: 'This one is finished. If something new happens, you may tell us again.',
  sealed: 'The organ with power over it handles it. When its status changes, it changes here.',
  other: '{{unit}} handles it within its time; you will read here how it goes on.',
};

export const pageActEn: InEnglish<typeof pageActZh> = {
  title: 'What you can do',
  evaluation: {
    title: 'Your evaluation',
    lead: 'The petition bureau and the office that handled it are evaluated apart. Whether and how you evaluate is up to you and changes nothing in the handling. Silence is never counted as satisfaction.',
    until: 'Open until {{on}}.',
    bureau: 'Evaluate the petition bureau',
    unit: 'Evaluate the office that handled it',
    satisfied: 'Satisfied',
    basically_satisfied: 'Basically satisfied',
    dissatisfied: 'Dissatisfied',
    reason: 'Why (optional)',
    send: 'Send the evaluation',
    done: 'We have your evaluation',
    doneDetail: 'Thank you. It is recorded, and nobody else can change it.',
  },
  dispute: {
    title: 'If it was not carried out, tell us',
    lead: 'If the office says that it was carried out, or its last day is over, and it was not done for you, you can say so. The office must answer, and the petition bureau may supervise. This does not reopen the matter by itself.',
    until: 'Open until {{on}}.',
    reasons: 'What was not carried out',
    reasonsHint: 'Say what was promised, and how it is now.',
    send: 'Say that it was not carried out',
    done: 'We have it, and told the office and the petition bureau',
    doneDetail: 'The office must answer what you said; you will read the result here.',
    waiting: 'You said that it was not carried out; the office has not answered yet.',
    answerBy: 'It answers at the latest {{on}}.',
    notNow: 'This cannot be disputed now',
    notNowDetail:
      'The last day may not be over, or the time to say so is, or there is no opinion yet. Please read how it stands.',
  },
  recusal: {
    title: 'Ask that the officer steps aside',
    lead: 'If the officer is a close relative of somebody concerned or has an interest in the matter, you can ask for another. The head of the office decides and tells you in writing. Your time runs on.',
    ground: 'Why the officer should step aside',
    groundHint: 'Say how the officer is related to the matter or to somebody concerned.',
    send: 'Send the request',
    done: 'We have your request',
    doneDetail: 'The head of the office decides and tells you in writing. The decision will stand here.',
    notNow: 'This cannot be asked now',
    notNowDetail:
      'No office handles it yet, or another request waits for a decision, or it is answered already. You can come back when it has moved on.',
  },
  pathRefused: {
    title: 'The office I was sent to did not take it',
    lead: 'If you went there and it was not taken, tell us. The matter comes back to the petition bureau, which finds out again who is in charge; the earlier time runs on.',
    proof: 'What they said',
    proofHint: 'When you went, who received you, what the answer was. If it was in writing, give its number.',
    send: 'Tell the petition bureau',
    done: 'It is back with the petition bureau',
    doneDetail: 'It finds out again who is in charge; you will read the result here.',
    notNow: 'This matter is not on another path now',
    notNowDetail:
      'It may be back with the petition bureau, or taken by the office in charge. Please read how it stands.',
  },
  paperRefused: 'This paper cannot be had',
  paperRefusedDetail: 'Please choose again among the papers below.',
};
