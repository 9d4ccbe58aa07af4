import { randomInt, randomUUID } from 'node:crypto';
import { type RegisterSubmission } from '@huiyin/contracts';

// Invented people, places and grievances; any likeness is chance.
const surnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗'];
const givenNames = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬'];
const villages = ['柳溪村', '东坡村', '西河村', '石桥村', '南湾村', '云岭村', '北坳村', '青禾镇城关社区'];
const subjects = [
  '拖欠工资',
  '征地补偿款未发放',
  '小区供水时断时续',
  '道路破损影响出行',
  '工地夜间施工扰民',
  '低保申请迟迟没有答复',
  '宅基地界址有争议',
  '养老金资格认证困难',
  '河道垃圾无人清理',
  '学校周边交通混乱',
];
const sentences = [
  '此前多次到有关部门反映,工作人员登记后一直没有给出明确的答复。',
  '我们一家五口靠这笔收入生活,老人看病、孩子上学都等着用钱。',
  '当时口头约定在年底以前全部结清,至今已经过去了好几个月。',
  '附近住户都可以作证,现场照片和记录我们都还保留着。',
  '希望有关部门派人到现场查看,按照规定尽快处理并告知结果。',
  '我们理解基层工作繁忙,但事情拖得越久,损失就越难弥补。',
  '村里开会时也提过这件事,会议记录上应当写得很清楚。',
  '如果需要补充材料,请按留下的电话与我联系,我随时可以配合。',
  '上次来人看过以后说要研究,之后再也没有消息。',
  '今年雨水多,情况比去年更严重,已经影响到正常的生产和生活。',
  '我愿意对反映内容的真实性负责,也接受有关部门的调查核实。',
  '请明确由哪个单位负责、由哪位同志经办、什么时候能够办结。',
];

function one<T>(of: readonly T[]): T {
  return of[randomInt(of.length)] as T;
}

export function inventedName(): string {
  return `${one(surnames)}${one(givenNames)}${one(givenNames)}`;
}

/** Eleven digits of a range that no operator uses. */
export function inventedPhone(): string {
  return `120${String(randomInt(100_000_000)).padStart(8, '0')}`;
}

export function inventedAddress(): string {
  return `青禾县${one(villages)}${randomInt(1, 40)}组${randomInt(1, 300)}号`;
}

/** A title and a text of about `length` characters; a serial makes each another matter. */
export function inventedFacts(length = 300): { title: string; content: string } {
  const serial = randomUUID().slice(0, 8);
  const subject = one(subjects);
  let content = `我是${one(villages)}村民,反映${subject}一事(材料编号${serial})。`;
  while (content.length < length) content += one(sentences);
  return { title: `关于${subject}的情况反映${serial}`, content };
}

/** An online petition as a citizen would send it: about 300 characters, a name, a phone and an address. */
export function inventedPetition(length?: number): RegisterSubmission {
  return {
    channel: 'online',
    purpose: 'request_decision',
    ...inventedFacts(length),
    petitioner: { name: inventedName(), phone: inventedPhone(), address: inventedAddress() },
  };
}
