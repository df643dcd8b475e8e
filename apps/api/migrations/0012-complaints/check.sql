-- Every table that holds a district's rows shows them to that district alone.
select c.oid::regclass as table_without_row_security from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
  where c.relkind = 'r' and c.relnamespace = 'complaints'::regnamespace and not c.relrowsecurity;
-- A table that says whether its rows are confidential stands behind the second wall.
select c.oid::regclass as table_without_second_wall from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'is_confidential'
  where c.relkind = 'r' and c.relnamespace = 'complaints'::regnamespace and not exists (
    select from pg_policy p where p.polrelid = c.oid and not p.polpermissive);
-- Nobody may change what happened.
select grantee, table_name, privilege_type from information_schema.role_table_grants
  where grantee = 'xinyi_app' and table_schema = 'complaints' and privilege_type in ('UPDATE', 'TRUNCATE');
