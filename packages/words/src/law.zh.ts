/** The texts that a time limit rests on, by the codes of domain part 0: with articles, and those that are named as a whole. */
export const lawZh = {
  R: '《信访工作条例》',
  SD: '《山东省信访条例》',
  ML: '《人民调解法》',
  CPL: '《民事诉讼法》',
  ARL: '《行政复议法》',
  ALL: '《行政诉讼法》',
  LDA: '《劳动争议调解仲裁法》',
  LSI: '《劳动保障监察条例》',
  RLA: '《农村土地承包经营纠纷调解仲裁法》',
  LAND: '《土地管理法》',
  SIMP22: '《信访事项简易办理办法》',
  SIMP16: '《信访事项简易办理办法（试行）》',
  SAT22: '《信访事项办理群众满意度评价工作办法（试行）》',
  HEAR06: '《山东省信访事项听证办法（试行）》',
  MED02: '《人民调解工作若干规定》',
  LREV: '各地复查复核办法',
} as const;

/** How one article of a text is named. */
export const citationZh = {
  article: '{{law}}第{{article}}条',
  paragraph: '{{law}}第{{article}}条第{{paragraph}}款',
  range: '{{law}}第{{article}}条至第{{last}}条',
  both: '{{law}}第{{article}}条和第{{last}}条',
  item: '{{law}}第{{article}}条第（{{item}}）项',
} as const;
