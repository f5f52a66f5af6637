-- Who may be in Wegwijzer twice.

-- What tells that two entries may be one, as keyed hashes: only whether two are the same can be seen.
CREATE TABLE person_key (
    person_id   UUID NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'name', 'postal')),
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    key_hash    BYTEA NOT NULL,
    PRIMARY KEY (person_id, kind)
);
-- "who else has this?"
CREATE INDEX person_key_same ON person_key (gemeente_id, kind, key_hash, person_id);

-- Two who have something in common: written when that is known, weighed when it is looked at.
CREATE TABLE person_pair (
    person_id   UUID NOT NULL REFERENCES person (id),
    other_id    UUID NOT NULL REFERENCES person (id),
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    aside_by    UUID REFERENCES staff (id),      -- said that these are two people
    aside_at    TIMESTAMPTZ,                     -- civil
    PRIMARY KEY (person_id, other_id),
    CHECK (person_id < other_id),                -- so that each pair is there once
    CHECK ((aside_by IS NULL) = (aside_at IS NULL))
);
-- "who is the other of these two?"
CREATE INDEX person_pair_by_other ON person_pair (other_id, person_id);
-- "which pairs has nobody looked at?"
CREATE INDEX person_pair_open ON person_pair (gemeente_id, person_id, other_id) WHERE aside_at IS NULL;
-- "which were put aside, the newest first?"
CREATE INDEX person_pair_aside ON person_pair (gemeente_id, aside_at, person_id, other_id) WHERE aside_at IS NOT NULL;
