-- What a resolution may be about is the package's to say; here only its form is held.
alter table trust.mandate drop constraint mandate_subject_check;
alter table trust.mandate add constraint mandate_subject_check
  check (subject ~ '^[a-z][a-z-]{0,31}(:[A-Za-z0-9-]{1,64})?$');

-- A dated price of one item of the fees, or how a shared cost is split; only by a resolution.
create table trust.tariff (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  item text not null check (item ~ '^[a-z][a-z0-9-]{0,31}$'),
  title text not null,
  kind text not null check (kind in ('area', 'fixed', 'metered', 'shared')),
  from_on date not null,
  rate numeric(14, 6) check (rate >= 0),
  split text check (split in ('area', 'equal')),
  -- The units it holds for; none named: all of them.
  units uuid[] check (cardinality(units) > 0),
  mandate_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, mandate_id),
  check ((kind = 'shared') = (rate is null)),
  check ((kind = 'shared') = (split is not null)),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
-- A meter as it was read. A wrong reading is superseded by a later record for the same day.
create table trust.meter_reading (
  district_id uuid not null,
  book_id uuid not null,
  unit_id uuid not null,
  item text not null,
  read_on date not null,
  recorded_at timestamptz not null,
  reading numeric(14, 3) not null check (reading >= 0),
  recorded_by uuid not null,
  primary key (district_id, unit_id, item, read_on, recorded_at),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);
-- A cost that the units bear together, with the invoice it stands on.
create table trust.shared_cost (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  estate_id uuid not null,
  item text not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  amount_minor bigint not null check (amount_minor > 0),
  voucher_sha256 text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, estate_id, voucher_sha256) references trust.voucher (district_id, estate_id, sha256)
);
create index on trust.shared_cost (district_id, book_id, month);
-- By what it was split when it was billed, in the order that decided a tie.
create table trust.shared_weight (
  district_id uuid not null,
  cost_id uuid not null,
  unit_id uuid not null,
  ordinal int not null,
  weight numeric(14, 2) not null check (weight >= 0),
  primary key (district_id, cost_id, unit_id),
  foreign key (district_id, cost_id) references trust.shared_cost (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);

-- One run over a month: what was seen before it was posted, by its hash.
create table trust.bill_run (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  occurred_on date not null,
  plan_hash text not null check (plan_hash ~ '^[0-9a-f]{64}$'),
  bills int not null,
  total_minor bigint not null,
  run_by uuid not null,
  run_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, run_by) references registry.person (district_id, id)
);
create index on trust.bill_run (district_id, book_id, month);
-- What a bill rests on is kept with it, whole: the days at each rate, the readings, the cost shared.
alter table trust.bill add column item text, add column kind text, add column basis jsonb,
  add column run_id uuid, alter column rate drop not null,
  add foreign key (district_id, run_id) references trust.bill_run (district_id, id);

-- A claim made smaller, given up, or money paid ahead given back; only by a resolution.
create table trust.relief (
  district_id uuid not null,
  act_id uuid not null,
  book_id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('credit-note', 'waiver', 'write-off', 'refund')),
  amount_minor bigint not null check (amount_minor > 0),
  mandate_id uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, act_id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id),
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id)
);
create index on trust.relief (district_id, mandate_id);

-- What being late costs, from a day on.
create table trust.late_rule (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  from_on date not null,
  yearly_rate numeric(9, 6) not null check (yearly_rate >= 0 and yearly_rate < 1),
  grace_days int not null check (grace_days between 0 and 366),
  day_count int not null check (day_count in (360, 365)),
  mandate_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, mandate_id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id)
);
create table trust.late_charge (
  district_id uuid not null,
  entry_id uuid not null,
  book_id uuid not null,
  unit_id uuid not null,
  charge_entry_id uuid not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  principal_minor bigint not null check (principal_minor > 0),
  amount_minor bigint not null check (amount_minor > 0),
  segments jsonb not null,
  day_count int not null,
  primary key (district_id, entry_id),
  foreign key (district_id, entry_id) references trust.entry (district_id, id),
  foreign key (district_id, charge_entry_id) references trust.entry (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);
create index on trust.late_charge (district_id, charge_entry_id);

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'trust.tariff', 'trust.meter_reading', 'trust.shared_cost', 'trust.shared_weight', 'trust.bill_run', 'trust.relief',
  'trust.late_rule', 'trust.late_charge']::regclass[]) t;
