-- The tables of the sign-in library, under its own column names; its migrator never runs.
-- They hold no district and no name: a person row in a district points here.
create table identity."user" (
  id text primary key,
  name text not null default '',
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  username text unique,
  "displayUsername" text,
  "mustChangePassword" boolean not null default true,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create table identity.session (
  id text primary key,
  "userId" text not null references identity."user" (id) on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index on identity.session ("userId");
create table identity.account (
  id text primary key,
  "userId" text not null references identity."user" (id) on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  issuer text,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index on identity.account ("userId");
create table identity.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz,
  "updatedAt" timestamptz
);
create index on identity.verification (identifier);
grant select, insert, update, delete on all tables in schema identity to xinyi_app;
