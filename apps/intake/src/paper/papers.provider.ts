import { Papers } from '@huiyin/papers';
import { Database, type KeyRing, LOG, SETTINGS, type Settings } from '@huiyin/service';
import { type Logger } from 'pino';
import { randomUUID } from 'node:crypto';
import { serviceActor } from '@huiyin/messaging';
import { AddresseeService } from './addressee.service.js';

/** The queue that renders, and everything that is read of papers. The name on a paper is opened when it is printed. */
export const papersOfIntake = {
  provide: Papers,
  inject: [SETTINGS, Database, AddresseeService, LOG],
  useFactory: (settings: Settings, database: Database, addressees: AddresseeService, log: Logger) =>
    new Papers({
      service: 'intake',
      site: settings.site,
      database,
      ring: JSON.parse(settings.secret('papers-ring-intake')) as KeyRing,
      addresseeOf: async (matterId) => {
        const asking = { actor: serviceActor('intake', 'papers'), requestId: randomUUID() };
        const { name, address } = await addressees.ofMatter(matterId, asking);
        return name === undefined ? undefined : { name, ...(address === undefined ? {} : { address }) };
      },
      trackingAddress: `${settings.publicUrl.replace(/\/$/, '')}/track`,
      report: (error, what) => log.error({ error, what }),
    }),
};
