-- One run of an import: what was brought, how far it is, and what came of it (C10, UX 23).
create table import (
    id uuid primary key,
    number bigint not null constraint import_number unique,
    -- The form's own key: a double press makes one run.
    idempotency_key text constraint import_once unique,
    author_name text not null,
    dry_run boolean not null,
    state text not null check (state in ('queued', 'running', 'checked', 'done', 'failed')),
    -- The file that is being read, and bytes of the whole.
    step text,
    done bigint not null default 0,
    total bigint not null default 0,
    -- catalog::imports::Summary.
    summary jsonb,
    -- Why nothing could be read at all: a kit::text::Text.
    failure jsonb,
    created_at timestamptz not null,
    finished_at timestamptz
);

create table import_file (
    import_id uuid not null references import (id) on delete cascade,
    position integer not null,
    name text not null,
    -- The header of a table, so that failed rows can go back as they came; null for CommerceML.
    header text[],
    primary key (import_id, position)
);

-- What was uploaded, in pieces, until it is imported for good.
create table import_upload (
    import_id uuid not null references import (id) on delete cascade,
    position integer not null,
    part integer not null,
    name text not null,
    bytes bytea not null,
    primary key (import_id, position, part)
);

-- A result for each row: neighbours that ended alike stand together.
create table import_result (
    import_id uuid not null references import (id) on delete cascade,
    n integer not null,
    file integer not null,
    kind text not null,
    first_row bigint not null,
    last_row bigint not null,
    rows bigint not null,
    outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'failed')),
    primary key (import_id, n)
);

-- What could not be placed, or was placed with a doubt.
create table import_problem (
    import_id uuid not null references import (id) on delete cascade,
    n integer not null,
    file integer not null,
    line bigint not null,
    kind text not null,
    object text not null,
    field text not null,
    value text not null,
    -- A text key without its room's prefix.
    reason text not null,
    failed boolean not null,
    -- The row as it came, where it came from a table.
    cells text[],
    primary key (import_id, n)
);

-- Dictionaries of properties: 1C sends a value's id, and a later file may leave the dictionary out.
create table attribute_choice (
    attribute_id uuid not null references attribute (id) on delete cascade,
    foreign_id text not null,
    text_value text not null,
    primary key (attribute_id, foreign_id)
);

-- A variant is a good of its own that is sold; its master only gives it section, unit and attributes.
alter table product add column master_id uuid references product (id);
create index product_master on product (master_id) where master_id is not null;
alter table product drop constraint product_state_check;
alter table product add constraint product_state_check
    check (state in ('active', 'discontinued', 'deleted', 'master'));
