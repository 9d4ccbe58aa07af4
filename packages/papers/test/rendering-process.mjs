// One copy of a service that does nothing but render, as a process of its own: the tests kill it. Arguments come as one message.
import { once } from 'node:events';
import 'reflect-metadata';
import { Database } from '@huiyin/service';
import { IssuedPaper, Papers } from '../dist/index.js';

const [{ settings, password, ring, limits, petitioner }] = await once(process, 'message');
const database = new Database(settings, { user: 'hy_intake', password, schema: 'intake' }, [IssuedPaper]);
await database.open((error) => process.send({ fault: String(error) }));
const papers = new Papers({
  service: 'intake',
  site: settings.site,
  database,
  ring,
  limits,
  addresseeOf: async () => petitioner,
  trackingAddress: 'http://localhost/track',
  report: (error, what) => process.send({ fault: `${what}: ${String(error)}` }),
});
papers.onModuleInit();
process.send({ isStarted: true });
