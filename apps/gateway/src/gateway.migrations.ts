import { migration, tablesEveryServiceHas } from '@huiyin/service';

// No row-level security here: a session belongs to an official, no row is about a matter.
export const gatewayMigrations = [
  migration('FirstTables1764000000000', [
    ...tablesEveryServiceHas('gateway'),
    `create table gateway.session (
       session_id uuid primary key default gen_random_uuid(),
       token_hash bytea not null unique,
       official_id uuid not null,
       authz_version int not null,
       strength text not null check (strength in ('password', 'two-factor')),
       is_demo boolean not null,
       created_at timestamptz not null default now(),
       last_seen_at timestamptz not null default now(),
       ends_at timestamptz not null,
       stepped_up_at timestamptz,
       label text not null)`,
    'create index session_official on gateway.session (official_id, last_seen_at)',
    'create index session_ends on gateway.session (ends_at)',
    'grant select, insert, update, delete on gateway.session to hy_gateway',
  ]),
];
