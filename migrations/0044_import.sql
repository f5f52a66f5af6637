-- A file of people, sessions or enrolments, between its trial and its being carried out.

CREATE TABLE import_file (
    id             UUID PRIMARY KEY,
    gemeente_id    UUID NOT NULL REFERENCES gemeente (id),
    staff_id       UUID NOT NULL REFERENCES staff (id),   -- who tried it is who carries it out
    kind           TEXT NOT NULL CHECK (kind IN ('people', 'sessions', 'enrolments')),
    sealed         BYTEA,                                 -- the file as it came; none when it has mistakes, and once it is carried out
    outcome_sealed BYTEA NOT NULL,                        -- what the trial found; later, what was done
    tried_at       TIMESTAMPTZ NOT NULL,                  -- machine
    expires_at     TIMESTAMPTZ NOT NULL,                  -- machine; then the row goes
    begun_at       TIMESTAMPTZ,                           -- machine; somebody is carrying it out since then
    done_at        TIMESTAMPTZ,
    CHECK (expires_at > tried_at),
    CHECK (done_at IS NULL OR begun_at IS NOT NULL),
    CHECK (done_at IS NULL OR sealed IS NULL),
    CHECK (begun_at IS NULL OR done_at IS NOT NULL OR sealed IS NOT NULL)
);
-- what a colleague has waiting; goes when they try another file
CREATE INDEX import_file_of_staff ON import_file (staff_id);
-- what is swept
CREATE INDEX import_file_expires ON import_file (expires_at);
