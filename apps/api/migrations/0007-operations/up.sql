-- The answer first given to an idempotency key; a retry is given the same one.
create table operations.idempotency (
  district_id uuid not null references registry.district (id),
  key text not null,
  operation text not null,
  fingerprint text not null,
  status int not null,
  response jsonb not null,
  recorded_at timestamptz not null,
  primary key (district_id, key)
);
create table operations.audit (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  at timestamptz not null,
  person_id uuid not null,
  estate_id uuid,
  command text not null,
  request_id text not null,
  facts jsonb not null,
  primary key (district_id, id)
);
create index on operations.audit (district_id, at desc);
select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'operations.idempotency', 'operations.audit']::regclass[]) t;
-- Effects that leave the system (files to publish) are written with the row that causes them.
create table operations.outbox (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  done_at timestamptz,
  attempts int not null default 0,
  primary key (district_id, id)
);
create index on operations.outbox (district_id, created_at) where done_at is null;
select registry.isolate_by_district('operations.outbox');
grant select, insert on operations.outbox to xinyi_app;
grant update (done_at, attempts) on operations.outbox to xinyi_app;
