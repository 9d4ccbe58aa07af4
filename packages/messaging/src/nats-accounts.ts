import { lines, type ServiceName, services } from '@huiyin/contracts';
import { streamOf } from './streams.js';

/** The subjects that one service may publish to and subscribe to: its own, and those that `lines` opens. */
export function subjectsOf(service: ServiceName): { publish: string[]; subscribe: string[] } {
  const { asks, reads, listens } = lines[service];
  const own = streamOf(service);
  return {
    publish: [
      `event.${service}.>`,
      `signal.${service}.>`,
      ...asks.map((owner) => `request.${owner}.>`),
      '$JS.API.INFO',
      `$JS.API.STREAM.INFO.${own}`,
      `$JS.API.STREAM.CREATE.${own}`,
      ...reads.flatMap((owner) => {
        const stream = streamOf(owner);
        return [
          `$JS.API.STREAM.INFO.${stream}`,
          `$JS.API.CONSUMER.CREATE.${stream}.${service}`,
          `$JS.API.CONSUMER.CREATE.${stream}.${service}.>`,
          `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.${service}`,
          `$JS.API.CONSUMER.INFO.${stream}.${service}`,
          `$JS.API.CONSUMER.MSG.NEXT.${stream}.${service}`,
          `$JS.ACK.${stream}.${service}.>`,
        ];
      }),
    ],
    subscribe: [`request.${service}.>`, ...listens.map((owner) => `signal.${owner}.>`), `_INBOX.${service}.>`],
  };
}

/** What the commands of an operator may ask: how streams and consumers stand, and single messages. Nothing is changed by any of it. */
const workbenchSubjects = [
  '$JS.API.INFO',
  '$JS.API.STREAM.INFO.*',
  '$JS.API.STREAM.MSG.GET.*',
  '$JS.API.CONSUMER.INFO.*.*',
];

const list = (subjects: readonly string[]) => `[${subjects.map((s) => JSON.stringify(s)).join(', ')}]`;

/** The `accounts` block of the NATS configuration: one user a service, closed to all but its own subjects, one that only looks, and a system account. */
export function natsAccounts(passwordOf: (user: string) => string): string {
  const users = services.map((service) => {
    const { publish, subscribe } = subjectsOf(service);
    return `    { user: ${service}, password: ${JSON.stringify(passwordOf(service))}, permissions {
        publish { allow: ${list(publish)} }
        subscribe { allow: ${list(subscribe)} }
        allow_responses: { max: 1, expires: "10s" } } }`;
  });
  const workbench = `    { user: workbench, password: ${JSON.stringify(passwordOf('workbench'))}, permissions {
        publish { allow: ${list(workbenchSubjects)} }
        subscribe { allow: ["_INBOX.workbench.>"] } } }`;
  return `accounts {
  HUIYIN { jetstream: enabled, users: [
${[...users, workbench].join('\n')}
  ] }
  SYS { users: [ { user: sys, password: ${JSON.stringify(passwordOf('sys'))} } ] }
}
system_account: SYS
`;
}
