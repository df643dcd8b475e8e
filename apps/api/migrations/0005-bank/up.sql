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
-- A line of the bank's statement as the bank gave it.
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
  -- The payer's own reference: how a later statement may name this line when it takes it back.
  end_to_end_id text,
  primary key (district_id, id),
  unique (district_id, book_id, reference),
  foreign key (district_id, statement_id) references trust.bank_statement (district_id, id)
);
-- Who paid and what they wrote: apart, and deletable, so that erasing a person touches no line.
create table trust.bank_line_payer (
  district_id uuid not null,
  line_id uuid not null,
  name text,
  account text,
  remark text,
  primary key (district_id, line_id),
  foreign key (district_id, line_id) references trust.bank_line (district_id, id)
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
select registry.isolate_by_district('trust.bank_line_payer');
grant select, insert, delete on trust.bank_line_payer to xinyi_app;

-- Where each line stands now: what was last done with it that was not reversed since.
create view trust.bank_line_state with (security_invoker = true) as
select l.district_id, l.id, l.book_id, l.statement_id,
  case
    when l.is_reversal and exists (select from trust.bank_line_entry b
      where b.district_id = l.district_id and b.line_id = l.id and b.kind = 'bounced') then 'bounced'
    when exists (select from trust.bank_line r join trust.bank_line_entry b
        on b.district_id = r.district_id and b.line_id = r.id and b.kind = 'bounced'
      where r.district_id = l.district_id and r.book_id = l.book_id and r.amount_minor = -l.amount_minor
        and r.reverses_reference in (l.reference, l.end_to_end_id)) then 'bounced'
    when current_link.kind in ('received', 'matched') then 'matched'
    when current_link.kind = 'suspense' then 'suspense'
    when current_link.kind = 'spent' then 'explained'
    else 'unexplained'
  end as state,
  current_link.entry_id, current_link.because
from trust.bank_line l
left join lateral (
  select b.kind, b.entry_id, b.because from trust.bank_line_entry b
    join trust.entry e on e.district_id = b.district_id and e.id = b.entry_id
  where b.district_id = l.district_id and b.line_id = l.id and b.kind <> 'bounced'
    and not exists (select from trust.entry r where r.district_id = e.district_id and r.reverses = e.id)
  order by e.sequence desc limit 1
) current_link on true;
grant select on trust.bank_line_state to xinyi_app;
