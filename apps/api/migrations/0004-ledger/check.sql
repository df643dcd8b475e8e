-- The runtime role may add to the ledger and read it, nothing else.
select table_name, privilege_type from information_schema.role_table_grants
  where grantee = 'xinyi_app' and table_schema = 'trust' and table_name <> 'opening'
    and privilege_type not in ('SELECT', 'INSERT');
