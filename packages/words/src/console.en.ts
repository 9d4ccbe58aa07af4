import { type consoleZh } from './console.zh.js';
import { type InEnglish } from './word-keys.js';

export const consoleEn: InEnglish<typeof consoleZh> = {
  start: {
    preparing: 'First start: preparing',
    installing: 'Installing',
    building: 'Building',
    starting: 'Starting {{name}}',
    found: 'Using {{name}} at {{address}}',
    migrating: 'Preparing the tables of {{name}}',
    seeding: 'Seeding an invented county',
    ready: 'Ready in {{seconds}} s: {{address}}',
    demoAccounts: 'Demonstration accounts (no one-time code; refused in production)',
    demoAccount: '{{username}} / {{password}} — {{post}}',
    stopping: 'Stopping',
    stopped: 'Everything has stopped',
    portTaken: 'Port {{port}} is in use. Choose another: PORT=another npm start',
    binaryMissing: '{{name}} was not found. {{advice}}',
    databaseBroken: 'The database cannot be opened: {{reason}}',
    diskFull: 'The disk is full; nothing was started. Free some space and try again.',
    redisAbsent: 'No Redis: timers are kept in PostgreSQL.',
  },
  replay: {
    reading: 'Reading {{file}}',
    progress: '{{done}} / {{total}}',
    resumed: 'Going on from number {{number}}',
    sent: 'Sent',
    receipts: 'Receipts',
    proposals: 'Proposals of earlier submissions',
    errors: 'Errors',
    rate: 'Per second',
    walked: 'walked',
    papers: 'papers',
    equal: 'All equal',
    differs: 'Not equal: {{what}}',
  },
  verify: { passed: 'Passed: {{what}}', failed: 'Failed: {{what}}, {{number}} places' },
};
