import { demoOfficialId, type Office } from './cast.js';

const dayLength = 86_400_000;
const shanghai = 8 * 3_600_000;

/** Today in Asia/Shanghai, `daysAgo` days back. */
function dayIn(daysAgo: number): string {
  return new Date(Date.now() + shanghai - daysAgo * dayLength).toISOString().slice(0, 10);
}

/** Bodies of the orders of a life, with invented texts. */
export const orders = {
  classify: {
    kind: 'claim',
    category: 'urban_rural_construction',
    answers: {
      'accuses-official-or-office': false,
      'suggestion-only': false,
      'litigation-or-police-procedure': false,
      arbitration: false,
      'party-appeal': false,
      'administrative-procedure': false,
      'asks-for-duty': false,
    },
    urgency: 'ordinary',
    reason: '属于依法由行政机关按信访程序办理的求决事项',
  },
  classifySuggestion: {
    kind: 'suggestion',
    category: 'urban_rural_construction',
    answers: {
      'accuses-official-or-office': false,
      'suggestion-only': true,
      'litigation-or-police-procedure': false,
      arbitration: false,
      'party-appeal': false,
      'administrative-procedure': false,
      'asks-for-duty': false,
    },
    urgency: 'ordinary',
    reason: '只提出建议，没有要求解决个人问题',
  },
  dispatch: (office: Office) => ({ toUnitId: office.unitId, note: '请依法办理并按期告知信访人' }),
  assign: (office: Office) => ({ toUnitId: office.unitId, note: '请依法办理并按期报告结果', periodDays: 45 }),
  object: (proposed: Office) => ({
    reasons: '经核对职责规定，该事项涉及的项目由其他单位审批和管理，本单位没有办理的法定职权，请重新核定办理单位。',
    legalBasis: '《信访工作条例》第二十三条第三款',
    proposedUnitId: proposed.unitId,
  }),
  dispute: (other: Office) => ({
    otherUnitId: other.unitId,
    reasons: '本单位与该单位对由谁办理有不同意见，协商没有达成一致，请共同的上级机关决定。',
  }),
  rule: (ruling: 'upheld' | 'rejected') => ({
    ruling,
    reasons:
      ruling === 'upheld'
        ? '异议理由成立，收回材料，另行转送有权处理的单位。'
        : '该事项属于你单位职责，异议理由不成立。',
    legalBasis: '《信访工作条例》第二十三条第三款',
  }),
  decideJurisdiction: (office: Office) => ({
    toUnitId: office.unitId,
    decisionNo: '青信决〔2026〕1号',
    reasons: '经核对两单位的职责规定，该事项由所列单位办理。',
  }),
  confirm: { isAgreed: true, reason: '理由和依据清楚，同意' },
  accept: { note: '已收到，按信访程序办理' },
  decline: {
    reasonCode: 'belongs-to-statutory-path',
    legalGround: '《信访工作条例》第三十一条第二项',
    reasons: '该事项属于劳动人事争议，应当通过仲裁解决，不属于信访程序受理范围。',
    rightPlace: '青禾县劳动人事争议仲裁委员会，青禾县长桥路一号',
  },
  openHandling: (office: Office) => ({
    leadOfficerId: demoOfficialId(office.lead),
    secondOfficerId: demoOfficialId(office.second),
    hasNoInterest: true,
  }),
  hear: (office: Office) => ({
    takenAt: new Date().toISOString(),
    place: '青禾县信访接待大厅三号窗口',
    secondOfficerId: demoOfficialId(office.second),
    manner: 'in-person',
    statements: [
      { speaker: 'officer', text: '请您说明反映的事项和要求。' },
      { speaker: 'petitioner', text: '情况和来信所写一致，希望尽快查清并书面答复。' },
    ],
    requests: ['查清事实并书面答复', '按规定解决所反映的问题'],
    isSigned: true,
  }),
  evidence: (office: Office) => ({
    takenAt: new Date().toISOString(),
    place: '现场',
    secondOfficerId: demoOfficialId(office.second),
    statements: [{ speaker: 'officer', text: '两名工作人员到场查看并记录。' }],
    evidenceKind: 'site-visit',
    title: '现场查看记录',
    findings: '现场情况与信访人所述基本一致，相关单位承认延误。',
  }),
  decideSuggestion: { decision: 'adopt', reasons: '建议切实可行，列入下一年度工作安排，由业务科室落实。' },
  replySuggestion: { reply: '您的建议已经采纳，列入下一年度工作安排，感谢您的关心和支持。' },
  requestExtension: { days: 20, reason: '需要等待第三方检测结论，无法在期限内查清全部事实' },
  decideExtension: { isApproved: true, reason: '理由成立，同意延期一次' },
  draft: (isSupported: boolean) => ({
    answers: [
      {
        requestNo: 1,
        finding: 'supported',
        facts: '经两名工作人员查看现场、核对材料，所反映的情况属实。',
        law: '《信访工作条例》第三十二条第一项',
        answer: '已查清事实，现书面答复。',
      },
      {
        requestNo: 2,
        finding: isSupported ? 'supported' : 'not_supported',
        facts: '经核对合同、台账和付款记录，事实清楚。',
        law: isSupported ? '《信访工作条例》第三十二条第一项' : '《信访工作条例》第三十二条第三项',
        answer: isSupported ? '支持该请求，责成相关单位限期落实。' : '所提请求缺乏事实根据，不予支持。',
      },
    ],
    summary: isSupported ? '事实清楚，支持信访人的请求。' : '事实清楚，第一项予以支持，第二项不予支持。',
  }),
  preReview: {
    passed: ['requests-complete', 'facts-proven', 'law-right', 'procedure-lawful', 'remedy-stated', 'language-plain'],
    remark: '逐项核对，符合要求',
  },
  sendBack: { passed: ['requests-complete'], remark: '第二项的依据不完整，请补充后再报' },
  issue: { signedAs: 'principal-head' },
  serve: () => ({
    manner: 'in-person',
    servedOn: dayIn(0),
    place: '青禾县信访接待大厅',
    receivedBy: 'petitioner',
    result: 'signed',
  }),
  orderExecution: (office: Office) => ({ unitId: office.unitId, days: 15, demand: '按意见书限期落实，并提交凭证' }),
  confirmExecution: () => ({ performedOn: dayIn(0), evidence: '付款凭证及信访人签收单各一份' }),
  closingReport: {
    process: '收到交办后及时受理，听取陈述，调查取证，按期出具并送达处理意见。',
    result: '支持信访人的请求，已经落实。',
    petitionersView: 'agrees',
  },
} as const;
