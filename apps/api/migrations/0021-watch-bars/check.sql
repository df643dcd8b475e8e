select c.oid::regclass as table_without_row_security from pg_class c
  where c.oid = 'registry.watch_bar'::regclass and not c.relrowsecurity;
