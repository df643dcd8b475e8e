-- Resolutions. One person records, another confirms; what was recorded wrongly is never confirmed.
create table trust.mandate (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  resolution_id text not null,
  resolved_on date not null,
  subject text not null check (subject ~ '^(budget:[0-9]{4}|access-policy|ratification:[0-9a-f-]{36})$'),
  scan_sha256 text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, id, estate_id, resolution_id, subject, recorded_by),
  foreign key (district_id, estate_id, scan_sha256) references trust.voucher (district_id, estate_id, sha256),
  foreign key (district_id, recorded_by) references registry.person (district_id, id)
);
create table trust.mandate_confirmation (
  district_id uuid not null,
  mandate_id uuid not null,
  estate_id uuid not null,
  resolution_id text not null,
  subject text not null,
  recorded_by uuid not null,
  confirmed_by uuid not null check (confirmed_by <> recorded_by),
  confirmed_at timestamptz not null,
  primary key (district_id, mandate_id),
  unique (district_id, estate_id, resolution_id, subject),
  foreign key (district_id, mandate_id, estate_id, resolution_id, subject, recorded_by)
    references trust.mandate (district_id, id, estate_id, resolution_id, subject, recorded_by),
  foreign key (district_id, confirmed_by) references registry.person (district_id, id)
);

-- The budget. A draft is a version of its year; adopting one supersedes the adopted one before it.
create table trust.budget_draft (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  year int not null check (year between 2000 and 2999),
  version int not null check (version > 0),
  remuneration_rate numeric(7, 6) not null check (remuneration_rate >= 0 and remuneration_rate < 1),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, book_id, year, version),
  unique (district_id, id, book_id, year),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, drafted_by) references registry.person (district_id, id)
);
create table trust.budget_line (
  district_id uuid not null,
  draft_id uuid not null,
  line text not null,
  ordinal int not null,
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (district_id, draft_id, line),
  foreign key (district_id, draft_id) references trust.budget_draft (district_id, id)
);
create table trust.budget_publication (
  district_id uuid not null,
  draft_id uuid not null,
  closes_on date not null,
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (district_id, draft_id),
  foreign key (district_id, draft_id) references trust.budget_draft (district_id, id)
);
create table trust.budget_comment (
  district_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  unit_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, draft_id) references trust.budget_publication (district_id, draft_id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);
create table trust.budget_answer (
  district_id uuid not null,
  comment_id uuid not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (district_id, comment_id),
  foreign key (district_id, comment_id) references trust.budget_comment (district_id, id)
);
-- What people wrote: apart, and deletable.
create table trust.budget_words (
  district_id uuid not null,
  comment_id uuid not null,
  field text not null check (field in ('comment', 'answer')),
  words text not null,
  primary key (district_id, comment_id, field),
  foreign key (district_id, comment_id) references trust.budget_comment (district_id, id)
);
create table trust.budget_adoption (
  district_id uuid not null,
  draft_id uuid not null,
  book_id uuid not null,
  year int not null,
  sequence int not null check (sequence > 0),
  mandate_id uuid not null,
  adopted_by uuid not null,
  adopted_at timestamptz not null,
  primary key (district_id, draft_id),
  unique (district_id, book_id, year, sequence),
  unique (district_id, mandate_id),
  foreign key (district_id, draft_id, book_id, year) references trust.budget_draft (district_id, id, book_id, year),
  -- No other door to adoption than a resolution that two people stand for.
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id)
);

-- Who may start a payment and who opens it, from a day on, by a resolution.
create table trust.access_policy (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  from_on date not null,
  mandate_id uuid not null,
  policy jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, mandate_id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id)
);
create table trust.delegation (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  by_person uuid not null,
  to_person uuid not null check (to_person <> by_person),
  party text not null check (party in ('trustee', 'committee')),
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, by_person) references registry.person (district_id, id),
  foreign key (district_id, to_person) references registry.person (district_id, id)
);

-- Whom the trust pays. An account is committed to by hash; its number lies apart and can be deleted.
create table trust.payee (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  name text not null,
  person_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, estate_id, name),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create table trust.payee_account (
  district_id uuid not null,
  id uuid not null,
  payee_id uuid not null,
  ordinal int not null check (ordinal > 0),
  since date not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, payee_id, ordinal),
  unique (district_id, id, payee_id),
  foreign key (district_id, payee_id) references trust.payee (district_id, id)
);
create table trust.payee_account_number (
  district_id uuid not null,
  account_id uuid not null,
  bank_name text not null,
  number text not null,
  salt text not null,
  primary key (district_id, account_id),
  foreign key (district_id, account_id) references trust.payee_account (district_id, id)
);

-- Orders. Every change is a version of its own; `form` is what is hashed and approved.
create table trust.payment_order (
  district_id uuid not null,
  id uuid not null,
  book_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  proposed_on date not null,
  last_day date not null,
  is_emergency boolean not null,
  ratify_by date check ((ratify_by is not null) = is_emergency),
  primary key (district_id, id),
  foreign key (district_id, book_id) references trust.book (district_id, id),
  foreign key (district_id, proposed_by) references registry.person (district_id, id)
);
create index on trust.payment_order (district_id, book_id, proposed_on);
create table trust.payment_order_version (
  district_id uuid not null,
  order_id uuid not null,
  version int not null check (version > 0),
  year int not null,
  line text not null,
  amount_minor bigint not null check (amount_minor > 0),
  payee_id uuid not null,
  payee_account_id uuid not null,
  purpose text not null,
  contract text,
  invoice_number text,
  voucher_sha256 text not null,
  form text not null,
  hash text not null check (hash = encode(sha256(convert_to(form, 'UTF8')), 'hex')),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (district_id, order_id, version),
  unique (district_id, order_id, version, hash),
  foreign key (district_id, order_id) references trust.payment_order (district_id, id),
  foreign key (district_id, payee_account_id, payee_id) references trust.payee_account (district_id, id, payee_id),
  check (form::jsonb ->> 'id' = order_id::text and (form::jsonb ->> 'version')::int = version
    and (form::jsonb ->> 'year')::int = year and form::jsonb ->> 'line' = line
    and replace(form::jsonb -> 'amount' ->> 'amount', '.', '')::bigint = amount_minor
    and form::jsonb ->> 'payee' = payee_id::text
    and form::jsonb -> 'payeeAccount' ->> 'id' = payee_account_id::text
    and form::jsonb ->> 'voucherSha256' = voucher_sha256)
);
-- Bound to the hash of one version: what was approved cannot become something else.
create table trust.order_approval (
  district_id uuid not null,
  order_id uuid not null,
  version int not null,
  hash text not null,
  person_id uuid not null,
  party text not null check (party in ('trustee', 'committee')),
  in_place_of uuid check (in_place_of <> person_id),
  factor text not null check (factor in ('totp', 'passkey')),
  approved_on date not null,
  approved_at timestamptz not null,
  primary key (district_id, order_id, version, person_id),
  foreign key (district_id, order_id, version, hash)
    references trust.payment_order_version (district_id, order_id, version, hash),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create table trust.order_event (
  district_id uuid not null,
  order_id uuid not null,
  ordinal int not null check (ordinal > 0),
  kind text not null check (kind in ('sent-back', 'voided', 'executed', 'ratified')),
  version int not null,
  person_id uuid not null,
  at timestamptz not null,
  on_date date not null,
  reason text,
  line_id uuid,
  act_id uuid,
  paid_minor bigint,
  mandate_id uuid,
  primary key (district_id, order_id, ordinal),
  foreign key (district_id, order_id, version) references trust.payment_order_version (district_id, order_id, version),
  foreign key (district_id, line_id) references trust.bank_line (district_id, id),
  foreign key (district_id, mandate_id) references trust.mandate_confirmation (district_id, mandate_id),
  check ((kind = 'executed') = (line_id is not null and act_id is not null and paid_minor > 0)),
  check ((kind = 'ratified') = (mandate_id is not null))
);
create unique index order_ends_once on trust.order_event (district_id, order_id)
  where kind in ('voided', 'executed');
create unique index order_ratified_once on trust.order_event (district_id, mandate_id);

-- The pair of the check in the package: whatever writes here, two people of two parties opened it.
create function trust.check_two_keys() returns trigger language plpgsql as $$
begin
  if new.kind = 'executed' and not exists (
    select from trust.order_approval a join trust.order_approval b
        on b.district_id = a.district_id and b.order_id = a.order_id and b.version = a.version
      where a.district_id = new.district_id and a.order_id = new.order_id and a.version = new.version
        and a.party = 'trustee' and b.party = 'committee' and a.person_id <> b.person_id
  ) then
    raise exception 'order % has not been opened by two keys', new.order_id using errcode = 'check_violation';
  end if;
  if new.kind = 'executed' and new.paid_minor > (select amount_minor from trust.payment_order_version v
      where v.district_id = new.district_id and v.order_id = new.order_id and v.version = new.version) then
    raise exception 'order % is paid for more than approved', new.order_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger two_keys before insert on trust.order_event
  for each row execute function trust.check_two_keys();

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'trust.mandate', 'trust.mandate_confirmation', 'trust.budget_draft', 'trust.budget_line',
  'trust.budget_publication', 'trust.budget_comment', 'trust.budget_answer', 'trust.budget_adoption',
  'trust.access_policy', 'trust.delegation', 'trust.payee', 'trust.payee_account',
  'trust.payment_order', 'trust.payment_order_version', 'trust.order_approval',
  'trust.order_event']::regclass[]) t;
select registry.isolate_by_district(t) from unnest(array[
  'trust.budget_words', 'trust.payee_account_number']::regclass[]) t;
grant select, insert, delete on trust.budget_words, trust.payee_account_number to xinyi_app;

-- Where each order stands: its latest version, and what became of it. Whether it has expired is a
-- question of the day, which SQL does not ask.
create view trust.order_now with (security_invoker = true) as
select o.district_id, o.id, o.book_id, o.proposed_by, o.proposed_at, o.proposed_on, o.last_day,
  o.is_emergency, o.ratify_by, v.version, v.year, v.line, v.amount_minor, v.payee_id,
  v.payee_account_id, v.purpose, v.contract, v.invoice_number, v.voucher_sha256, v.form, v.hash,
  case
    when ending.kind = 'executed' and exists (select from trust.entry e
        join trust.entry r on r.district_id = e.district_id and r.reverses = e.id
      where e.district_id = o.district_id and e.act_id = ending.act_id) then 'returned'
    when ending.kind is not null then ending.kind
    when exists (select from trust.order_event b where b.district_id = o.district_id
      and b.order_id = o.id and b.kind = 'sent-back' and b.version = v.version) then 'sent-back'
    else 'open'
  end as status,
  ending.person_id as ended_by, ending.on_date as ended_on, ending.act_id, ending.line_id,
  ending.paid_minor,
  exists (select from trust.order_event b where b.district_id = o.district_id
    and b.order_id = o.id and b.kind = 'ratified') as is_ratified,
  (select b.reason from trust.order_event b where b.district_id = o.district_id
    and b.order_id = o.id and b.reason is not null order by b.ordinal desc limit 1) as reason
from trust.payment_order o
join lateral (select * from trust.payment_order_version n
  where n.district_id = o.district_id and n.order_id = o.id order by n.version desc limit 1) v on true
left join lateral (select * from trust.order_event n
  where n.district_id = o.district_id and n.order_id = o.id and n.kind in ('voided', 'executed')
  limit 1) ending on true;
grant select on trust.order_now to xinyi_app;

-- The second factor of an account: its secret sealed under a key that is not in the database.
create table identity.totp (
  account_id text primary key references identity."user" (id) on delete cascade,
  sealed text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz
);
grant select, insert, update, delete on identity.totp to xinyi_app;
-- A code is taken once, and for what: a step is used up whoever asks again.
create table identity.totp_use (
  account_id text not null references identity."user" (id) on delete cascade,
  step bigint not null,
  bound_to text not null,
  used_at timestamptz not null,
  primary key (account_id, step)
);
grant select, insert on identity.totp_use to xinyi_app;

insert into registry.role (id, title_zh, title_en) values
  ('company-manager', '物业公司经理', 'Company manager');
insert into registry.role_permission (role_id, permission) values
  ('company-manager', 'estate:read'), ('company-manager', 'roll:read'),
  ('company-manager', 'books:read'), ('company-manager', 'bank:read'),
  ('company-manager', 'notice:publish'), ('company-manager', 'voucher:store'),
  ('company-manager', 'mandate:record'), ('company-manager', 'budget:write'),
  ('company-manager', 'payee:write'), ('company-manager', 'order:propose'),
  ('company-manager', 'order:approve'),
  ('committee-member', 'voucher:store'), ('committee-member', 'mandate:record'),
  ('committee-member', 'order:approve'),
  ('company-cashier', 'voucher:store'), ('company-cashier', 'budget:write'),
  ('company-cashier', 'payee:write'), ('company-cashier', 'order:propose');
