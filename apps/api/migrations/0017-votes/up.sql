create schema voting;
grant usage on schema voting to xinyi_app;

-- The law. A district's own packs, and the layers that a meeting was convened under, word for word.
create table voting.pack (
  district_id uuid not null,
  id text not null,
  version text not null,
  files jsonb not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  primary key (district_id, id, version),
  foreign key (district_id, uploaded_by) references registry.person (district_id, id)
);
create table voting.law (
  district_id uuid not null references registry.district (id),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  place text not null,
  on_date date not null,
  layers jsonb not null,
  primary key (district_id, hash)
);

-- What the registry does not know of a unit and a vote needs: the latest record stands.
create table voting.unit_fact (
  district_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  kind text,
  state text check (state in ('sold', 'unsold', 'sold-undelivered')),
  areas jsonb not null,
  weights jsonb not null,
  evidence text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create index on voting.unit_fact (district_id, unit_id, recorded_at desc);

create table voting.meeting (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  number int not null check (number > 0),
  title text not null,
  place text not null,
  law_hash text not null,
  notice_served_on date not null,
  held_on date not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  closing_rule text,
  silence_clause text,
  silence_warned boolean not null,
  reconvenes uuid,
  convened_by uuid not null,
  convened_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, estate_id, number),
  unique (district_id, id, estate_id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, law_hash) references voting.law (district_id, hash),
  foreign key (district_id, reconvenes, estate_id) references voting.meeting (district_id, id, estate_id),
  foreign key (district_id, convened_by) references registry.person (district_id, id)
);
create table voting.meeting_event (
  district_id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('opened', 'closed', 'published')),
  person_id uuid not null,
  at timestamptz not null,
  primary key (district_id, meeting_id, kind),
  foreign key (district_id, meeting_id) references voting.meeting (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create table voting.motion (
  district_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  ordinal int not null check (ordinal > 0),
  matter text not null,
  to_rule text,
  title text not null,
  words text,
  secrecy text not null check (secrecy in ('named', 'secret')),
  subject text,
  ballot text not null check (ballot in ('first', 'second')),
  follows uuid,
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  primary key (district_id, id),
  unique (district_id, meeting_id, ordinal),
  unique (district_id, follows),
  check ((to_rule is null) = (follows is null)),
  foreign key (district_id, meeting_id) references voting.meeting (district_id, id),
  foreign key (district_id, follows) references voting.motion (district_id, id)
);
create table voting.motion_close (
  district_id uuid not null,
  motion_id uuid not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (district_id, motion_id),
  foreign key (district_id, motion_id) references voting.motion (district_id, id),
  foreign key (district_id, closed_by) references registry.person (district_id, id)
);

-- The roll: drawn, corrected by a further revision of a unit's line, frozen once.
create table voting.roll_draw (
  district_id uuid not null,
  meeting_id uuid not null,
  draw int not null check (draw > 0),
  on_date date not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  primary key (district_id, meeting_id, draw),
  foreign key (district_id, meeting_id) references voting.meeting (district_id, id),
  foreign key (district_id, drawn_by) references registry.person (district_id, id)
);
create table voting.roll_unit (
  district_id uuid not null,
  meeting_id uuid not null,
  draw int not null,
  unit_id uuid not null,
  revision int not null check (revision > 0),
  ordinal int not null,
  unit jsonb not null,
  primary key (district_id, meeting_id, draw, unit_id, revision),
  foreign key (district_id, meeting_id, draw) references voting.roll_draw (district_id, meeting_id, draw),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);
create table voting.roll_freeze (
  district_id uuid not null,
  meeting_id uuid not null,
  draw int not null,
  named_hash text not null check (named_hash ~ '^[0-9a-f]{64}$'),
  secret_hash text not null check (secret_hash ~ '^[0-9a-f]{64}$'),
  thin int not null,
  totals jsonb not null,
  frozen_by uuid not null,
  frozen_at timestamptz not null,
  primary key (district_id, meeting_id),
  foreign key (district_id, meeting_id, draw) references voting.roll_draw (district_id, meeting_id, draw),
  foreign key (district_id, frozen_by) references registry.person (district_id, id)
);
create table voting.voter (
  district_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  ordinal int not null,
  named_id text not null,
  secret_id text not null,
  paper_number text not null,
  owners jsonb not null,
  units jsonb not null,
  building text,
  weights jsonb not null,
  primary key (district_id, id),
  unique (district_id, id, meeting_id),
  unique (district_id, meeting_id, ordinal),
  unique (district_id, meeting_id, named_id),
  unique (district_id, meeting_id, secret_id),
  unique (district_id, meeting_id, paper_number),
  foreign key (district_id, meeting_id) references voting.roll_freeze (district_id, meeting_id)
);
create index on voting.voter using gin (owners);
create table voting.objection (
  district_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  unit_id uuid not null,
  raised_by uuid not null,
  raised_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, meeting_id) references voting.meeting (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id),
  foreign key (district_id, raised_by) references registry.person (district_id, id)
);
create table voting.objection_settlement (
  district_id uuid not null,
  objection_id uuid not null,
  decision text not null check (decision in ('upheld', 'dismissed')),
  correction jsonb check (correction is null or decision = 'upheld'),
  settled_by uuid not null,
  settled_at timestamptz not null,
  primary key (district_id, objection_id),
  foreign key (district_id, objection_id) references voting.objection (district_id, id),
  foreign key (district_id, settled_by) references registry.person (district_id, id)
);
-- What people wrote: apart, and deletable.
create table voting.objection_words (
  district_id uuid not null,
  objection_id uuid not null,
  field text not null check (field in ('objection', 'settlement')),
  words text not null,
  primary key (district_id, objection_id, field),
  foreign key (district_id, objection_id) references voting.objection (district_id, id)
);
create table voting.voter_class (
  district_id uuid not null,
  voter_id uuid not null,
  class text not null,
  evidence text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, voter_id, class),
  foreign key (district_id, voter_id) references voting.voter (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);

-- On the way to the ballot: scans, deliveries, proxies, co-owners, attendance.
create table voting.scan (
  district_id uuid not null,
  meeting_id uuid not null,
  sha256 text not null,
  media_type text not null,
  bytes int not null,
  stored_by uuid not null,
  stored_at timestamptz not null,
  primary key (district_id, meeting_id, sha256),
  foreign key (district_id, meeting_id) references voting.meeting (district_id, id),
  foreign key (district_id, stored_by) references registry.person (district_id, id)
);
create table voting.delivery (
  district_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  voter_id uuid not null,
  how text not null check (how in ('in-person', 'letterbox', 'registered-mail', 'electronic')),
  delivered_at timestamptz not null,
  proof_sha256 text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, voter_id, meeting_id) references voting.voter (district_id, id, meeting_id),
  foreign key (district_id, meeting_id, proof_sha256) references voting.scan (district_id, meeting_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create index on voting.delivery (district_id, voter_id);
create table voting.public_notice (
  district_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  posted_on date not null,
  posted_at_place text not null,
  proof_sha256 text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, meeting_id) references voting.meeting (district_id, id),
  foreign key (district_id, meeting_id, proof_sha256) references voting.scan (district_id, meeting_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table voting.proxy (
  district_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  voter_id uuid not null,
  holder text not null,
  holder_person_id uuid,
  holder_voter_id uuid,
  relation text not null,
  is_written boolean not null,
  scan_sha256 text,
  received_at timestamptz not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, voter_id, meeting_id) references voting.voter (district_id, id, meeting_id),
  foreign key (district_id, holder_voter_id, meeting_id) references voting.voter (district_id, id, meeting_id),
  foreign key (district_id, holder_person_id) references registry.person (district_id, id),
  foreign key (district_id, meeting_id, scan_sha256) references voting.scan (district_id, meeting_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table voting.proxy_holder (
  district_id uuid not null,
  proxy_id uuid not null,
  name text not null,
  primary key (district_id, proxy_id),
  foreign key (district_id, proxy_id) references voting.proxy (district_id, id)
);
create table voting.nomination (
  district_id uuid not null,
  id uuid not null,
  voter_id uuid not null,
  person_id uuid not null,
  scan_sha256 text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, voter_id) references voting.voter (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table voting.attendance (
  district_id uuid not null,
  voter_id uuid not null,
  is_in_person boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, voter_id, is_in_person),
  foreign key (district_id, voter_id) references voting.voter (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);

-- The box of a motion: a list that only grows, each ballot as it is published and as it is hashed.
create table voting.ballot (
  district_id uuid not null,
  motion_id uuid not null,
  position int not null check (position >= 0),
  id uuid not null,
  voter_id uuid not null,
  choice text not null check (choice in ('for', 'against', 'abstain', 'blank', 'invalid')),
  channel text not null check (channel in ('electronic', 'paper')),
  replaces uuid,
  -- A buyer votes for the seller, whose ballot fell.
  is_anew boolean not null,
  form text not null,
  leaf text not null check (leaf = encode(sha256('\x00'::bytea || convert_to(form, 'UTF8')), 'hex')),
  cast_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, motion_id, position),
  unique (district_id, id),
  unique (district_id, replaces),
  check (form::jsonb ->> 'id' = id::text and form::jsonb ->> 'choice' = choice
    and form::jsonb ->> 'channel' = channel
    and form::jsonb ->> 'replaces' is not distinct from replaces::text),
  foreign key (district_id, motion_id) references voting.motion (district_id, id),
  foreign key (district_id, voter_id) references voting.voter (district_id, id),
  foreign key (district_id, replaces) references voting.ballot (district_id, id),
  foreign key (district_id, cast_by) references registry.person (district_id, id)
);
create index on voting.ballot (district_id, voter_id);
-- Whatever writes here, a voter has one ballot of each channel that takes no other's place.
create unique index one_ballot_each_channel on voting.ballot (district_id, motion_id, voter_id, channel)
  where replaces is null and not is_anew;
create table voting.fallen (
  district_id uuid not null,
  ballot_id uuid not null,
  because text not null check (because in ('sold', 'proxy-refused')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, ballot_id),
  foreign key (district_id, ballot_id) references voting.ballot (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table voting.voice (
  district_id uuid not null,
  motion_id uuid not null,
  voter_id uuid not null,
  person_id uuid not null,
  choice text not null check (choice in ('for', 'against', 'abstain')),
  said_at timestamptz not null,
  primary key (district_id, motion_id, voter_id, person_id),
  foreign key (district_id, motion_id) references voting.motion (district_id, id),
  foreign key (district_id, voter_id) references voting.voter (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
-- One row for each person who read a sheet; nobody reads the same sheet twice.
create table voting.paper_entry (
  district_id uuid not null,
  meeting_id uuid not null,
  sheet text not null,
  person_id uuid not null,
  ordinal int not null check (ordinal > 0),
  voter_id uuid not null,
  scan_sha256 text not null,
  received_at timestamptz not null,
  proxy_id uuid,
  is_in_person boolean not null,
  choices jsonb not null,
  entered_at timestamptz not null,
  primary key (district_id, meeting_id, sheet, person_id),
  unique (district_id, meeting_id, sheet, ordinal),
  foreign key (district_id, voter_id, meeting_id) references voting.voter (district_id, id, meeting_id),
  foreign key (district_id, meeting_id, scan_sha256) references voting.scan (district_id, meeting_id, sha256),
  foreign key (district_id, proxy_id) references voting.proxy (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create table voting.sheet_outcome (
  district_id uuid not null,
  meeting_id uuid not null,
  sheet text not null,
  status text not null check (status in ('entered', 'refused')),
  because text,
  at timestamptz not null,
  primary key (district_id, meeting_id, sheet),
  foreign key (district_id, meeting_id) references voting.meeting (district_id, id)
);
create table voting.sale (
  district_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  voter_id uuid not null,
  unit_numbers jsonb not null,
  sold_on date not null,
  outcomes jsonb not null,
  buyers jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, voter_id, meeting_id) references voting.voter (district_id, id, meeting_id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);

-- What a verdict rests on beside ballots, and the verdicts, each standing in for the one before it.
create table voting.count_fact (
  district_id uuid not null,
  id uuid not null,
  motion_id uuid not null,
  fact jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, motion_id) references voting.motion (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table voting.verdict (
  district_id uuid not null,
  motion_id uuid not null,
  ordinal int not null check (ordinal > 0),
  verdict jsonb not null,
  status text not null check (status = verdict ->> 'status'),
  tallies jsonb not null,
  set_aside int not null,
  -- What was counted beside roll and box, as it is published.
  taken jsonb not null,
  roll_hash text not null check (roll_hash = verdict ->> 'rollHash'),
  law_hash text not null,
  log_root text not null check (log_root ~ '^[0-9a-f]{64}$'),
  log_size int not null check (log_size >= 0),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (district_id, motion_id, ordinal),
  foreign key (district_id, motion_id) references voting.motion_close (district_id, motion_id),
  foreign key (district_id, law_hash) references voting.law (district_id, hash),
  foreign key (district_id, decided_by) references registry.person (district_id, id)
);

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'voting.pack', 'voting.law', 'voting.unit_fact', 'voting.meeting', 'voting.meeting_event',
  'voting.motion', 'voting.motion_close', 'voting.roll_draw', 'voting.roll_unit',
  'voting.roll_freeze', 'voting.voter', 'voting.objection', 'voting.objection_settlement',
  'voting.voter_class', 'voting.scan', 'voting.delivery', 'voting.public_notice', 'voting.proxy',
  'voting.nomination', 'voting.attendance', 'voting.ballot', 'voting.fallen', 'voting.voice',
  'voting.paper_entry', 'voting.sheet_outcome', 'voting.sale', 'voting.count_fact',
  'voting.verdict']::regclass[]) t;
select registry.isolate_by_district(t) from unnest(array[
  'voting.objection_words', 'voting.proxy_holder']::regclass[]) t;
grant select, insert, delete on voting.objection_words, voting.proxy_holder to xinyi_app;

-- Nothing enters a box once it was closed, but paper handed in before and read after: until the verdict.
create function voting.check_box_open() returns trigger language plpgsql as $$
begin
  if exists (select from voting.verdict v where v.district_id = new.district_id and v.motion_id = new.motion_id) then
    raise exception 'motion % is decided: its box is shut', new.motion_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger box_open before insert on voting.ballot
  for each row execute function voting.check_box_open();

-- A carried motion becomes the resolution that one person has typed in so far; the second still confirms it.
create table trust.mandate_vote (
  district_id uuid not null,
  mandate_id uuid not null,
  motion_id uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, mandate_id),
  unique (district_id, motion_id),
  foreign key (district_id, mandate_id) references trust.mandate (district_id, id)
);
select registry.isolate_by_district('trust.mandate_vote'), registry.make_append_only('trust.mandate_vote');
