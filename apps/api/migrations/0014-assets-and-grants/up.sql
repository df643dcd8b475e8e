-- What the owners and the collective hold in common, and who uses it for rent.
create table trust.asset (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  number text not null,
  name text not null,
  kind text not null check (kind in ('shop', 'hall', 'parking', 'advertising', 'equipment', 'other')),
  place text not null,
  area_cm2 bigint check (area_cm2 > 0),
  -- The collective's part of what the asset earns; the rest is the owners'.
  collective_share numeric(7, 6) not null check (collective_share >= 0 and collective_share <= 1),
  held_since date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, estate_id, number),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table trust.asset_retirement (
  district_id uuid not null,
  asset_id uuid not null,
  retired_on date not null,
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, asset_id),
  foreign key (district_id, asset_id) references trust.asset (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table trust.lease (
  district_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  tenant text not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  rent_minor bigint not null check (rent_minor > 0),
  due_day int not null check (due_day between 1 and 31),
  contract_sha256 text not null,
  estate_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, asset_id) references trust.asset (district_id, id),
  foreign key (district_id, estate_id, contract_sha256) references trust.voucher (district_id, estate_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create index on trust.lease (district_id, asset_id, from_on);
create table trust.lease_end (
  district_id uuid not null,
  lease_id uuid not null,
  last_day date not null,
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, lease_id),
  foreign key (district_id, lease_id) references trust.lease (district_id, id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
-- A line of the bank that was rent of this lease, with the act that booked it: whether that still
-- stands is read from the ledger.
create table trust.lease_receipt (
  district_id uuid not null,
  act_id uuid not null,
  lease_id uuid not null,
  line_id uuid not null,
  primary key (district_id, act_id),
  foreign key (district_id, lease_id) references trust.lease (district_id, id),
  foreign key (district_id, line_id) references trust.bank_line (district_id, id)
);

-- A grant out of money given for a purpose: decided by two people, paid in stages, each after its proof.
create table trust.grant_proposal (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  estate_id uuid not null,
  fund text not null,
  recipient text not null,
  purpose text not null,
  decision_sha256 text not null,
  recorded_by uuid not null,
  recorded_on date not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, id, recorded_by),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, estate_id, decision_sha256) references trust.voucher (district_id, estate_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table trust.grant_stage (
  district_id uuid not null,
  grant_id uuid not null,
  ordinal int not null check (ordinal > 0),
  title text not null,
  amount_minor bigint not null check (amount_minor > 0),
  due_on date not null,
  primary key (district_id, grant_id, ordinal),
  foreign key (district_id, grant_id) references trust.grant_proposal (district_id, id)
);
create table trust.grant_award (
  district_id uuid not null,
  grant_id uuid not null,
  recorded_by uuid not null,
  confirmed_by uuid not null check (confirmed_by <> recorded_by),
  confirmed_at timestamptz not null,
  act_id uuid not null,
  primary key (district_id, grant_id),
  foreign key (district_id, grant_id, recorded_by) references trust.grant_proposal (district_id, id, recorded_by),
  foreign key (district_id, confirmed_by) references registry.person (district_id, id)
);
create table trust.grant_proof (
  district_id uuid not null,
  grant_id uuid not null,
  ordinal int not null,
  estate_id uuid not null,
  evidence_sha256 text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, grant_id, ordinal),
  unique (district_id, grant_id, ordinal, recorded_by),
  foreign key (district_id, grant_id, ordinal) references trust.grant_stage (district_id, grant_id, ordinal),
  foreign key (district_id, estate_id, evidence_sha256) references trust.voucher (district_id, estate_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table trust.grant_acceptance (
  district_id uuid not null,
  grant_id uuid not null,
  ordinal int not null,
  recorded_by uuid not null,
  accepted_by uuid not null check (accepted_by <> recorded_by),
  accepted_at timestamptz not null,
  primary key (district_id, grant_id, ordinal),
  foreign key (district_id, grant_id, ordinal, recorded_by)
    references trust.grant_proof (district_id, grant_id, ordinal, recorded_by),
  foreign key (district_id, accepted_by) references registry.person (district_id, id)
);
create table trust.grant_payment (
  district_id uuid not null,
  act_id uuid not null,
  grant_id uuid not null,
  ordinal int not null,
  line_id uuid not null,
  primary key (district_id, act_id),
  foreign key (district_id, grant_id, ordinal) references trust.grant_acceptance (district_id, grant_id, ordinal),
  foreign key (district_id, line_id) references trust.bank_line (district_id, id)
);

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'trust.asset', 'trust.asset_retirement', 'trust.lease', 'trust.lease_end', 'trust.lease_receipt',
  'trust.grant_proposal', 'trust.grant_stage', 'trust.grant_award', 'trust.grant_proof',
  'trust.grant_acceptance', 'trust.grant_payment']::regclass[]) t;
