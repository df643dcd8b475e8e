-- A role without any right would be a door that opens nothing.
select r.id as role_without_rights from registry.role r
  where not exists (select from registry.role_permission p where p.role_id = r.id);
