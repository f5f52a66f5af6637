-- What a municipality owes the people whose data it keeps: access, correction, erasure, and an end to keeping.

-- "what was done with the data of this person?"
CREATE INDEX audit_by_subject ON audit_entry (subject_id) WHERE subject_id IS NOT NULL;
-- "which mailboxes of strangers became part of this one?", when somebody is erased
CREATE INDEX mailbox_merged ON mailbox (merged_into) WHERE merged_into IS NOT NULL;
-- "does this task stand in the contact trail?"
CREATE INDEX contact_attempt_by_task ON contact_attempt (task_id) WHERE task_id IS NOT NULL;

-- "which telephones was this person ever asked about?"
CREATE INDEX address_claim_by_person ON address_claim (person_id);

-- What a colleague corrected: an import that says otherwise does not undo it, and says so. The row goes when
-- the file agrees.
CREATE TABLE person_correction (
    person_id    UUID NOT NULL REFERENCES person (id),
    field        TEXT NOT NULL,               -- the name of its column in an import
    corrected_by UUID REFERENCES staff (id),  -- NULL: by command
    corrected_at TIMESTAMPTZ NOT NULL,        -- civil
    PRIMARY KEY (person_id, field)
);

-- The nightly removal of what was kept long enough, one row per category (trade::privacy::Category).
CREATE TABLE retention_run (
    category    TEXT PRIMARY KEY,
    next_at     TIMESTAMPTZ NOT NULL,         -- civil
    begun_at    TIMESTAMPTZ,                  -- civil; a run is under way since then
    reached     UUID,                         -- of that run: the last mailbox looked at, by id
    removed     BIGINT NOT NULL DEFAULT 0,    -- what the run under way, or the last one, removed
    finished_at TIMESTAMPTZ                   -- civil; the end of the last run
);

-- What a conversation that ended long ago knew was removed then.
ALTER TABLE conversation ADD COLUMN forgotten_at TIMESTAMPTZ;
-- "whose trajectory ended long ago?"
CREATE INDEX person_finished ON person (finished_on, id) WHERE finished_on IS NOT NULL;
-- "which acts are old enough to forget?"
CREATE INDEX audit_by_time ON audit_entry (at, id);
