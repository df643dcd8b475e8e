-- Wrong tries are counted here, not in a process: a restart or a second process gives no new ones.
create table identity.attempt (
  bucket text primary key,
  points int not null check (points > 0),
  ends_at timestamptz not null
);
create index on identity.attempt (ends_at);
grant select, insert, update, delete on identity.attempt to xinyi_app;

-- By which door a session came in. What was opened with a slip never carries more than an
-- owner's own rights, whatever else the person may be.
alter table identity.session add column door text not null default 'password'
  check (door in ('password', 'slip'));

-- The slip as a credential: twelve digits, kept as an HMAC under a key that is not in the database.
create table identity.slip (
  id uuid primary key,
  account_id text not null references identity."user" (id) on delete cascade,
  code_hmac text not null unique check (code_hmac ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  redeemed_at timestamptz,
  voided_at timestamptz,
  check (redeemed_at is null or voided_at is null)
);
create index on identity.slip (account_id);
grant select, insert on identity.slip to xinyi_app;
grant update (redeemed_at, voided_at) on identity.slip to xinyi_app;

-- A phone that came in by a slip. The PIN's verifier needs the secret that only the phone keeps.
create table identity.device (
  id uuid primary key,
  account_id text not null references identity."user" (id) on delete cascade,
  slip_id uuid not null unique references identity.slip (id),
  verifier text not null check (verifier ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  ended_at timestamptz
);
create index on identity.device (account_id);
grant select, insert on identity.device to xinyi_app;
grant update (last_used_at, ended_at) on identity.device to xinyi_app;

create table identity.passkey (
  id text primary key,
  account_id text not null references identity."user" (id) on delete cascade,
  door text not null check (door in ('password', 'slip')),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  is_backed_up boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz
);
create index on identity.passkey (account_id);
grant select, insert on identity.passkey to xinyi_app;
grant update (counter, is_backed_up, last_used_at, ended_at) on identity.passkey to xinyi_app;
-- A challenge is given out for one purpose and taken back once.
create table identity.challenge (
  challenge text primary key,
  account_id text references identity."user" (id) on delete cascade,
  purpose text not null check (purpose in ('registration', 'sign-in', 'slip')),
  expires_at timestamptz not null
);
grant select, insert, delete on identity.challenge to xinyi_app;

-- The same slip as a deed: who printed it for whom, who handed it over and how, when it was used.
create table registry.slip_issue (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  person_id uuid not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  -- A day of the estate's own calendar, as printed; the credential ends no sooner.
  last_day date not null,
  primary key (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id),
  foreign key (district_id, issued_by) references registry.person (district_id, id)
);
create index on registry.slip_issue (district_id, estate_id, person_id);
create table registry.slip_handover (
  district_id uuid not null,
  slip_id uuid not null,
  manner text not null check (manner in ('in-person', 'household-member', 'letterbox', 'post')),
  handed_by uuid not null,
  handed_on date not null,
  recorded_at timestamptz not null,
  primary key (district_id, slip_id),
  foreign key (district_id, slip_id) references registry.slip_issue (district_id, id),
  foreign key (district_id, handed_by) references registry.person (district_id, id)
);
create table registry.slip_redemption (
  district_id uuid not null,
  slip_id uuid not null,
  manner text not null check (manner in ('pin', 'passkey')),
  redeemed_at timestamptz not null,
  primary key (district_id, slip_id),
  foreign key (district_id, slip_id) references registry.slip_issue (district_id, id)
);

-- What a passkey signed when it opened a payment: whoever holds this can check the signature again.
create table trust.approval_assertion (
  district_id uuid not null,
  order_id uuid not null,
  version int not null,
  person_id uuid not null,
  passkey_id text not null,
  public_key bytea not null,
  authenticator_data bytea not null,
  client_data_json bytea not null,
  signature bytea not null,
  -- Over what was signed, not over the signature: an ECDSA signature can be written two ways.
  signed_sha256 text not null check
    (signed_sha256 = encode(sha256(authenticator_data || sha256(client_data_json)), 'hex')),
  primary key (district_id, order_id, version, person_id),
  unique (district_id, passkey_id, signed_sha256),
  foreign key (district_id, order_id, version, person_id)
    references trust.order_approval (district_id, order_id, version, person_id)
);

select registry.isolate_by_district(t), registry.make_append_only(t) from unnest(array[
  'registry.slip_issue', 'registry.slip_handover', 'registry.slip_redemption',
  'trust.approval_assertion']::regclass[]) t;
