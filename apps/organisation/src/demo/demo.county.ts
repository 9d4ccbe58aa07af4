import { type Tier, type UnitKind } from '@huiyin/contracts';
import { type Role } from '@huiyin/statute';

/** An invented county; any likeness of names to real places is chance. */
export interface DemoUnit {
  readonly id: number;
  readonly name: string;
  readonly kind: UnitKind;
  readonly tier: Tier;
  readonly parentId?: number;
}

const unit = (id: number, name: string, kind: UnitKind, tier: Tier, parentId?: number): DemoUnit => ({
  id,
  name,
  kind,
  tier,
  ...(parentId === undefined ? {} : { parentId }),
});

/** Parents before children. */
export const demoUnits: readonly DemoUnit[] = [
  unit(25, '临江市人民政府', 'government', 'city'),
  unit(24, '临江市信访局', 'petition-bureau', 'city', 25),
  unit(26, '临江市中级人民法院', 'court', 'city'),
  unit(27, '临江市纪委监委', 'discipline-organ', 'city'),
  unit(28, '临江市人民检察院', 'procuratorate', 'city'),
  unit(1, '青禾县人民政府', 'government', 'county', 25),
  unit(2, '青禾县信访局', 'petition-bureau', 'county', 1),
  unit(3, '青禾县人力资源和社会保障局', 'department', 'county', 1),
  unit(4, '青禾县住房和城乡建设局', 'department', 'county', 1),
  unit(5, '青禾县自然资源局', 'department', 'county', 1),
  unit(6, '青禾县农业农村局', 'department', 'county', 1),
  unit(7, '青禾县公安局', 'police', 'county', 1),
  unit(8, '青禾县司法局', 'justice-office', 'county', 1),
  unit(9, '青禾县人民法院', 'court', 'county', 26),
  unit(10, '青禾县人民检察院', 'procuratorate', 'county', 28),
  unit(11, '青禾县纪委监委', 'discipline-organ', 'county', 27),
  unit(12, '青禾县信访工作联席会议办公室', 'joint-conference-office', 'county', 1),
  unit(13, '柳溪镇人民政府', 'township-office', 'township', 1),
  unit(14, '石桥镇人民政府', 'township-office', 'township', 1),
  unit(15, '云岭乡人民政府', 'township-office', 'township', 1),
  unit(16, '柳溪村', 'village-committee', 'village', 13),
  unit(17, '东坡村', 'village-committee', 'village', 13),
  unit(18, '西河村', 'village-committee', 'village', 13),
  unit(19, '石桥村', 'village-committee', 'village', 14),
  unit(20, '南湾村', 'village-committee', 'village', 14),
  unit(21, '云岭村', 'village-committee', 'village', 15),
  unit(22, '北坳村', 'village-committee', 'village', 15),
  unit(23, '青禾县人民调解委员会', 'mediation-committee', 'county', 8),
];

/** `username role@unit`; `*` = the unit's duty officer, `!` = cleared for sealed accusations; then the name. */
const accounts = `
triage1 bureau_triage@2* 陈思远
intake1 bureau_intake@2 李晓雯
head1 bureau_head@2 王建平
supervisor1 bureau_supervisor@2 赵立新
reviewer1 bureau_reviewer_prep@2 顾文清
archivist1 archivist@2 卫书章
hr1 dept_officer@3* 孙雅琴
hr2 dept_officer@3 夏明川
hrhead1 dept_head@3 周国强
housing1 dept_officer@4* 吴志明
housing2 dept_officer@4 蒋如月
housinghead1 dept_head@4 葛长青
land1 dept_officer@5* 郑海燕
land2 dept_officer@5 贺小满
landhead1 dept_head@5 万里程
agri1 dept_officer@6* 冯春生
agri2 dept_officer@6 田禾生
agrihead1 dept_head@6 温故知
police1 polilegal_officer@7* 韩冬
police2 polilegal_officer@7 安守正
police3 polilegal_officer@7 严明法
justice1 polilegal_officer@8* 曹文静
justice2 polilegal_officer@8 平和顺
justice3 polilegal_officer@8 公仲理
court1 polilegal_officer@9* 邓永清
procuratorate1 polilegal_officer@10* 许明哲
discipline1 discipline_officer@11*! 沈正
discipline2 discipline_officer@11! 唐洁
conference1 bureau_supervisor@12* 高远
township1 township_clerk@13* 林小河
townclerk1 township_clerk@13 池春水
townhead1 township_head@13 罗卫东
township2 township_clerk@14* 梁敏
townclerk2 township_clerk@14 桥长安
townhead2 township_head@14 石开泰
township3 township_clerk@15* 宋云
townclerk3 township_clerk@15 岭南星
townhead3 township_head@15 云从龙
village1 village_clerk@16* 柳春
village2 village_clerk@17* 东方华
village3 village_clerk@18* 何秀兰
village4 village_clerk@19* 石磊
village5 village_clerk@20* 南志刚
village6 village_clerk@21* 云飞
village7 village_clerk@22* 白雪梅
mediator1 mediator@23* 谢和
leader1 leader@1* 钟县
auditor1 auditor@1 苏明察
admin1 admin@1 程管
cityintake1 bureau_triage@24* 江涛
cityhead1 bureau_head@24 山海关
cityreviewer1 bureau_reviewer_prep@24 卷宗清
cityleader1 leader@25* 秦岭
citycourt1 polilegal_officer@26* 方正
citydiscipline1 discipline_officer@27*! 严律
cityprocuratorate1 polilegal_officer@28* 简法
`;

export interface DemoOfficial {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: number;
  readonly isDuty: boolean;
  readonly hasClearance: boolean;
}

export const demoOfficials: readonly DemoOfficial[] = accounts
  .trim()
  .split('\n')
  .map((line) => {
    const [username = '', post = '', name = ''] = line.split(' ');
    const [role = '', unitId = ''] = post.split('@');
    return {
      username,
      name,
      role: role as Role,
      unitId: Number.parseInt(unitId, 10),
      isDuty: post.includes('*'),
      hasClearance: post.includes('!'),
    };
  });
