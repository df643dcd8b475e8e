-- Payers may be erased; nothing else of the bank's lines may.
select table_name, privilege_type from information_schema.role_table_grants
  where grantee = 'xinyi_app' and table_schema = 'trust' and table_name not in ('opening', 'bank_line_payer')
    and privilege_type not in ('SELECT', 'INSERT');
