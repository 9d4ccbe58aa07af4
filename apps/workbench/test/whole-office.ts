import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AddressInfo } from 'node:net';
import { registerSubmission, type Receipt } from '@huiyin/contracts';
import { anonymous } from '@huiyin/messaging';
import { allServices } from '@huiyin/office';
import { eventually, TestSystem } from '@huiyin/testing';
import { verify } from '../src/check/verification.js';
import { Books } from '../src/books.js';
import { type Installation } from '../src/installation.js';

/** Every service in one process with real servers, and the installation that commands find it by. */
export class WholeOffice {
  private constructor(
    readonly system: TestSystem,
    readonly books: Books,
    readonly installation: Installation & { gatewayUrl: string; adminUrl: string; secretsFolder: string },
  ) {}

  static async open(): Promise<WholeOffice> {
    process.env['PORT'] = '0';
    const system = await TestSystem.start({ services: allServices });
    const localFolder = mkdtempSync(join(tmpdir(), 'huiyin-workbench-'));
    const { secret } = system.settings('intake');
    for (const name of ['nats-workbench', 'audit-public.json']) writeFileSync(join(localFolder, name), secret(name));
    const door = system.service('gateway').app as unknown as { getHttpServer(): { address(): AddressInfo } };
    const installation = {
      gatewayUrl: `http://127.0.0.1:${door.getHttpServer().address().port}`,
      adminUrl: system.adminUrl,
      natsUrl: system.local.natsUrl,
      secretsFolder: localFolder,
      localFolder,
    };
    return new WholeOffice(system, await Books.open(system.adminUrl), installation);
  }

  /** An invented petition, registered. */
  async register(title: string, more: object = {}): Promise<Receipt> {
    const input = {
      channel: 'online',
      purpose: 'request_decision',
      title,
      content: `${title}:请有关部门尽快处理,并告知结果。`,
      petitioner: { name: '张三', email: 'zhangsan@example.invalid' },
      ...more,
    };
    return this.system.ask(registerSubmission, input, anonymous);
  }

  /** Waits until every check holds. */
  async quiet(): Promise<void> {
    await eventually(async () => (await verify(this.installation, 0)).holds, 30_000);
  }

  async close(): Promise<void> {
    await this.books.close();
    await this.system.stop();
    rmSync(this.installation.localFolder, { recursive: true, force: true });
  }
}
