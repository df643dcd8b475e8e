-- The roles that were still missing, each with the least it needs. Modules that come later add
-- their own permissions to them.
insert into registry.role (id, title_zh, title_en) values
  ('street-officer', '街道工作人员', 'Street officer'),
  ('resident', '业主', 'Owner'),
  ('discipline-reader', '纪检监督员', 'Discipline reader');
insert into registry.role_permission (role_id, permission) values
  -- The street looks over all estates of its district and reads their books; it moves no money.
  ('street-officer', 'estate:read'), ('street-officer', 'books:read'),
  ('street-officer', 'bank:read'), ('street-officer', 'district:watch'),
  -- An owner reads what concerns his own unit; the estate's money he reads on the public pages.
  ('resident', 'estate:read'), ('resident', 'own:read'),
  -- Discipline inspection reads money and deeds, and changes nothing.
  ('discipline-reader', 'estate:read'), ('discipline-reader', 'books:read'),
  ('discipline-reader', 'bank:read'), ('discipline-reader', 'people:read'),
  ('discipline-reader', 'audit:read'), ('discipline-reader', 'district:watch'),
  ('administrator', 'district:watch'),
  -- Who prints the slips that let owners in: never the company, whose contract owners vote on.
  ('administrator', 'slip:issue'), ('committee-member', 'slip:issue');
