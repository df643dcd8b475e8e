-- Who may do what with a vote of the owners. The company convenes nothing, keys no ballot and
-- watches no count: its own contract is what is voted on.
insert into registry.role_permission (role_id, permission) values
  ('administrator', 'meeting:read'), ('committee-member', 'meeting:read'),
  ('company-manager', 'meeting:read'), ('auditor', 'meeting:read'),
  ('street-officer', 'meeting:read'), ('discipline-reader', 'meeting:read'),
  ('resident', 'meeting:read'),
  ('committee-member', 'meeting:convene'), ('street-officer', 'meeting:convene'),
  ('committee-member', 'ballot:record'), ('street-officer', 'ballot:record'),
  ('committee-member', 'roll:object'), ('street-officer', 'roll:object'),
  ('resident', 'roll:object'),
  ('resident', 'ballot:cast'),
  ('committee-member', 'count:watch'), ('street-officer', 'count:watch'),
  ('auditor', 'count:watch'),
  ('administrator', 'rules:upload'), ('street-officer', 'rules:upload');
