import { type Locale } from '@huiyin/contracts';

const zh = {
  whichOffice: '交给哪个单位',
  whichOfficeLead: '说不清也没关系：不选，就由县信访局收下，再转给有权处理的单位。',
  noChoice: '请信访局决定',
  optional: '（选填）',
  howCounted: '怎么算的',
  counted: '从{{startedOn}}起，第二天开始算，{{length}}。依据：{{article}}。',
  countedHours: '从{{startedOn}}起马上开始算，{{length}}。依据：{{article}}。',
  skippedDays: '中间{{number}}天是休息日，不算。',
  rolledOver: '最后一天{{from}}是休息日，顺延到{{to}}。',
  provisionalDuty: '{{year}}年的放假安排还没有公布，这个日期是暂定的，公布以后重新计算。',
  provisionalWindow: '{{year}}年的放假安排还没有公布，这个日期是暂定的，公布以后重新计算；只会推后，不会提前。',
  recounted: '放假安排公布以前暂定的日期是{{on}}，公布以后已经重新计算。',
  extended: '{{on}}批准延长{{length}}。',
  promised: '本地承诺得更早：{{on}}。',
  waitOrElse: '这个地址今天提交得很多。请过一会儿再提交，或者到接访窗口、写信、打电话反映。',
  filesAgain: '为了安全，附件要重新选择。',
  safeLeave: '看完或者填完，请点“马上离开本页”。',
  partAway: '有一部分内容暂时取不到，请过一会儿再看。',
  print: '可以打印或者拍下这一页。',
  tel: '电话',
} as const;

const en: Record<keyof typeof zh, string> = {
  whichOffice: 'Which office',
  whichOfficeLead:
    'Not sure? Leave it open: the county petition bureau takes it and passes it on to the office in charge.',
  noChoice: 'Let the petition bureau decide',
  optional: ' (optional)',
  howCounted: 'How it was counted',
  counted: 'From {{startedOn}}, beginning on the next day: {{length}}. Ground: {{article}}.',
  countedHours: 'From {{startedOn}}, beginning at once: {{length}}. Ground: {{article}}.',
  skippedDays: '{{number}} days of rest in between do not count.',
  rolledOver: 'The last day, {{from}}, is a day of rest; it moves to {{to}}.',
  provisionalDuty:
    'The holidays of {{year}} are not published yet: this day is provisional and is counted again once they are.',
  provisionalWindow:
    'The holidays of {{year}} are not published yet: this day is provisional and is counted again once they are. It may become later, never earlier.',
  recounted: 'Before the holidays were published, the provisional day was {{on}}; it has been counted again since.',
  extended: 'Extended on {{on}}: {{length}}.',
  promised: 'This county promises an earlier day: {{on}}.',
  waitOrElse:
    'Many submissions came from this address. Please send it a little later, or come to the counter, write or telephone.',
  filesAgain: 'For safety, files must be chosen again.',
  safeLeave: 'When you have finished, press “Leave this page now”.',
  partAway: 'A part cannot be shown just now. Please look again later.',
  print: 'You can print or photograph this page.',
  tel: 'Telephone',
};

export type PageWord = keyof typeof zh;

/** Words that only the plain pages need. */
export function pageWord(
  locale: Locale,
  key: PageWord,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text: string = (locale === 'en' ? en : zh)[key];
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Sentences one after the other; Chinese leaves no gap between them. */
export function sentences(locale: Locale, told: readonly (string | undefined)[]): string {
  return told.filter((sentence) => sentence !== undefined).join(locale === 'en' ? ' ' : '');
}
