import { lines, services } from '@huiyin/contracts';
import { type Check, type Evidence, finding, type Finding, inTurn, offenders, together } from './check.js';

export const outboxDrained: Check = {
  name: 'outbox-drained',
  claim: 'every event was stored by JetStream',
  async run({ sql, schemasWith }) {
    return inTurn(await schemasWith('outbox'), (schema) =>
      offenders(sql, `select '${schema} ' || id as id from ${schema}.outbox where sent_at is null`),
    );
  },
};

// What waits as a dead letter is shown by the check of those; here it is accounted for.
export const inboxEqualsEvents: Check = {
  name: 'inbox-equals-events',
  claim: 'every reader has taken each event that it asks for, and nothing that was never sent',
  async run(evidence) {
    const taken = await inTurn(evidence.subscriptions, async ({ owner, reader, names }) => {
      const consumer = `${owner}>${reader}`;
      return together([
        await offenders(
          evidence.sql,
          `select '${consumer} lacks ' || o.id as id from ${owner}.outbox o where o.name = any($1)
               and not exists (select 1 from ${reader}.inbox i where i.consumer = $2 and i.event_id = o.id)
               and not exists (select 1 from ${reader}.dead_letter d where d.consumer = $2 and d.event_id = o.id)`,
          [names, consumer],
        ),
        await offenders(
          evidence.sql,
          `select '${consumer} invented ' || i.event_id as id from ${reader}.inbox i
              where i.consumer = $1 and not exists (select 1 from ${owner}.outbox o where o.id = i.event_id)`,
          [consumer],
        ),
      ]);
    });
    return together([taken, unread(evidence)]);
  },
};

/** Lines that services read by, and on which nobody asks for anything. */
function unread({ subscriptions }: Evidence): Finding {
  const asked = new Set(subscriptions.map(({ owner, reader }) => `${owner}>${reader}`));
  const missing = services
    .flatMap((reader) => lines[reader].reads.map((owner) => `${owner}>${reader}`))
    .filter((line) => !asked.has(line));
  return finding(
    missing.length,
    missing.map((line) => `${line} has no consumer`),
  );
}

export const noDeadLetters: Check = {
  name: 'no-dead-letters',
  claim: 'no event waits as a dead letter, or behind one',
  async run({ sql, schemasWith }) {
    return inTurn(await schemasWith('dead_letter'), (schema) =>
      offenders(
        sql,
        `select '${schema}/' || id || ' ' || standing || ' ' || name || ': ' || reason as id from ${schema}.dead_letter
          where standing in ('dead', 'parked', 'replay') order by dead_letter.id`,
      ),
    );
  },
};
