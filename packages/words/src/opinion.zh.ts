/** What an opinion finds, how it is served, and the sentences that its papers are filled with. */
export const opinionZh = {
  finding: {
    supported: '支持',
    explained: '请求合情理但缺乏法律依据，予以解释',
    not_supported: '不予支持',
    mixed: '部分支持',
  },
  signedAs: { 'principal-head': '主要负责人', 'deputy-head': '分管负责人' },
  manner: { 'in-person': '当面送达', post: '邮寄送达', electronic: '电子送达', other: '其他方式送达' },
  receivedBy: { petitioner: '本人', agent: '委托代理人', 'adult-family-member': '同住成年家属' },
  serviceResult: { signed: '签收', refused: '拒收' },
  petitionersView: { agrees: '同意', disagrees: '不同意', unclear: '不明确' },
  nextHigherOffice: '上一级机关、单位',
  remedyDays: '{{number}}日',
  heard: '已经当面或者以其他方式听取信访人陈述，制作笔录，诉求由信访人逐项确认。',
  process: '{{acceptedOn}}受理。听取信访人陈述；调查取证{{number}}次，每次由二名以上工作人员进行。',
  shortened: '{{start}}……（全文见笔录）',
  serviceProof: '{{servedOn}}{{manner}}，{{receivedBy}}{{result}}。',
} as const;
