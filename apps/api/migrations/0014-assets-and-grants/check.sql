-- Every table that holds a district's rows shows them to that district alone.
select c.oid::regclass as table_without_row_security from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
  where c.relkind = 'r' and c.relnamespace = 'trust'::regnamespace and not c.relrowsecurity;
-- Nobody may change what is evidence.
select grantee, table_name, privilege_type from information_schema.role_table_grants
  where grantee = 'xinyi_app' and table_schema = 'trust' and privilege_type in ('UPDATE', 'TRUNCATE');
