-- The audit trail as a chain: a change, a removal or another order of what was noted is found.

-- Anew: an entry without its link cannot be stored. What was noted before this version is not kept.
DROP TABLE audit_entry;
CREATE TABLE audit_entry (
    id           UUID PRIMARY KEY,
    gemeente_id  UUID NOT NULL REFERENCES gemeente (id),
    seq          BIGINT NOT NULL CHECK (seq > 0),-- its place in the chain of its municipality, without gaps
    staff_id     UUID REFERENCES staff (id),     -- NULL: the service itself, the command line, or nobody who is known
    act          TEXT NOT NULL,                  -- such as import_people, sign_in, refused
    subject      TEXT,                           -- kind of the thing acted upon
    subject_id   UUID,
    at           TIMESTAMPTZ NOT NULL,
    detail       JSONB NOT NULL,                 -- ids, codes and counts only: survives erasure
    hash         BYTEA NOT NULL CHECK (LENGTH(hash) = 32), -- keyed, of the hash before it and of all of this
    UNIQUE (gemeente_id, seq)
);
-- "what happened here, newest first?"
CREATE INDEX audit_by_time ON audit_entry (gemeente_id, at, seq);
-- "what did this colleague do?"
CREATE INDEX audit_by_staff ON audit_entry (staff_id, at, seq) WHERE staff_id IS NOT NULL;
-- "when was this done?"
CREATE INDEX audit_by_act ON audit_entry (gemeente_id, act, at, seq);
-- "what was done with the data of this person?", and whether somebody looked in this hour already
CREATE INDEX audit_by_subject ON audit_entry (subject_id, at) WHERE subject_id IS NOT NULL;

-- Both ends of each chain. The row is the lock that keeps its order; whoever notes takes it last.
CREATE TABLE audit_chain (
    gemeente_id UUID PRIMARY KEY REFERENCES gemeente (id),
    first_seq   BIGINT NOT NULL,                 -- what was before it was kept long enough
    before_hash BYTEA NOT NULL CHECK (LENGTH(before_hash) = 32), -- of the entry before the first
    last_seq    BIGINT NOT NULL,
    last_hash   BYTEA NOT NULL CHECK (LENGTH(last_hash) = 32),
    proof       BYTEA NOT NULL,                  -- keyed hash of this row: who has no key cannot shorten a chain
    CHECK (first_seq >= 1 AND last_seq >= first_seq - 1)
);
