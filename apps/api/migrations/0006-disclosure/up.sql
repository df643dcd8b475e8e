create sequence trust.notice_serial;
grant usage on sequence trust.notice_serial to xinyi_app;
create table trust.notice (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  version int not null check (version > 0),
  code text not null check (code ~ '^[0-9]{12}$'),
  head_hash text not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  published_from date not null,
  published_to date not null,
  primary key (district_id, id),
  unique (district_id, estate_id, month, version),
  unique (district_id, code),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
-- Published, failed or replaced: a notice is never edited, its states follow one another.
create table trust.notice_state (
  district_id uuid not null,
  notice_id uuid not null,
  ordinal int not null,
  state text not null check (state in ('requested', 'published', 'failed', 'replaced')),
  at timestamptz not null,
  detail jsonb not null default '{}',
  primary key (district_id, notice_id, ordinal),
  foreign key (district_id, notice_id) references trust.notice (district_id, id)
);
select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'trust.notice', 'trust.notice_state']::regclass[]) t;
