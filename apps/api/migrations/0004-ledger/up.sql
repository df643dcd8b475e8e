create table trust.book (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid,
  currency text not null,
  chart_id text not null,
  chart_version text not null,
  opened_on date not null,
  genesis text not null,
  genesis_hash text not null check (genesis_hash = encode(sha256(convert_to(genesis, 'UTF8')), 'hex')),
  primary key (district_id, id),
  unique (district_id, estate_id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
-- `form` is what is hashed (RFC 8785 JSON); the columns beside it serve queries and must agree with it.
create table trust.entry (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  sequence bigint not null check (sequence > 0),
  -- One command; its entries stand or fall together.
  act_id uuid not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  actor_id uuid not null,
  reverses uuid,
  form text not null,
  previous_hash text not null,
  hash text not null check (hash = encode(sha256(convert_to(form, 'UTF8')), 'hex')),
  primary key (district_id, id),
  unique (district_id, book_id, sequence),
  unique (district_id, book_id, previous_hash),
  unique (district_id, reverses),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, reverses) references trust.entry (district_id, id),
  check (form::jsonb ->> 'id' = id::text and form::jsonb ->> 'book' = book_id::text
    and (form::jsonb ->> 'sequence')::bigint = sequence
    and form::jsonb ->> 'occurredOn' = occurred_on::text
    and form::jsonb ->> 'previous' = previous_hash
    and (form::jsonb ->> 'reverses') is not distinct from reverses::text)
);
create index on trust.entry (district_id, book_id, occurred_on);
create index on trust.entry (district_id, act_id);
create table trust.posting (
  district_id uuid not null,
  entry_id uuid not null,
  ordinal int not null,
  book_id uuid not null,
  account text not null,
  fund text not null,
  sub text,
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (district_id, entry_id, ordinal),
  foreign key (district_id, entry_id) references trust.entry (district_id, id),
  foreign key (district_id, book_id) references trust.book (district_id, id)
);
create index on trust.posting (district_id, book_id, account, fund, sub) include (amount_minor);
-- Free text and salts, apart from the ledger and deletable: erasing a person's text
-- leaves every hash as it was.
create table trust.opening (
  district_id uuid not null,
  entry_id uuid not null,
  field text not null,
  salt text not null,
  -- What the commitment hides; empty where nothing was given.
  value jsonb,
  primary key (district_id, entry_id, field),
  foreign key (district_id, entry_id) references trust.entry (district_id, id)
);
-- What a reference was used for: one space per book, used for ever.
create table trust.reference (
  district_id uuid not null,
  book_id uuid not null,
  reference text not null,
  fingerprint text not null,
  entry_id uuid,
  primary key (district_id, book_id, reference),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, entry_id) references trust.entry (district_id, id)
);
create table trust.sealed_month (
  district_id uuid not null,
  book_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  sealed_at timestamptz not null,
  primary key (district_id, book_id, month),
  foreign key (district_id, book_id) references trust.book (district_id, id)
);
-- The rule a bill was reckoned by, so that it can be reckoned again.
create table trust.bill (
  district_id uuid not null,
  entry_id uuid not null,
  book_id uuid not null,
  unit_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  area_cm2 bigint not null,
  rate numeric(12, 4) not null,
  rounding text not null,
  amount_minor bigint not null,
  primary key (district_id, entry_id),
  foreign key (district_id, entry_id) references trust.entry (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);
create index on trust.bill (district_id, book_id, month);
-- Who was paid and for what, shown to every owner.
create table trust.spending (
  district_id uuid not null,
  entry_id uuid not null,
  payee text not null,
  purpose text not null,
  voucher_number text not null,
  primary key (district_id, entry_id),
  foreign key (district_id, entry_id) references trust.entry (district_id, id)
);

-- The pair of the check in the package: whatever writes here, an entry balances in each fund.
create function trust.check_balanced() returns trigger language plpgsql as $$
declare
  row jsonb := to_jsonb(new);
  -- The entry itself, or the one a posting belongs to.
  checked uuid := coalesce(row ->> 'entry_id', row ->> 'id')::uuid;
  wrong record;
begin
  select fund, sum(amount_minor) as difference into wrong from trust.posting
    where district_id = new.district_id and entry_id = checked
    group by fund having sum(amount_minor) <> 0 limit 1;
  if found then
    raise exception 'entry % is out of balance in fund % by %', checked, wrong.fund, wrong.difference
      using errcode = 'check_violation';
  end if;
  if not exists (select from trust.posting where district_id = new.district_id and entry_id = checked) then
    raise exception 'entry % has no postings', checked using errcode = 'check_violation';
  end if;
  -- The rows are what was hashed: none added later, none other than the form says.
  if exists (
    select from (
        select ordinal, account, fund, amount_minor from trust.posting
          where district_id = new.district_id and entry_id = checked
      ) stored full join (
        select (position - 1)::int as ordinal, line ->> 'account' as account, line ->> 'fund' as fund,
          replace(line -> 'amount' ->> 'amount', '.', '')::bigint as amount_minor
        from trust.entry, jsonb_array_elements(form::jsonb -> 'postings') with ordinality as lines(line, position)
          where district_id = new.district_id and id = checked
      ) hashed using (ordinal, account, fund, amount_minor)
    where stored.ordinal is null or hashed.ordinal is null
  ) then
    raise exception 'the postings of entry % are not those of its form', checked
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on trust.posting
  deferrable initially deferred for each row execute function trust.check_balanced();
create constraint trigger balanced after insert on trust.entry
  deferrable initially deferred for each row execute function trust.check_balanced();

-- The chain has no fork and no hole, whatever writes here.
create function trust.check_chain() returns trigger language plpgsql as $$
declare
  head text;
begin
  if new.sequence = 1 then
    select genesis_hash into head from trust.book
      where district_id = new.district_id and id = new.book_id;
  else
    select hash into head from trust.entry where district_id = new.district_id
      and book_id = new.book_id and sequence = new.sequence - 1;
  end if;
  if head is distinct from new.previous_hash then
    raise exception 'entry % does not follow the head of book %', new.id, new.book_id
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger chained before insert on trust.entry
  for each row execute function trust.check_chain();

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'trust.book', 'trust.entry', 'trust.posting', 'trust.reference', 'trust.sealed_month',
  'trust.bill', 'trust.spending']::regclass[]) t;
select registry.isolate_by_district('trust.opening');
grant select, insert, delete on trust.opening to xinyi_app;
