-- The theme of the portal, sign-in and letters (P4); empty means the platform's default. Which themes there are is the
-- programme's matter: a name that it no longer knows is read as empty.
alter table look add column theme text constraint look_theme_name check (theme ~ '^[a-z][a-z0-9-]{0,30}$');
