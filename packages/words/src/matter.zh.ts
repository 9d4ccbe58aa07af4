/** How a submission came, what it is, where it belongs. Slugs are those of the statute and the contracts. */
export const channelZh = { online: '网上', letter: '来信', phone: '来电', fax: '传真', visit: '来访' } as const;

export const purposeZh = {
  opinion: '提建议、意见',
  suggestion: '提建议、意见',
  appeal: '申诉',
  request: '请求解决问题',
  request_decision: '请求解决问题',
  accusation: '检举控告',
  expose_accuse: '检举控告',
  enquiry: '咨询',
  other: '其他',
} as const;

export const kindZh = { claim: '申诉求决', suggestion: '建议意见', accusation: '检举控告' } as const;

export const urgencyZh = {
  ordinary: '一般',
  urgent: '紧急',
  daily_urgent: '生活急需',
  major_urgent: '重大、紧急',
} as const;

export const visitFormZh = { individual: '个人来访', group: '多人来访' } as const;

export const categoryZh = {
  rural_agriculture: '农村农业',
  land_resources: '国土资源',
  urban_rural_construction: '城乡建设',
  labour_social_security: '劳动和社会保障',
  health: '卫生计生',
  education_culture_sport: '教育文体',
  civil_affairs: '民政',
  political_legal: '政法',
  economy: '经济管理',
  transport: '交通运输',
  commerce_tourism: '商贸旅游',
  science_it: '科技与信息产业',
  environment: '环境保护',
  party_government: '党务政务',
  personnel: '组织人事',
  discipline: '纪检监察',
  other: '其他',
} as const;

export const pathZh = {
  P_ACC: '保密转交有权处理检举控告的机关',
  P_SUG: '交有关单位研究后答复',
  P_LIT: '通过诉讼、公安等政法程序解决',
  P_ARB: '通过仲裁解决',
  P_PARTY: '通过党员申诉、处分复审程序解决',
  P_ADM: '通过行政复议、裁决、确认等行政程序解决',
  P_DUTY: '请主管单位依法履行职责',
  P_PET: '按信访程序办理',
  P_MED: '双方自愿，通过调解解决',
} as const;

export const closingZh = {
  supported_and_executed: '请求得到支持，已经落实',
  explained_no_legal_basis: '请求合情理但没有法律依据，已经解释',
  not_supported: '请求没有得到支持',
  settled_by_mediation: '经调解达成协议',
  settled_by_parties: '双方自行和解',
  completed_on_statutory_path: '已经在法定途径办完',
  suggestion_replied: '建议已经答复',
  appeal_window_lapsed: '申请复查复核的时间已过',
  recheck_concluded: '复核后终结',
  judicially_concluded: '政法机关依法终结',
  withdrawn_by_petitioner: '信访人自己书面撤回',
  petitioner_ended_no_successor: '信访人去世或者终止，没有承接的人',
} as const;
