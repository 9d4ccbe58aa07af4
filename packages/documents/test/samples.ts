import { type PaperContent, type PaperKind } from '@huiyin/documents';

const common = {
  locale: 'zh-CN',
  templateVersion: 1,
  office: '清河县自然资源和规划局',
  numberText: '清河信告〔2026〕12号',
  issuedOn: '2026-11-24',
  correction: 0,
  submissionNos: ['371725202611243000017'],
  addressee: { name: '𠮷㐂䶮', address: '清河县城关镇①②③号院' },
  signatories: [],
  contentHash: '3f786850e387550fdab836ed7e6dc881de23001b0a4d3c2f1e5b6a798081920a',
  trackingAddress: 'https://huiyin.example/t/371725202611243000017#7K3MP9QX2VTB4NWRC8HD5FYGZJ',
} as const;

const officer = { officer: '赵明', officePhone: '0530-6543210' };
const about = { matter: '宅基地边界多年没有确认①②③', receivedOn: '2026-11-20' };

/** An answer that fills about a twelfth of twelve pages. */
export const longFacts = (no: number): string =>
  `第${no}项：经现场勘测、调取档案、走访邻里并听取双方陈述，查明该宗地自一九八七年登记以来四至清楚，东至道路中线，西至张家山墙，南至水渠，北至集体林地。`.repeat(
    6,
  );

export const requestOf = (no: number, facts: string) => ({
  no: String(no),
  request: `请求确认第${no}块宅基地的边界并更正登记`,
  finding: '部分支持',
  facts,
  law: '《中华人民共和国土地管理法》第十四条',
  answer: `由本局于2026年12月31日前完成第${no}块的勘界并书面告知结果①`,
});

/** A paper of every kind, with circled numbers and rare names in it. */
export const papers: { readonly [K in PaperKind]: PaperContent<K> } = {
  'F-02': {
    ...common,
    kind: 'F-02',
    office: '清河县信访局',
    values: {
      ...about,
      ...officer,
      way: '转送',
      passedOn: '2026-11-24',
      receivingOffice: '清河县自然资源和规划局',
      receivingContact: '不动产登记科 䶮主任 0530-6543211',
    },
    lists: {},
  },
  'F-03': {
    ...common,
    kind: 'F-03',
    office: '清河县信访局',
    addressee: { name: '清河县自然资源和规划局' },
    values: {
      ...officer,
      way: '交办',
      matter: '宅基地边界多年没有确认',
      registeredAt: '2026-11-20T01:32:00Z',
      channel: '来访',
      petitioner: '𠮷㐂䶮',
      summary: '反映一九八七年登记的宅基地与邻居边界不清：①没有勘界；②登记有误；③多次申请没有答复。',
      noticeDueOn: '2026-12-09',
      objectionDueOn: '2026-12-01',
      period: '自受理之日起六十日',
      reportDuty: '办结后报送办结报告',
      reportDueOn: '2027-01-23',
    },
    lists: {
      attachments: [
        { no: '①', name: '宅基地使用证复印件', pages: '2' },
        { no: '②', name: '㐂家村委会证明' },
      ],
    },
  },
  'F-04': {
    ...common,
    kind: 'F-04',
    addressee: { name: '清河县信访局' },
    values: {
      ...about,
      ...officer,
      reasons: '①该事项系农村集体林地权属争议；②不属于我局职责。',
      objectionBasis: '《中华人民共和国森林法》第二十二条',
      proposedOwner: '清河县林业局（联系人䶮某）',
      ruling: '同意',
    },
    lists: {},
  },
  'F-05': {
    ...common,
    kind: 'F-05',
    values: {
      ...about,
      ...officer,
      received: '2026年11月20日由清河县信访局转来，已收到𠮷㐂䶮的材料①②③共3份',
      accepted: '予以受理',
      acceptedOn: '2026-11-24',
      path: '信访程序',
      procedure: '普通程序',
      handlingUnit: '清河县自然资源和规划局',
      dueOn: '2027-01-23',
    },
    lists: {},
  },
  'F-06': {
    ...common,
    kind: 'F-06',
    values: {
      ...about,
      ...officer,
      received: '已收到材料①②③',
      decision: '不予受理',
      ground: '本事项已由清河县人民法院立案，尚未审结',
      article: '《信访工作条例》第二十八条',
      path: '诉讼',
      procedure: '民事一审程序',
      rightPlace: '清河县人民法院㐂庄法庭',
      remedy: '继续通过诉讼程序主张权利；不服判决的可以依法上诉',
    },
    lists: {},
  },
  'F-07': {
    ...common,
    kind: 'F-07',
    values: {
      ...about,
      ...officer,
      transferredBy: '清河县信访局',
      transferredOn: '2026-11-20',
      acceptedOn: '2026-11-24',
      fairHearing: '2026年12月2日听取了您的陈述，并制作笔录。',
      opinionSummary: '部分支持您的诉求：①完成勘界；②更正登记；③不支持赔偿请求。',
      opinionBasis: '《中华人民共和国土地管理法》第十四条；《不动产登记暂行条例》第十六条',
      remedyDays: '三十日',
      nextHigherOffice: '清河县人民政府',
      nextHigherContact: '清河县㐂园路1号',
    },
    lists: { requests: [1, 2, 3].map((no) => requestOf(no, '经现场勘测，𠮷家与䶮家的边界以山墙中线为准。')) },
  },
  'F-08': {
    ...common,
    kind: 'F-08',
    values: {
      ...officer,
      matter: about.matter,
      acceptedOn: '2026-11-24',
      reason: '①勘界需要省测绘院协助；②㐂家档案在外地',
      oldDueOn: '2027-01-23',
      newDueOn: '2027-02-22',
      approvedBy: '局长䶮某',
    },
    lists: {},
  },
  'F-09': {
    ...common,
    kind: 'F-09',
    office: '清河县信访局',
    values: {
      ...about,
      ...officer,
      reason: '要求用人单位支付工资，应当通过劳动监察或者劳动仲裁处理',
      path: '劳动争议仲裁',
      authority: '清河县劳动人事争议仲裁委员会',
      authorityAddress: '清河县㐂园路2号',
      citizenTimeLimit: '劳动关系终止之日起一年内',
    },
    lists: {
      neededPapers: [
        { no: '①', name: '仲裁申请书', hint: '一式两份' },
        { no: '②', name: '身份证明' },
      ],
    },
  },
  'F-10': {
    ...common,
    kind: 'F-10',
    signatories: [{ role: '被询问人' }, { role: '询问人' }, { role: '询问人' }, { role: '记录人' }],
    values: {
      record: '陈述笔录',
      matter: about.matter,
      place: '清河县自然资源和规划局三楼会议室',
      startedAt: '2026-12-02T01:00:00Z',
      endedAt: '2026-12-02T02:30:00Z',
      rightsTold: '已告知被询问人如实陈述的义务和申请回避、核对笔录的权利。',
    },
    lists: {
      persons: [
        { role: '被询问人', name: '𠮷㐂䶮' },
        { role: '询问人', name: '赵明', post: '不动产登记科科员' },
      ],
      dialogue: [
        { speaker: '问', text: '请说明边界的来历①。' },
        { speaker: '答', text: '一九八七年𠮷家与䶮家共同立的界石，②后来被移走。' },
      ],
    },
  },
  'F-11': {
    ...common,
    kind: 'F-11',
    addressee: undefined,
    values: {
      matter: about.matter,
      acceptedOn: '2026-11-24',
      process: '2026年12月2日至10日，调查人两次到现场勘测，询问六人。',
      facts: '①界石被移动；②登记面积有误；③㐂家没有过错。',
      law: '《中华人民共和国土地管理法》第十四条',
      conclusion: '建议更正登记。',
    },
    lists: { evidence: [{ no: '①', name: '勘测图', source: '测绘院', proves: '𠮷家与䶮家的实际边界' }] },
  },
  'F-23': {
    ...common,
    kind: 'F-23',
    addressee: { name: '清河县信访局' },
    values: {
      ...officer,
      matter: about.matter,
      assignedBy: '清河县信访局',
      assignedOn: '2026-11-20',
      process: '①受理；②调查；③作出处理意见',
      result: '勘界完成，登记已更正',
      serviceProof: '2027年1月10日当面送达𠮷㐂䶮',
      petitionerView: '同意',
    },
    lists: {},
  },
  'F-24': {
    ...common,
    kind: 'F-24',
    values: {
      document: '信访处理意见书①',
      documentNumber: '清河信意〔2027〕3号',
      recipient: '𠮷㐂䶮',
      manner: '当面送达',
    },
    lists: {},
  },
  'F-36': {
    ...common,
    kind: 'F-36',
    values: { matter: about.matter, bureau: '清河县信访局', authority: '清河县㐂园街道办事处' },
    lists: {},
  },
  'F-41': {
    ...common,
    kind: 'F-41',
    values: {
      matter: about.matter,
      applicant: '𠮷㐂䶮',
      appliedOn: '2026-11-25',
      official: '赵明',
      ground: '①赵明是邻居的表兄',
      decision: '同意回避',
      decisionReason: '经核实属于近亲属',
      decidedBy: '局长',
      decidedOn: '2026-11-27',
    },
    lists: {},
  },
  'F-42': {
    ...common,
    kind: 'F-42',
    values: {
      principal: '𠮷㐂䶮',
      principalContact: '13800000000',
      matter: about.matter,
      scope: '①递交材料；②陈述意见；③代收文书',
      validFromOn: '2026-11-25',
      validUntilOn: '2027-05-24',
    },
    lists: { agents: [{ name: '王㐂', relation: '子女', contact: '13900000000' }] },
  },
  'F-43': {
    ...common,
    kind: 'F-43',
    values: { matter: about.matter, chosenOn: '2026-11-25', groupSize: '12' },
    lists: {
      representatives: [{ no: '①', name: '𠮷㐂䶮', contact: '13800000000' }],
      supporters: [{ no: '①', name: '王䶮' }],
    },
  },
  'F-44': {
    ...common,
    kind: 'F-44',
    values: {
      who: '清河县自然资源和规划局',
      whoContact: '0530-6543210',
      purpose: '办理信访事项',
      way: '①登记；②转送；③调查；④答复',
      kinds: '姓名（如䶮）、联系方式、反映的内容',
      retention: '按档案规定的最短必要时间',
    },
    lists: {},
  },
};
