-- Whose contract is voted on has no hand in the vote.
select role_id, permission from registry.role_permission
  where role_id like 'company-%' and permission in
    ('meeting:convene', 'ballot:record', 'ballot:cast', 'count:watch', 'roll:object');
