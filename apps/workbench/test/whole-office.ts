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
import { officeFor } from '../src/walk/cast.js';
import { Life, type Turn } from '../src/walk/life.js';
import { Officials } from '../src/walk/officials.js';
import { orders } from '../src/walk/order-texts.js';

const secretsOfCommands = ['nats-workbench', 'audit-public.json', 'papers-ring-intake', 'papers-ring-assignment'];

const papersWaiting = `select id from intake.paper where rendered_at is null union all select id from assignment.paper where rendered_at is null`;
const guidance = {
  authority: '青禾县劳动人事争议仲裁委员会',
  address: '青禾县长桥路一号',
  neededPapers: ['劳动合同复印件'],
  reason: '该事项属于劳动人事争议，应当先申请仲裁',
};

/** Every service in one process with real servers, and the installation that commands find it by. */
export class WholeOffice {
  private constructor(
    readonly system: TestSystem,
    readonly books: Books,
    readonly officials: Officials,
    readonly installation: Installation & { gatewayUrl: string; adminUrl: string; secretsFolder: string },
  ) {}

  static async open(): Promise<WholeOffice> {
    process.env['PORT'] = '0';
    const system = await TestSystem.start({ services: allServices });
    const localFolder = mkdtempSync(join(tmpdir(), 'huiyin-workbench-'));
    const { secret } = system.settings('intake');
    for (const name of secretsOfCommands) writeFileSync(join(localFolder, name), secret(name));
    const door = system.service('gateway').app as unknown as { getHttpServer(): { address(): AddressInfo } };
    const installation = {
      gatewayUrl: `http://127.0.0.1:${door.getHttpServer().address().port}`,
      adminUrl: system.adminUrl,
      natsUrl: system.local.natsUrl,
      secretsFolder: localFolder,
      localFolder,
    };
    return new WholeOffice(
      system,
      await Books.open(system.adminUrl),
      new Officials(installation.gatewayUrl, 4),
      installation,
    );
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

  /** An invented claim or suggestion, registered and walked by demo officials. @returns its matter */
  async walked(title: string, turn: Turn): Promise<string> {
    const { matterId, version } = await this.#matterOf(await this.register(title));
    const life = new Life(this.officials, { matterId, version, office: officeFor(0), turn }, { done: () => undefined });
    await life.walk();
    return matterId;
  }

  /** An invented claim whose petitioner was shown a lawful path. @returns its matter */
  async guided(title: string): Promise<string> {
    const { matterId, version } = await this.#matterOf(await this.register(title));
    const path = `/matters/${matterId}`;
    const answers = { ...orders.classify.answers, arbitration: true };
    for (const [order, body, at] of [
      ['classify', { ...orders.classify, answers }, version],
      ['guide-to-path', guidance, version + 1],
    ] as const) {
      const { status, body: said } = await this.officials.send('triage1', 'POST', `${path}/${order}`, body, {
        version: at,
      });
      if (status >= 300) throw new Error(`${order}: ${status} ${JSON.stringify(said)}`);
    }
    return matterId;
  }

  async #matterOf({ submissionNo }: Receipt): Promise<{ matterId: string; version: number }> {
    const [matter] = await this.books.rows<{ matterId: string; version: number }>(
      `select m.id as "matterId", m.version from intake.matter m join intake.submission s on s.matter_id = m.id where s.submission_no = $1`,
      [submissionNo],
    );
    if (matter === undefined) throw new Error(`${submissionNo} is no matter`);
    return matter;
  }

  /** Waits until every check holds and every paper has its file. */
  async quiet(): Promise<void> {
    await eventually(async () => (await this.books.rows(papersWaiting)).length === 0, 60_000);
    const last = async () => (await verify(this.installation, 0)).checks.filter(({ ok }) => !ok);
    await eventually(async () => (await last()).length === 0, 30_000).catch(async () => {
      throw new Error(`not at rest: ${JSON.stringify(await last())}`);
    });
  }

  async close(): Promise<void> {
    await this.officials.close();
    await this.books.close();
    await this.system.stop();
    rmSync(this.installation.localFolder, { recursive: true, force: true });
  }
}
