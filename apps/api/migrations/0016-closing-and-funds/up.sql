-- The book of a new trustee continues the one before it: an estate has one book after the other.
alter table trust.book drop constraint book_district_id_estate_id_key;
alter table trust.book add column predecessor uuid,
  add foreign key (district_id, predecessor) references trust.book (district_id, id);
create unique index one_first_book on trust.book (district_id, estate_id) where predecessor is null;
create unique index one_successor on trust.book (district_id, predecessor);

-- What a month's seal stands on: where the chain was, the trial balance, the checklist as it read.
create table trust.seal (
  district_id uuid not null,
  book_id uuid not null,
  month text not null,
  head_sequence bigint not null,
  head_hash text not null,
  trial_balance_hash text not null check (trial_balance_hash ~ '^[0-9a-f]{64}$'),
  checklist jsonb not null,
  sealed_by uuid not null,
  sealed_at timestamptz not null,
  primary key (district_id, book_id, month),
  unique (district_id, book_id, month, sealed_by),
  foreign key (district_id, book_id, month) references trust.sealed_month (district_id, book_id, month),
  foreign key (district_id, sealed_by) references registry.person (district_id, id)
);
-- A second person of the other party has looked at the sealed month and stands for it too.
create table trust.seal_countersignature (
  district_id uuid not null,
  book_id uuid not null,
  month text not null,
  sealed_by uuid not null,
  signed_by uuid not null check (signed_by <> sealed_by),
  signed_at timestamptz not null,
  primary key (district_id, book_id, month),
  foreign key (district_id, book_id, month, sealed_by) references trust.seal (district_id, book_id, month, sealed_by),
  foreign key (district_id, signed_by) references registry.person (district_id, id)
);
-- Nothing is dated in a sealed month any more, whatever writes here.
create function trust.refuse_sealed_month() returns trigger language plpgsql as $$
begin
  if exists (select from trust.sealed_month s where s.district_id = new.district_id
      and s.book_id = new.book_id and s.month = to_char(new.occurred_on, 'YYYY-MM')) then
    raise exception 'the month of % is sealed', new.occurred_on using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger month_open before insert on trust.entry
  for each row execute function trust.refuse_sealed_month();

create table trust.year_close (
  district_id uuid not null,
  book_id uuid not null,
  year int not null,
  act_id uuid not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (district_id, book_id, year, act_id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, closed_by) references registry.person (district_id, id)
);

-- The hand-over of all books to another trustee, by a resolution, with the pack he gets.
create table trust.hand_over (
  district_id uuid not null,
  book_id uuid not null,
  successor_book_id uuid not null,
  successor text not null,
  occurred_on date not null,
  head_sequence bigint not null,
  head_hash text not null,
  pack_sha256 text not null check (pack_sha256 ~ '^[0-9a-f]{64}$'),
  manifest_sha256 text not null check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  public_key text not null,
  mandate_id uuid not null,
  handed_over_by uuid not null,
  handed_over_at timestamptz not null,
  primary key (district_id, book_id),
  unique (district_id, mandate_id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, successor_book_id) references trust.book (district_id, id),
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id)
);

-- 先缴后补: a batch of one period with the government's paper, and what each household was granted.
-- Whether a grant has ended is read from the ledger: its entry is reversed then.
create table trust.subsidy_batch (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  estate_id uuid not null,
  period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  rate numeric(9, 6) not null check (rate > 0 and rate <= 1),
  authority text not null,
  evidence_sha256 text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, estate_id, evidence_sha256) references trust.voucher (district_id, estate_id, sha256)
);
create table trust.subsidy_grant (
  district_id uuid not null,
  act_id uuid not null,
  batch_id uuid not null,
  book_id uuid not null,
  unit_id uuid not null,
  period text not null,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (district_id, act_id),
  foreign key (district_id, batch_id) references trust.subsidy_batch (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);
create index on trust.subsidy_grant (district_id, book_id, unit_id);

-- The trustee's fee: adopted with the budget, a part of it hanging on marks that two people record.
alter table trust.budget_draft add column appraisal_share numeric(7, 6)
  check (appraisal_share >= 0 and appraisal_share <= 1);
create table trust.remuneration (
  district_id uuid not null,
  act_id uuid not null,
  book_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  amount_minor bigint not null check (amount_minor > 0),
  held_minor bigint not null check (held_minor >= 0),
  -- What it was reckoned from, so that anyone can do it again.
  lines_total_minor bigint not null,
  rate numeric(7, 6) not null,
  appraisal_share numeric(7, 6),
  resolution_id text not null,
  primary key (district_id, act_id),
  foreign key (district_id, book_id) references trust.book (district_id, id)
);
create table trust.appraisal (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  estate_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  score numeric(9, 3) not null check (score >= 0),
  out_of numeric(9, 3) not null check (out_of > 0),
  scan_sha256 text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, id, book_id, month, recorded_by),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, estate_id, scan_sha256) references trust.voucher (district_id, estate_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table trust.appraisal_confirmation (
  district_id uuid not null,
  appraisal_id uuid not null,
  book_id uuid not null,
  month text not null,
  recorded_by uuid not null,
  confirmed_by uuid not null check (confirmed_by <> recorded_by),
  confirmed_at timestamptz not null,
  act_id uuid not null,
  earned_minor bigint not null check (earned_minor >= 0),
  primary key (district_id, appraisal_id),
  foreign key (district_id, appraisal_id, book_id, month, recorded_by)
    references trust.appraisal (district_id, id, book_id, month, recorded_by),
  foreign key (district_id, confirmed_by) references registry.person (district_id, id)
);

-- What petty cash is restored to; gone again when its act is reversed.
create table trust.imprest (
  district_id uuid not null,
  act_id uuid not null,
  book_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  recorded_at timestamptz not null,
  primary key (district_id, act_id),
  foreign key (district_id, book_id) references trust.book (district_id, id)
);
-- A resolution that a movement of held money stands on.
create table trust.fund_mandate (
  district_id uuid not null,
  mandate_id uuid not null,
  book_id uuid not null,
  act_id uuid not null,
  primary key (district_id, mandate_id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id)
);

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'trust.seal', 'trust.seal_countersignature', 'trust.year_close', 'trust.hand_over',
  'trust.subsidy_batch', 'trust.subsidy_grant', 'trust.remuneration', 'trust.appraisal',
  'trust.appraisal_confirmation', 'trust.imprest', 'trust.fund_mandate']::regclass[]) t;

insert into registry.role_permission (role_id, permission) values
  ('company-cashier', 'period:close'), ('company-manager', 'period:close'),
  ('committee-member', 'period:close');
