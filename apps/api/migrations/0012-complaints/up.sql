create schema complaints;
grant usage on schema complaints to xinyi_app;

-- A confidential case is seen only by a transaction that was told, after the decision who asks,
-- which ones it may see. A query that forgets to ask sees none.
create function complaints.may_see(is_confidential boolean, case_id uuid) returns boolean
  language sql stable as $$
  select not is_confidential
    or coalesce(current_setting('xinyi.confidential', true), '') = 'all'
    or case_id::text = any(string_to_array(coalesce(current_setting('xinyi.confidential', true), ''), ','))
$$;

-- The district's rules. A version is superseded by a later one, never changed.
create table complaints.routing_pack (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  pack_id text not null,
  version text not null,
  effective_from date not null,
  hash text not null check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  content text not null,
  titles jsonb not null,
  source text not null check (source in ('bundled', 'uploaded', 'edited')),
  loaded_by uuid,
  loaded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, pack_id, version),
  foreign key (district_id, loaded_by) references registry.person (district_id, id)
);
create table complaints.discipline_channel (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  number text not null,
  address text not null,
  hours text not null,
  recipient text,
  entered_by uuid not null,
  entered_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, entered_by) references registry.person (district_id, id)
);

-- Who fills the units that rules name.
create table complaints.grid (
  district_id uuid not null,
  id text not null,
  estate_id uuid not null,
  title text not null,
  primary key (district_id, id, estate_id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
create table complaints.desk (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  unit text not null,
  estate_id uuid,
  categories text[] not null,
  title text not null,
  capacity int not null check (capacity >= 0),
  is_on_duty boolean not null,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
create table complaints.desk_member (
  district_id uuid not null,
  id uuid not null,
  desk_id uuid not null,
  person_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, desk_id) references complaints.desk (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create index on complaints.desk_member (district_id, person_id);

-- Who asks: a person of the register, or somebody who left a way to be called back, or nobody.
create table complaints.reporter (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  person_id uuid,
  primary key (district_id, id),
  unique (district_id, person_id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create table complaints.reporter_contact (
  district_id uuid not null,
  reporter_id uuid not null,
  name text,
  phone text,
  primary key (district_id, reporter_id),
  foreign key (district_id, reporter_id) references complaints.reporter (district_id, id)
);
create index on complaints.reporter_contact (district_id, phone);

-- What was brought, as it was routed on its day. What people wrote lies apart and can be deleted.
create table complaints.matter (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  number bigint generated always as identity,
  pack_row_id uuid not null,
  estate_id uuid,
  category text not null,
  class text not null,
  channel text not null check (channel in ('web', 'phone', 'paper', 'visit', 'open311')),
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  reporter_id uuid not null,
  is_anonymous boolean not null,
  is_public boolean not null,
  is_confidential boolean not null,
  disposition text not null check (disposition in ('dispatch', 'redirect', 'triage')),
  facts jsonb not null,
  decision jsonb not null,
  tracking_hash text not null,
  primary key (district_id, id),
  unique (district_id, number),
  unique (district_id, tracking_hash),
  foreign key (district_id, pack_row_id) references complaints.routing_pack (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, reporter_id) references complaints.reporter (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create index on complaints.matter (district_id, reporter_id);
create index on complaints.matter (district_id, received_at);

-- The case is its log; state and clocks are counted from it when somebody reads.
create table complaints.case_event (
  district_id uuid not null,
  case_id uuid not null,
  ordinal int not null check (ordinal > 0),
  step jsonb not null check (step ? 'verb' and step ? 'at' and step ? 'by'),
  at timestamptz not null,
  person_id uuid,
  desk_id uuid,
  is_confidential boolean not null,
  primary key (district_id, case_id, ordinal),
  foreign key (district_id, case_id) references complaints.matter (district_id, id),
  foreign key (district_id, desk_id) references complaints.desk (district_id, id)
);
create table complaints.callback (
  district_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  answer_ordinal int not null,
  reporter_id uuid not null,
  outcome text not null check (outcome in ('satisfied', 'unsatisfied', 'not-reached')),
  person_id uuid,
  at timestamptz not null,
  is_confidential boolean not null,
  primary key (district_id, id),
  foreign key (district_id, case_id, answer_ordinal)
    references complaints.case_event (district_id, case_id, ordinal),
  foreign key (district_id, reporter_id) references complaints.reporter (district_id, id)
);
create index on complaints.callback (district_id, case_id);
-- What was told to a unit once because time was running out: the sweep may come by again.
create table complaints.reminder (
  district_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('remind', 'called-unit-late', 'mediation-over')),
  unit text not null,
  due text not null,
  at timestamptz not null,
  is_confidential boolean not null,
  primary key (district_id, case_id, kind, unit, due),
  foreign key (district_id, case_id) references complaints.matter (district_id, id)
);

-- What people wrote, each by the step it came with: deletable.
create table complaints.words (
  district_id uuid not null,
  case_id uuid not null,
  ordinal int not null,
  field text not null,
  words text not null,
  is_confidential boolean not null,
  primary key (district_id, case_id, ordinal, field),
  foreign key (district_id, case_id) references complaints.matter (district_id, id)
);

-- Where to look: what the log of each case comes to, written with every step so that lists can be
-- found by it. Nothing is decided or shown from here, and it can be made again from the logs.
create table complaints.case_index (
  district_id uuid not null,
  case_id uuid not null,
  version int not null,
  state text not null,
  is_open boolean not null,
  lead text,
  co text[] not null,
  called text[] not null,
  supervisor text,
  excludes text[] not null,
  reporters text[] not null,
  desk_id uuid,
  received_at timestamptz not null,
  category text not null,
  estate_id uuid,
  is_confidential boolean not null,
  primary key (district_id, case_id),
  foreign key (district_id, case_id) references complaints.matter (district_id, id),
  foreign key (district_id, desk_id) references complaints.desk (district_id, id)
);
create index on complaints.case_index (district_id, received_at desc, case_id desc);
create index on complaints.case_index (district_id, lead) where is_open;
create index on complaints.case_index (district_id, desk_id) where is_open;
create index on complaints.case_index (district_id, estate_id, category, received_at);
create index on complaints.case_index using gin (reporters);

-- An accusation against an official leaves here unread: a number and a time, no words, no sender.
create table complaints.sealed_receipt (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  via text not null check (via in ('sealed-file', 'refused-text')),
  primary key (district_id, id)
);

create table complaints.open311_key (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  title text not null,
  key_hash text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (district_id, id),
  unique (district_id, key_hash),
  foreign key (district_id, created_by) references registry.person (district_id, id)
);

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'complaints.routing_pack', 'complaints.discipline_channel', 'complaints.grid',
  'complaints.reporter', 'complaints.matter', 'complaints.case_event', 'complaints.callback',
  'complaints.reminder', 'complaints.sealed_receipt']::regclass[]) t;
select registry.isolate_by_district(t) from unnest(array['complaints.desk',
  'complaints.desk_member', 'complaints.reporter_contact', 'complaints.words',
  'complaints.case_index', 'complaints.open311_key']::regclass[]) t;
grant select, insert on complaints.desk, complaints.desk_member, complaints.reporter_contact,
  complaints.words, complaints.case_index, complaints.open311_key to xinyi_app;
grant update (title, capacity, is_on_duty) on complaints.desk to xinyi_app;
grant update (to_at) on complaints.desk_member to xinyi_app;
grant update (name, phone), delete on complaints.reporter_contact to xinyi_app;
grant delete on complaints.words to xinyi_app;
grant update (version, state, is_open, lead, co, called, supervisor, excludes, reporters, desk_id)
  on complaints.case_index to xinyi_app;
grant update (ended_at) on complaints.open311_key to xinyi_app;

-- The second wall: on top of the district's, never instead of it.
create policy confidential on complaints.matter as restrictive
  using (complaints.may_see(is_confidential, id));
do $$
declare relation text;
begin
  foreach relation in array array['case_event', 'callback', 'reminder', 'words', 'case_index'] loop
    execute format('create policy confidential on complaints.%I as restrictive'
      ' using (complaints.may_see(is_confidential, case_id))', relation);
  end loop;
end $$;

insert into registry.role (id, title_zh, title_en) values
  ('triage-officer', '诉求派单员', 'Triage officer'),
  ('hotline-officer', '热线受理回访员', 'Hotline officer'),
  ('case-supervisor', '诉求督办负责人', 'Supervisor of complaints');
insert into registry.role_permission (role_id, permission) values
  ('triage-officer', 'case:intake'), ('triage-officer', 'case:triage'),
  ('triage-officer', 'case:watch'), ('triage-officer', 'routing:read'),
  ('hotline-officer', 'case:intake'), ('hotline-officer', 'case:callback'),
  ('hotline-officer', 'case:watch'), ('hotline-officer', 'routing:read'),
  ('case-supervisor', 'case:supervise'), ('case-supervisor', 'case:watch'),
  ('case-supervisor', 'routing:read'),
  ('street-officer', 'case:intake'), ('street-officer', 'case:watch'),
  ('street-officer', 'routing:read'),
  -- Discipline inspection reads and urges; it handles nothing.
  ('discipline-reader', 'case:oversee'), ('discipline-reader', 'case:watch'),
  ('discipline-reader', 'routing:read'),
  ('administrator', 'case:watch'), ('administrator', 'routing:read'),
  ('administrator', 'routing:edit');
