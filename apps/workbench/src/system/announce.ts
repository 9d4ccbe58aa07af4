import { type System } from './system.js';

/** What a person needs after the start: where to go, who to be. */
export function announce(system: System, seconds: number): void {
  console.log(`
回音 Huiyin 已就绪 / is ready (${seconds.toFixed(1)} s)

  网页 / pages        ${system.gatewayUrl}/
  接口 / API          ${system.gatewayUrl}/api/docs   (OpenAPI: /api/openapi.json)

  演示帐号 / demo accounts — 口令 / password: huiyin-demo-2026
    triage1 信访局接收  intake1 信访局登记  township1 柳溪镇  village1 柳溪村
    hr1 人社局  discipline1 纪委监委  auditor1 审计  admin1 管理员
  演示帐号不需要第二因素,生产模式拒绝它们。
  Demo accounts sign in without a second factor; production mode refuses them.

  Ctrl-C 停止 / stops; data stays in .local/
`);
}
