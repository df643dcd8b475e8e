-- Every table that holds a district's rows shows them to that district alone.
select c.oid::regclass as table_without_row_security from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
  where c.relkind = 'r' and c.relnamespace in ('trust'::regnamespace, 'registry'::regnamespace)
    and not c.relrowsecurity;
