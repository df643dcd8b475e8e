create table registry.community (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  name text not null,
  division_code text,
  primary key (district_id, id),
  unique (district_id, name)
);
create table registry.estate (
  district_id uuid not null,
  id uuid not null,
  community_id uuid not null,
  name text not null,
  zone text not null,
  contact_phone text not null,
  occupied_from date,
  created_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, community_id, name),
  foreign key (district_id, community_id) references registry.community (district_id, id)
);
create table registry.building (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  name text not null,
  primary key (district_id, id),
  unique (district_id, estate_id, name),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
create table registry.unit (
  district_id uuid not null,
  id uuid not null,
  estate_id uuid not null,
  building_id uuid not null,
  number text not null,
  area_cm2 bigint not null check (area_cm2 > 0 and area_cm2 % 100 = 0),
  primary key (district_id, id),
  unique (district_id, estate_id, number),
  foreign key (district_id, estate_id) references registry.estate (district_id, id),
  foreign key (district_id, building_id) references registry.building (district_id, id)
);
create table registry.person (
  district_id uuid not null references registry.district (id),
  id uuid not null,
  account_id text references identity."user" (id),
  name text not null,
  phone text,
  primary key (district_id, id),
  unique (district_id, account_id)
);
-- Ownership is a period: fees, rolls and transfers depend on who owned when.
create table registry.ownership (
  district_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  person_id uuid not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (district_id, id),
  foreign key (district_id, unit_id) references registry.unit (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id)
);
create index on registry.ownership (district_id, unit_id);
-- A role holds for a period and for one estate, or (without one) for the whole district.
create table registry.role_assignment (
  district_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role_id text not null references registry.role (id),
  estate_id uuid,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, person_id) references registry.person (district_id, id),
  foreign key (district_id, estate_id) references registry.estate (district_id, id)
);
create index on registry.role_assignment (district_id, person_id);
-- What a unit pays per m² and month, dated: any past bill can be recomputed.
-- A rate entered wrongly for a day is superseded by a later record for the same day.
create table registry.unit_tariff (
  district_id uuid not null,
  unit_id uuid not null,
  from_on date not null,
  recorded_at timestamptz not null,
  rate numeric(12, 4) not null check (rate >= 0),
  primary key (district_id, unit_id, from_on, recorded_at),
  foreign key (district_id, unit_id) references registry.unit (district_id, id)
);

select registry.isolate_by_district(t) from unnest(array['registry.community', 'registry.estate',
  'registry.building', 'registry.unit', 'registry.person', 'registry.ownership',
  'registry.role_assignment', 'registry.unit_tariff']::regclass[]) t;
grant select, insert on registry.community, registry.estate, registry.building, registry.unit,
  registry.person, registry.ownership, registry.role_assignment, registry.unit_tariff to xinyi_app;
grant update (name, phone, account_id) on registry.person to xinyi_app;
grant update (to_on) on registry.ownership to xinyi_app;
grant update (to_at) on registry.role_assignment to xinyi_app;
grant update (contact_phone) on registry.estate to xinyi_app;
grant update (area_cm2) on registry.unit to xinyi_app;
