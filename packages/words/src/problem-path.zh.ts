/** Refusals on the way from triage to the served answer: what happened, and what to do now. */
export const problemPathZh = {
  'objection-too-late': {
    title: '提出异议的期限已经过了',
    detail: '收到转送、交办后五个工作日内可以提出异议。过期视为接收，请按程序办理。',
  },
  'objected-before': {
    title: '这一件已经提过一次异议',
    detail: '同一单位对同一件不能再次提出异议。请按核定结果办理。',
  },
  'decision-pending': {
    title: '已经有一项决定在等第二个人确认',
    detail: '请先由另一位有权的同志确认或者退回，再提出新的决定。',
  },
  'no-decision-pending': { title: '没有等待确认的决定', detail: '可能别人刚刚确认过。请刷新页面看最新内容。' },
  'same-person': { title: '要由另一个人来确认', detail: '提出的人不能自己确认。请本单位另一位有权的同志办理。' },
  'path-has-no-guidance': {
    title: '这一件不走其他法定途径',
    detail: '分类认定它按信访程序办理，请转送有权处理的单位，或者重新分类。',
  },
  'not-concluded': {
    title: '还不能作不再受理处理',
    detail: '只有同一信访人、同一事实和理由，并且复核意见已经送达的，才能不再受理。',
  },
  'officers-unfit': {
    title: '这两位不能一起承办这一件',
    detail: '主办和协办必须是本单位两位不同的、有办理权限的工作人员。请重新选人。',
  },
  'officer-recused': {
    title: '这位工作人员已经回避',
    detail: '回避的人不能再办这一件。请由接替的同志办理；负责人回避的，由其他负责人或者代行职务的人决定。',
  },
  'not-the-officer': { title: '您不是这一件的承办人', detail: '请由主办人或者协办人办理，或者请负责人调整承办人。' },
  'two-officers-needed': {
    title: '笔录要有两位工作人员',
    detail: '请写明另一位在场的承办人。没有保存，填好的内容还在。',
  },
  'record-unsigned': {
    title: '笔录没有签名，也没有写明原因',
    detail: '请让当事人核对签名；拒绝签名的，写明情况和见证人。',
  },
  'simplified-unfit': {
    title: '这一件不能简易办理',
    detail: '简易办理只适用于初次、简单的事项；上级交办、多个责任主体或者重大复杂的，按普通程序办。',
  },
  'simplified-refusal': {
    title: '简易程序不能作出不支持的答复',
    detail: '答复要说明解释或者不予支持的，请先转为普通程序，再提出意见。',
  },
  'extension-not-lawful': {
    title: '不能这样延期',
    detail: '延期只能一次，最多三十日，要在办理期限届满之前由本机关负责人批准，并告知信访人。',
  },
  'petitioner-not-heard': {
    title: '还没有听取信访人的陈述',
    detail: '出具意见之前必须先听取陈述并做好笔录。请先约信访人。',
  },
  'evidence-missing': { title: '还没有证据材料', detail: '请先由两位工作人员调查取证或者附上履行的凭证，再继续。' },
  'requests-unanswered': {
    title: '有诉求没有逐条答复',
    detail: '信访人确认的每一项诉求都要有一条答复，而且只有一条。请补齐标出的序号。',
  },
  'separation-of-duties': {
    title: '同一个人不能做这两步',
    detail: '起草、预审、签发、调查要由不同的人来做。请由另一位有权的同志办理。',
  },
  'principal-head-needed': { title: '重大事项要由主要负责人签发', detail: '请由本机关主要负责人签发这份意见。' },
  'proof-of-service-incomplete': {
    title: '送达情况没有写完整',
    detail: '拒收的要写见证人；电子送达要先取得同意；送达日期不能早于签发，也不能晚于今天。',
  },
  'opinion-does-not-support': { title: '意见没有支持的诉求', detail: '只有支持的诉求才需要督促执行。请核对意见书。' },
  'review-window-open': {
    title: '申请复查的期限还没有过',
    detail: '意见没有全部支持诉求，信访人还可以申请复查，现在不能结案。',
  },
  'not-assigned': { title: '这一件不是交办件', detail: '只有交办件才需要提交办结报告。' },
  'evaluation-not-open': {
    title: '现在不能评价',
    detail: '送达答复之后才能评价，评价期过后不再接收。期内没有评价的，不会算作满意。',
  },
  'evaluated-before': { title: '这一项已经评价过了', detail: '对信访部门和办理单位各评价一次。谢谢您。' },
  'file-incomplete': { title: '案卷还不齐全', detail: '请补齐文书、送达回证和结案原因，再归档。' },
  'paper-superseded': { title: '这份文书已经有更正后的新版本', detail: '请在最新版本上更正。' },
  'execution-dispute-not-open': {
    title: '现在不能提出没有落实',
    detail: '单位确认落实以后的时间内，或者落实的期限已过还没有确认的，才可以提出。',
  },
  'execution-disputed-before': { title: '已经提出过了', detail: '对同一次确认提出一次。办理单位的答复会写在进展里。' },
  'paper-not-ready': { title: '这份文书还在制作', detail: '请过一会儿再打开，不需要重新办理。' },
} as const;
