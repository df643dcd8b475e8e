create table trust.bank_statement (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  account text not null,
  statement_ref text not null,
  file_sha256 text not null,
  opening_minor bigint not null,
  opening_on date,
  closing_minor bigint not null,
  closing_on date,
  movements_minor bigint not null,
  imported_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, book_id, account, statement_ref),
  foreign key (district_id, book_id) references trust.book (district_id, id)
);
-- A line of the bank's statement as the bank gave it. The payer stands here, never in an entry.
create table trust.bank_line (
  district_id uuid not null,
  id uuid not null,
  statement_id uuid not null,
  book_id uuid not null,
  ordinal int not null,
  reference text not null,
  booked_on date not null,
  amount_minor bigint not null check (amount_minor <> 0),
  is_reversal boolean not null,
  reverses_reference text,
  payer_name text,
  payer_account text,
  remark text,
  primary key (district_id, id),
  unique (district_id, book_id, reference),
  foreign key (district_id, statement_id) references trust.bank_statement (district_id, id)
);
-- What was done with a line, in order: booked to suspense first and matched later are two rows.
create table trust.bank_line_entry (
  district_id uuid not null,
  line_id uuid not null,
  entry_id uuid not null,
  kind text not null check (kind in ('received', 'suspense', 'matched', 'spent', 'bounced')),
  because jsonb not null,
  primary key (district_id, line_id, entry_id),
  foreign key (district_id, line_id) references trust.bank_line (district_id, id),
  foreign key (district_id, entry_id) references trust.entry (district_id, id)
);
create index on trust.bank_line_entry (district_id, entry_id);
create table trust.voucher (
  district_id uuid not null,
  estate_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes bigint not null,
  stored_at timestamptz not null,
  primary key (district_id, estate_id, sha256),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'trust.bank_statement', 'trust.bank_line', 'trust.bank_line_entry', 'trust.voucher']::regclass[]) t;
