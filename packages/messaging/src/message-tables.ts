/**
 * The tables every service needs to send once and apply once, in its own schema. Run by the owner role in the first migration.
 *
 * `outbox` is a log kept at least thirty days, in monthly partitions, so that events can be sent again when a stream is lost and
 * readers can ask what they missed. `sent_at` is null until JetStream has said that it stored the event.
 */
export function messageTables(schema: string, role: string): string[] {
  return [
    `create table ${schema}.outbox (
      id uuid not null, at timestamptz not null default clock_timestamp(), name text not null, matter_id uuid, version int,
      payload jsonb not null, trace text, sent_at timestamptz, stream_seq bigint, primary key (id, at)
    ) partition by range (at)`,
    `create table ${schema}.outbox_other partition of ${schema}.outbox default`,
    `create index outbox_unsent on ${schema}.outbox (at) where sent_at is null`,
    // Looked at only when a stream turns out to be older than it was; the numbers rise with the rows, so a block range index is enough.
    `create index outbox_seq on ${schema}.outbox using brin (stream_seq) with (autosummarize = on)`,
    `create index outbox_matter on ${schema}.outbox (matter_id, version) where matter_id is not null`,
    `create function ${schema}.ensure_outbox_months(months int) returns void language plpgsql security definer set search_path = '' as $$
      declare first date := date_trunc('month', now())::date; part text;
      begin
        for i in 0..months loop
          part := 'outbox_' || to_char(first + (i || ' month')::interval, 'YYYYMM');
          if to_regclass('${schema}.' || part) is null then
            execute format('create table ${schema}.%I partition of ${schema}.outbox for values from (%L) to (%L) with (fillfactor = 80)',
              part, first + (i || ' month')::interval, first + ((i + 1) || ' month')::interval);
          end if;
        end loop;
      end $$`,
    `select ${schema}.ensure_outbox_months(2)`,
    `create table ${schema}.relay_state (stream text primary key, created text not null)`,
    `create table ${schema}.inbox (consumer text not null, event_id uuid not null, at timestamptz not null default now(), primary key (consumer, event_id))`,
    `create table ${schema}.dead_letter (
      id bigint generated always as identity primary key, consumer text not null, event_id uuid, name text not null, matter_id uuid, version int,
      payload jsonb, reason text not null, deliveries int not null, at timestamptz not null default now(),
      standing text not null check (standing in ('dead','parked','replay','done','dropped')), note text)`,
    `create unique index dead_letter_event on ${schema}.dead_letter (consumer, event_id) where event_id is not null`,
    `create index dead_letter_open on ${schema}.dead_letter (consumer, matter_id) where standing in ('dead','parked','replay')`,
    `grant select, insert, update on ${schema}.outbox, ${schema}.relay_state, ${schema}.dead_letter to ${role}`,
    `grant select, insert on ${schema}.inbox to ${role}`,
    // It runs with the owner's rights, and PostgreSQL lets everybody call a new function.
    `revoke all on function ${schema}.ensure_outbox_months(int) from public`,
    `grant execute on function ${schema}.ensure_outbox_months(int) to ${role}`,
  ];
}
