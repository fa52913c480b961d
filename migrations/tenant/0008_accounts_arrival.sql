-- The public site hands a new owner over to the portal by a link of its own purpose.
alter table one_time_link drop constraint one_time_link_purpose_check;
alter table one_time_link add constraint one_time_link_purpose_check
    check (purpose in ('reset', 'invitation', 'arrival'));

-- Whose look at the portal this session is: the owner who tries it as a buyer goes back without signing in again.
alter table session add column returns_to uuid references person (id) on delete cascade;
