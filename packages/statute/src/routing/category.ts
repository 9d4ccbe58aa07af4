import type { Sourced } from '../standing.js';

/**
 * First level of the subject tree (D.1): seventeen classes as petition statistics use them. The grouping of the second
 * level is design. `externalCode` is the national six-digit code; only that of `other` was seen.
 */
export const categories = {
  rural_agriculture: {
    zh: '农村农业',
    second: [
      '村务管理',
      '土地承包经营',
      '惠农补贴',
      '农资农技',
      '动物防疫',
      '林业管理',
      '草原草场',
      '农垦农场',
      '水利水电',
      '水库移民',
      '扶贫开发',
      '村镇建设',
      '野生资源管理',
      '农副产品流通',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  land_resources: {
    zh: '国土资源',
    second: ['土地征收', '土地资源管理', '矿产资源管理', '海洋气象地震'],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  urban_rural_construction: {
    zh: '城乡建设',
    second: [
      '国有土地上房屋征收与补偿',
      '集体土地上房屋拆迁与补偿',
      '住房保障与房地产',
      '城乡规划',
      '建筑市场',
      '工程质量',
      '建设管理',
      '建设项目审批',
      '城市建设和市政管理',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  labour_social_security: {
    zh: '劳动和社会保障',
    second: [
      '劳动关系',
      '工资福利',
      '劳动保护',
      '就业培训',
      '城镇职工社会保险',
      '城镇居民社会保险',
      '社保基金管理',
      '退休政策及待遇',
      '离休',
      '人力资源',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  health: {
    zh: '卫生计生',
    second: ['医政监管', '公共卫生', '医患纠纷', '人口计生', '食品药品监管'],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  education_culture_sport: {
    zh: '教育文体',
    second: [
      '教育体制',
      '教育行政管理',
      '教育收费',
      '考试招生',
      '教师队伍和待遇',
      '失学辍学',
      '文化',
      '体育',
      '文物管理',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  civil_affairs: {
    zh: '民政',
    second: [
      '社会救助',
      '优抚',
      '复退安置',
      '军转安置',
      '救灾募捐',
      '福利慈善',
      '基层选举和社区建设',
      '区划地名',
      '民间组织',
      '社会服务',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  political_legal: {
    zh: '政法',
    second: [
      '诉讼',
      '刑案侦破',
      '刑罚执行',
      '社会治安',
      '户籍证件',
      '警务督察',
      '行政复议',
      '仲裁与调解',
      '法律服务',
      '法制建设',
      '交通管理',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  economy: {
    zh: '经济管理',
    second: [
      '金融财税',
      '保险证券期货',
      '市场监管',
      '质监检验检疫',
      '国资监管',
      '企业破产',
      '宏观调控',
      '能源管理',
      '安全生产',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  transport: {
    zh: '交通运输',
    second: ['客货运输', '出租车管理', '邮政管理'],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  commerce_tourism: { zh: '商贸旅游', second: ['商业贸易', '旅游管理'], article: 'PUB', standing: 'unconfirmed' },
  science_it: {
    zh: '科技与信息产业',
    second: ['科学技术', '信息化建设', '电信', '知识产权'],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  environment: { zh: '环境保护', second: ['环境污染', '环保管理'], article: 'PUB', standing: 'unconfirmed' },
  party_government: {
    zh: '党务政务',
    second: [
      '党的建设',
      '政治体制',
      '机构改革',
      '宣传舆论',
      '民族宗教',
      '群众团体',
      '港澳台侨',
      '国防外交',
      '领导事务',
      '历史遗留问题',
    ],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  personnel: { zh: '组织人事', second: ['选拔任用', '招录辞退', '编制职位'], article: 'PUB', standing: 'unconfirmed' },
  discipline: {
    zh: '纪检监察',
    second: ['贪污贿赂', '失职渎职', '滥用职权', '干部作风', '党政处分'],
    article: 'PUB',
    standing: 'unconfirmed',
  },
  other: { zh: '其他', externalCode: '990000', second: ['表达情感', '其他'], article: 'PUB', standing: 'unconfirmed' },
} as const satisfies Record<string, Category>;

export interface Category extends Sourced {
  readonly zh: string;
  readonly externalCode?: string;
  readonly second: readonly string[];
}

export type CategorySlug = keyof typeof categories;
export const categorySlugs = Object.keys(categories) as readonly CategorySlug[];

/** Narrows a received text to a category slug. */
export function isCategorySlug(text: string): text is CategorySlug {
  return Object.hasOwn(categories, text);
}
