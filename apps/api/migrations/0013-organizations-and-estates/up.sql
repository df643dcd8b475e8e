create schema organizations;
create schema estates;
grant usage on schema organizations, estates to xinyi_app;

-- A body, found by somebody somewhere. All else about it comes as versions and steps.
create table organizations.body (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  kind text not null check (kind in
    ('community-organization', 'federation', 'village-company', 'social-enterprise', 'support-centre')),
  lead_source text not null,
  found_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table organizations.profile (
  district_id uuid not null,
  body_id uuid not null,
  version int not null check (version > 0),
  name text not null check (name <> ''),
  description text not null,
  community text not null,
  founded_on date,
  member_count int check (member_count >= 0),
  public_benefit_share numeric(4, 3) check (public_benefit_share between 0 and 1),
  phone text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, body_id, version),
  foreign key (district_id, body_id) references organizations.body (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
-- A filed body has no credit code; who has one carries it here, and a wrong one that circulates
-- stands only with the person who accepted it and why.
create table organizations.credit_code (
  district_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  code text not null check (code ~ '^[0-9A-Z]{18}$'),
  problem text,
  accepted_because text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  check ((problem is null) = (accepted_because is null)),
  foreign key (district_id, body_id) references organizations.body (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
-- A person: deletable. The resident number itself is never written down.
create table organizations.leader (
  district_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  name text not null,
  phone text,
  identity_mark text check (identity_mark ~ '^[0-9a-f]{64}$'),
  identity_last4 text check (identity_last4 ~ '^[0-9]{3}[0-9X]$'),
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (district_id, id),
  check ((identity_mark is null) = (identity_last4 is null)),
  foreign key (district_id, body_id) references organizations.body (district_id, id)
);
create index on organizations.leader (district_id, body_id);

create table organizations.filing_step (
  district_id uuid not null,
  body_id uuid not null,
  ordinal int not null check (ordinal > 0),
  step text not null check (step in ('list', 'apply', 'file', 'return', 'confirm', 'sleep', 'wake', 'warn', 'revoke', 'cancel', 'register')),
  on_date date not null,
  rules text not null,
  number text,
  facts jsonb not null,
  basis text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, body_id, ordinal),
  foreign key (district_id, body_id) references organizations.body (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id),
  check ((step = 'file') = (number is not null))
);
create unique index filing_number_once on organizations.filing_step (district_id, number);
create table organizations.stage_move (
  district_id uuid not null,
  body_id uuid not null,
  ordinal int not null check (ordinal > 0),
  stage text not null check (stage in ('found', 'built', 'used', 'united')),
  on_date date not null,
  tests jsonb not null,
  reason text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, body_id, ordinal),
  foreign key (district_id, body_id) references organizations.body (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
-- Membership of a federation: a period of its own, whatever was filed.
create table organizations.membership (
  district_id uuid not null,
  id uuid not null,
  federation_id uuid not null,
  body_id uuid not null check (body_id <> federation_id),
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (district_id, id),
  foreign key (district_id, federation_id) references organizations.body (district_id, id),
  foreign key (district_id, body_id) references organizations.body (district_id, id)
);
create unique index member_once on organizations.membership (district_id, federation_id, body_id) where to_on is null;
create table organizations.incubation (
  district_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  mentor text not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  outcome text check (outcome in ('passed', 'left')),
  exit_note text,
  primary key (district_id, id),
  check ((to_on is null) = (outcome is null)),
  foreign key (district_id, body_id) references organizations.body (district_id, id)
);
create unique index incubated_once on organizations.incubation (district_id, body_id) where to_on is null;
-- What happened with one body on a day.
create table organizations.contact (
  district_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  kind text not null check (kind in ('visit', 'companion', 'training', 'activity')),
  on_date date not null,
  topic text not null,
  participant_count int check (participant_count >= 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, body_id) references organizations.body (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create index on organizations.contact (district_id, body_id, on_date);
-- Salons and joint meetings.
create table organizations.gathering (
  district_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('salon', 'joint-meeting')),
  held_on date not null,
  topic text not null,
  place text not null,
  minutes text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table organizations.attendance (
  district_id uuid not null,
  gathering_id uuid not null,
  body_id uuid not null,
  primary key (district_id, gathering_id, body_id),
  foreign key (district_id, gathering_id) references organizations.gathering (district_id, id),
  foreign key (district_id, body_id) references organizations.body (district_id, id)
);
create table organizations.action (
  district_id uuid not null,
  id uuid not null,
  gathering_id uuid not null,
  words text not null,
  body_id uuid,
  due_on date not null,
  done_on date,
  done_note text,
  primary key (district_id, id),
  foreign key (district_id, gathering_id) references organizations.gathering (district_id, id),
  foreign key (district_id, body_id) references organizations.body (district_id, id)
);
-- Idle rooms, and what is asked for and offered.
create table organizations.space (
  district_id uuid not null,
  id uuid not null,
  name text not null,
  community text not null,
  area_cm2 bigint not null check (area_cm2 > 0 and area_cm2 % 100 = 0),
  offered_by text not null,
  offered_from date not null,
  offered_to date check (offered_to >= offered_from),
  primary key (district_id, id),
  unique (district_id, community, name)
);
create table organizations.allotment (
  district_id uuid not null,
  id uuid not null,
  space_id uuid not null,
  body_id uuid not null,
  agreement text not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (district_id, id),
  foreign key (district_id, space_id) references organizations.space (district_id, id),
  foreign key (district_id, body_id) references organizations.body (district_id, id)
);
create unique index allotted_once on organizations.allotment (district_id, space_id) where to_on is null;
create table organizations.exchange (
  district_id uuid not null,
  id uuid not null,
  side text not null check (side in ('need', 'offer')),
  category text not null check (category in ('space', 'money', 'people', 'goods', 'skill')),
  words text not null,
  community text not null,
  body_id uuid,
  from_on date not null,
  until_on date check (until_on >= from_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, body_id) references organizations.body (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table organizations.match (
  district_id uuid not null,
  need_id uuid not null,
  offer_id uuid not null,
  matched_on date not null,
  matched_by uuid not null,
  primary key (district_id, need_id),
  unique (district_id, offer_id),
  foreign key (district_id, need_id) references organizations.exchange (district_id, id),
  foreign key (district_id, offer_id) references organizations.exchange (district_id, id),
  foreign key (district_id, matched_by) references registry.person (district_id, id)
);
create table organizations.service (
  district_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  name text not null,
  description text not null,
  address text not null,
  hours text not null,
  fees text not null,
  phone text not null,
  walking_minutes int check (walking_minutes between 0 and 600),
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (district_id, id),
  foreign key (district_id, body_id) references organizations.body (district_id, id)
);
-- What somebody reported and nobody here has counted: shown with its source, never as a count.
create table organizations.reported_figure (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  key text not null,
  value bigint,
  bound text not null check (bound in ('exact', 'at-least', 'approx', 'unquantified')),
  as_of date not null,
  source text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  check ((bound = 'unquantified') = (value is null)),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);

-- Classification: every answer and every word of a person, side by side, none ever changed.
create table organizations.scheme_version (
  district_id uuid not null references registry.district (id),
  scheme_id text not null,
  version text not null,
  content jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  primary key (district_id, scheme_id, version),
  foreign key (district_id, proposed_by) references registry.person (district_id, id)
);
create table organizations.scheme_application (
  district_id uuid not null,
  scheme_id text not null,
  version text not null,
  ordinal int not null check (ordinal > 0),
  changed_count int not null,
  body_count int not null,
  applied_by uuid not null,
  applied_at timestamptz not null,
  primary key (district_id, scheme_id, ordinal),
  unique (district_id, scheme_id, version),
  foreign key (district_id, scheme_id, version) references organizations.scheme_version (district_id, scheme_id, version),
  foreign key (district_id, applied_by) references registry.person (district_id, id)
);
create table organizations.assignment (
  district_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  profile_version int not null,
  scheme_id text not null,
  scheme_version text not null,
  hand text not null check (hand in ('engine', 'person')),
  outcome text not null check (outcome in ('classified', 'needs-review', 'out-of-scope', 'insufficient')),
  code text,
  answer jsonb,
  person_id uuid,
  reason text,
  basis text,
  from_on date not null,
  supersedes uuid,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, supersedes),
  check ((hand = 'engine') = (answer is not null)),
  check ((hand = 'person') = (person_id is not null and reason <> '' and basis <> '')),
  foreign key (district_id, body_id, profile_version) references organizations.profile (district_id, body_id, version),
  foreign key (district_id, supersedes) references organizations.assignment (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create index on organizations.assignment (district_id, body_id, scheme_id, recorded_at);
-- A second person's code, given without seeing the first.
create table organizations.opinion (
  district_id uuid not null,
  assignment_id uuid not null,
  person_id uuid not null,
  code text not null,
  given_at timestamptz not null,
  primary key (district_id, assignment_id, person_id),
  foreign key (district_id, assignment_id) references organizations.assignment (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);

-- Estates: what is known, what the rules say to it, and what the owners decided.
create table estates.facts (
  district_id uuid not null,
  estate_id uuid not null,
  version int not null check (version > 0),
  as_of date not null,
  facts jsonb not null,
  source text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, estate_id, version),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table estates.answer (
  district_id uuid not null,
  estate_id uuid not null,
  facts_version int not null,
  rules text not null,
  on_date date not null,
  origin text not null,
  reporting_class text not null,
  recommended_mode text not null,
  is_mandatory boolean not null,
  answer jsonb not null,
  recorded_at timestamptz not null,
  primary key (district_id, estate_id, facts_version),
  foreign key (district_id, estate_id, facts_version) references estates.facts (district_id, estate_id, version)
);
create table estates.flag (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  flag text not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  evidence text not null,
  primary key (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
create unique index flagged_once on estates.flag (district_id, estate_id, flag) where to_on is null;
-- How an estate is run since when. The first is what was found; every other stands on a resolution.
create table estates.mode (
  district_id uuid not null,
  estate_id uuid not null,
  ordinal int not null check (ordinal > 0),
  mode text not null,
  from_on date not null,
  mandate_id uuid,
  recommended_mode text,
  note text not null,
  is_pilot boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, estate_id, ordinal),
  unique (district_id, mandate_id),
  check ((ordinal = 1) or (mandate_id is not null)),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table estates.conversion (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  from_mode text not null,
  to_mode text not null,
  begun_on date not null,
  begun_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, begun_by) references registry.person (district_id, id)
);
create table estates.conversion_step (
  district_id uuid not null,
  conversion_id uuid not null,
  step text not null,
  done_on date not null,
  note text not null,
  facts jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, conversion_id, step),
  foreign key (district_id, conversion_id) references estates.conversion (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table estates.target (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  reporting_class text not null,
  by_on date not null,
  estate_count int not null check (estate_count >= 0),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table estates.provider (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  body_id uuid not null,
  contract text not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
create unique index one_provider on estates.provider (district_id, estate_id) where to_on is null;

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'organizations.body', 'organizations.profile', 'organizations.credit_code', 'organizations.filing_step',
  'organizations.stage_move', 'organizations.contact', 'organizations.gathering', 'organizations.attendance',
  'organizations.exchange', 'organizations.match', 'organizations.reported_figure',
  'organizations.scheme_version', 'organizations.scheme_application', 'organizations.assignment',
  'organizations.opinion', 'estates.facts', 'estates.answer', 'estates.mode', 'estates.conversion',
  'estates.conversion_step', 'estates.target']::regclass[]) t;
select registry.isolate_by_district(t) from unnest(array['organizations.leader', 'organizations.membership',
  'organizations.incubation', 'organizations.action', 'organizations.space', 'organizations.allotment',
  'organizations.service', 'estates.flag', 'estates.provider']::regclass[]) t;
grant select, insert on organizations.leader, organizations.membership, organizations.incubation,
  organizations.action, organizations.space, organizations.allotment, organizations.service,
  estates.flag, estates.provider to xinyi_app;
grant delete on organizations.leader to xinyi_app;
grant update (to_on) on organizations.leader, organizations.membership, organizations.allotment,
  organizations.service, estates.flag, estates.provider to xinyi_app;
grant update (to_on, outcome, exit_note) on organizations.incubation to xinyi_app;
grant update (done_on, done_note) on organizations.action to xinyi_app;
grant update (offered_to) on organizations.space to xinyi_app;

insert into registry.role_permission (role_id, permission) values
  ('administrator', 'organization:read'), ('administrator', 'organization:write'),
  ('administrator', 'organization:classify'), ('administrator', 'governance:write'),
  ('street-officer', 'organization:read'), ('street-officer', 'organization:write'),
  ('street-officer', 'organization:classify'), ('street-officer', 'governance:write'),
  ('auditor', 'organization:read'), ('discipline-reader', 'organization:read');

-- Where each body stands: its latest words, filing, stage and last activity.
create view organizations.body_now with (security_invoker = true) as
select b.district_id, b.id, b.kind, b.lead_source, b.found_on, p.version as profile_version, p.name,
  p.description, p.community, p.founded_on, p.member_count, p.public_benefit_share, p.phone,
  case f.step when 'list' then 'listed' when 'return' then 'listed' when 'apply' then 'applied'
    when 'file' then 'filed' when 'confirm' then 'filed' when 'wake' then 'filed'
    when 'sleep' then 'dormant' when 'warn' then 'warned' when 'revoke' then 'revoked'
    when 'cancel' then 'cancelled' when 'register' then 'registered' else 'unlisted' end as standing,
  f.on_date as filing_last_on,
  (select n.number from organizations.filing_step n where n.district_id = b.district_id
    and n.body_id = b.id and n.step = 'file' order by n.ordinal desc limit 1) as filing_number,
  (select n.on_date from organizations.filing_step n where n.district_id = b.district_id
    and n.body_id = b.id and n.step = 'file' order by n.ordinal desc limit 1) as filed_on,
  (select s.stage from organizations.stage_move s where s.district_id = b.district_id
    and s.body_id = b.id order by s.ordinal desc limit 1) as stage,
  exists (select from organizations.membership m where m.district_id = b.district_id
    and m.body_id = b.id and m.to_on is null) as is_member,
  greatest(
    (select max(c.on_date) from organizations.contact c where c.district_id = b.district_id
      and c.body_id = b.id and c.kind = 'activity'),
    (select max(g.held_on) from organizations.attendance a join organizations.gathering g
      on g.district_id = a.district_id and g.id = a.gathering_id
      where a.district_id = b.district_id and a.body_id = b.id)) as active_on
from organizations.body b
join lateral (select * from organizations.profile n where n.district_id = b.district_id
  and n.body_id = b.id order by n.version desc limit 1) p on true
left join lateral (select * from organizations.filing_step n where n.district_id = b.district_id
  and n.body_id = b.id order by n.ordinal desc limit 1) f on true;
grant select on organizations.body_now to xinyi_app;

-- What holds for a body under a scheme: a person's latest word before the engine's.
create view organizations.assignment_now with (security_invoker = true) as
select distinct on (a.district_id, a.body_id, a.scheme_id, a.hand) a.*
from organizations.assignment a
order by a.district_id, a.body_id, a.scheme_id, a.hand, a.recorded_at desc, a.id desc;
grant select on organizations.assignment_now to xinyi_app;
