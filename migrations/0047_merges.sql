-- Two entries that turned out to be one person: who stayed, and what it takes to undo it.

CREATE TABLE person_merge (
    id              UUID PRIMARY KEY,            -- made when the form is drawn: the same form twice is one merge
    gemeente_id     UUID NOT NULL REFERENCES gemeente (id),
    person_id       UUID NOT NULL REFERENCES person (id), -- who stayed; whoever takes that one in, later
    gone_id         UUID NOT NULL,               -- who went; somebody again when it is undone
    gone_mailbox_id UUID NOT NULL REFERENCES mailbox (id),
    klantnummer     TEXT NOT NULL,               -- of who went: it leads to who stayed, for colleagues and files
    merged_by       UUID NOT NULL REFERENCES staff (id),
    merged_at       TIMESTAMPTZ NOT NULL,        -- civil
    undo_until      TIMESTAMPTZ NOT NULL,        -- civil
    sealed          BYTEA,                       -- JSON of store::merging::Journal; NULL: cannot be undone any more
    undone_by       UUID REFERENCES staff (id),
    undone_at       TIMESTAMPTZ,                 -- civil
    CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
    CHECK (undone_at IS NULL OR sealed IS NULL),
    CHECK (person_id <> gone_id)
);
-- "whom does this klantnummer lead to?"
CREATE UNIQUE INDEX person_merge_number ON person_merge (gemeente_id, klantnummer) WHERE undone_at IS NULL;
-- "who was taken in here?"
CREATE INDEX person_merge_by_person ON person_merge (person_id, merged_at);
-- "where did this person go?"
CREATE INDEX person_merge_by_gone ON person_merge (gone_id, merged_at);
-- "what can be undone no more?"
CREATE INDEX person_merge_over ON person_merge (undo_until) WHERE sealed IS NOT NULL;
-- erasing, by the mailbox that stayed behind
CREATE INDEX person_merge_by_mailbox ON person_merge (gone_mailbox_id);

-- A word of somebody who was taken in: it stays when the words of a name are written anew.
ALTER TABLE person_word ADD COLUMN of_merged BOOLEAN NOT NULL DEFAULT FALSE;

-- "whose letters become another's?"
CREATE INDEX letter_by_mailbox ON letter (mailbox_id);
