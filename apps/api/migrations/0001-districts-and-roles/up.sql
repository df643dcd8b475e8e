create schema registry;
create schema identity;
create schema trust;
create schema operations;
grant usage on schema registry, identity, trust, operations to xinyi_app;

-- The district of the running transaction. Unset means no district: nothing is visible.
create function registry.current_district() returns uuid language sql stable
  as $$ select nullif(current_setting('xinyi.district', true), '')::uuid $$;

-- One call per tenant table: rows of another district neither seen nor written.
create function registry.isolate_by_district(relation regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format(
    'create policy district on %s using (district_id = registry.current_district())'
    ' with check (district_id = registry.current_district())', relation);
end $$;

-- One call per append-only table. The grants already forbid it to the runtime role;
-- this trigger also stops the owner's own slip in a later migration.
create function registry.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: reverse a row, never change it', tg_table_name
    using errcode = 'restrict_violation';
end $$;
create function registry.make_append_only(relation regclass) returns void language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s'
    ' for each row execute function registry.refuse_change()', relation);
  execute format('create trigger append_only_whole before truncate on %s'
    ' for each statement execute function registry.refuse_change()', relation);
  execute format('grant select, insert on %s to xinyi_app', relation);
end $$;
revoke execute on function registry.isolate_by_district(regclass), registry.make_append_only(regclass) from public;

create table registry.district (
  id uuid primary key,
  division_code text not null unique check (division_code ~ '^[0-9]{6}([0-9]{3}|[0-9]{6})?$'),
  name text not null,
  zone text not null,
  created_at timestamptz not null
);
grant select, insert on registry.district to xinyi_app;

-- Roles are rows: a new role is an insert, not a release.
create table registry.role (
  id text primary key,
  title_zh text not null,
  title_en text not null
);
create table registry.role_permission (
  role_id text not null references registry.role (id),
  permission text not null,
  primary key (role_id, permission)
);
grant select on registry.role, registry.role_permission to xinyi_app;

insert into registry.role (id, title_zh, title_en) values
  ('administrator', '管理员', 'Administrator'),
  ('company-cashier', '物业公司出纳', 'Company cashier'),
  ('committee-member', '业委会(院委会)成员', 'Committee member'),
  ('auditor', '审计监督员', 'Auditor');
insert into registry.role_permission (role_id, permission) values
  ('administrator', 'estate:create'), ('administrator', 'estate:read'),
  ('administrator', 'roll:import'), ('administrator', 'roll:read'),
  ('administrator', 'people:manage'), ('administrator', 'people:read'),
  ('administrator', 'audit:read'), ('administrator', 'books:read'),
  ('company-cashier', 'estate:read'), ('company-cashier', 'roll:import'),
  ('company-cashier', 'roll:read'), ('company-cashier', 'books:read'),
  ('company-cashier', 'books:write'), ('company-cashier', 'bank:import'),
  ('company-cashier', 'bank:read'), ('company-cashier', 'notice:publish'),
  ('committee-member', 'estate:read'), ('committee-member', 'roll:read'),
  ('committee-member', 'books:read'), ('committee-member', 'bank:read'),
  ('committee-member', 'notice:publish'),
  ('auditor', 'estate:read'), ('auditor', 'roll:read'), ('auditor', 'books:read'),
  ('auditor', 'bank:read'), ('auditor', 'people:read'), ('auditor', 'audit:read');
