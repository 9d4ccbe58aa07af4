/** Words that the papers of a hand-over, a guidance and a refusal are filled with. */
export const handOverZh = {
  way: { forward: '转送', assign: '交办', study: '转送研究' },
  reportDuty: '按期办结，并报送办结报告。',
  noProposedOwner: '未提出',
  upheld: '异议成立，收回后另行确定办理单位。',
  rejected: '异议不成立，由你单位办理。',
  officer: '经办人',
  head: '审核人',
  received: '已经收到',
  noLongerAccepted: '不再受理',
  concludedProcedure: '信访程序已经终结',
  remedy: '有新的事实或者理由的，可以重新提出。',
  citizenLimit: '{{clock}}：{{length}}',
  citizenLimitByLaw: '按照这一途径的法律规定。请尽快提出，以免错过时间。',
} as const;
