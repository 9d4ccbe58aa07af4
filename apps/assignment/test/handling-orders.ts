import { lead, second } from './opinion-file.js';

/** The two officers whom the head names. */
export const two = { leadOfficerId: lead, secondOfficerId: second, hasNoInterest: true };
export const hearing = () => ({
  takenAt: new Date(Date.now() - 60_000).toISOString(),
  place: '人社局接待室',
  secondOfficerId: second,
  statements: [{ speaker: 'petitioner', text: '三个月没有发工资。' }],
  manner: 'in-person',
  requests: ['发还拖欠的工资', '书面道歉'],
  isSigned: true,
});
export const evidence = () => ({
  takenAt: new Date(Date.now() - 30_000).toISOString(),
  place: '工地项目部',
  secondOfficerId: second,
  statements: [{ speaker: 'witness', text: '考勤表是我记的。' }],
  evidenceKind: 'document',
  title: '考勤表',
  findings: '考勤表与工资条相符。',
});
export const simple = { ground: 'facts-and-responsibility-clear', reason: '事实清楚，责任明确' };
