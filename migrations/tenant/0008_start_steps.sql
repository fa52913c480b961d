-- The owner's first steps (P17). What is done is seen from the data themselves; here is only what cannot be seen.
create table start_steps (
    single boolean primary key default true check (single),
    -- A portal that came from a sign-up shows the checklist from this moment.
    begun_at timestamptz,
    -- Put away by hand.
    dismissed_at timestamptz,
    skipped text[] not null default '{}',
    samples_at timestamptz,
    test_dealer uuid references dealer (id) on delete set null,
    test_buyer uuid references person (id) on delete set null
);
insert into start_steps default values;
