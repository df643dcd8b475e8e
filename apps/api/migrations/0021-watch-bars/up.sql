-- From which figure on something stands on the street's first screen: each district's own, dated,
-- the latest record of a day counts. Where a district has set none, the project's own holds.
create table registry.watch_bar (
  district_id uuid not null references registry.district (id),
  kind text not null check (kind in ('line-unplaced', 'order-waiting', 'budget-line-full',
    'month-not-closed', 'month-not-published', 'ratification-overdue', 'statement-missing')),
  from_on date not null,
  value int not null check (value between 0 and 1000),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (district_id, kind, from_on, set_at),
  foreign key (district_id, set_by) references registry.person (district_id, id)
);
select registry.isolate_by_district('registry.watch_bar'), registry.make_append_only('registry.watch_bar');
insert into registry.role_permission (role_id, permission) values ('administrator', 'watch:set');
