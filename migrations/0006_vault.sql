-- One sealed word, by which a start finds out whether it has the right key before it writes
-- anything that nobody could read.
CREATE TABLE vault_check (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    sealed BYTEA NOT NULL
);
