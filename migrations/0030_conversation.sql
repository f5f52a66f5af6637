-- The conversation: what colleagues write themselves, and what they note beside it.

-- Something that a colleague writes to a person. Its id is made when the form is drawn, so that the same form twice is
-- one row. The words go from here to the outbox, and then stand there only.
CREATE TABLE staff_message (
    id           UUID PRIMARY KEY,
    mailbox_id   UUID NOT NULL REFERENCES mailbox (id),
    written_by   UUID NOT NULL REFERENCES staff (id),
    sealed       BYTEA,                          -- JSON of dialog::event::Written; gone when it ended
    made_at      TIMESTAMPTZ NOT NULL,           -- civil
    send_at      TIMESTAMPTZ NOT NULL,           -- civil; when it was, or is to be, given to the mailbox
    given_at     TIMESTAMPTZ,                    -- civil; it is an event of the mailbox since then
    held_at      TIMESTAMPTZ,                    -- civil; WhatsApp's window is shut: it waits until the person writes
    expires_at   TIMESTAMPTZ NOT NULL,           -- civil; what is held is worthless after this
    part_id      UUID,                           -- the row of the outbox that brings it
    ended_at     TIMESTAMPTZ,                    -- civil
    ended_how    TEXT CHECK (ended_how IN ('queued', 'cancelled', 'expired', 'stopped', 'no-address')),
    CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
    CHECK ((ended_at IS NULL) = (sealed IS NOT NULL)),
    CHECK (held_at IS NULL OR given_at IS NOT NULL)
);
-- "what is to be sent now?"
CREATE INDEX staff_message_due ON staff_message (send_at, id) WHERE given_at IS NULL AND ended_at IS NULL;
-- "what still waits for this person?"
CREATE INDEX staff_message_open ON staff_message (mailbox_id, send_at, id) WHERE ended_at IS NULL;
-- "what has waited in vain?"
CREATE INDEX staff_message_held ON staff_message (expires_at, id) WHERE held_at IS NOT NULL AND ended_at IS NULL;
-- "who wrote this message?"
CREATE INDEX staff_message_by_part ON staff_message (part_id) WHERE part_id IS NOT NULL;
-- "what did colleagues write to this person?"
CREATE INDEX staff_message_by_mailbox ON staff_message (mailbox_id, made_at, id);

-- "with whom does a colleague talk?"
CREATE INDEX mailbox_taken_over ON mailbox (taken_over_at, id) WHERE taken_over_at IS NOT NULL;

-- What colleagues write to each other beside the conversation; it never leaves the house.
CREATE TABLE staff_note (
    id           UUID PRIMARY KEY,               -- made when the form is drawn
    mailbox_id   UUID NOT NULL REFERENCES mailbox (id),
    written_by   UUID NOT NULL REFERENCES staff (id),
    kind         TEXT NOT NULL CHECK (kind IN ('note', 'transfer')), -- transfer: another klantmanager from here on
    sealed       BYTEA NOT NULL,                 -- words
    written_at   TIMESTAMPTZ NOT NULL            -- civil
);
-- "what was noted about this person, the newest first?"
CREATE INDEX staff_note_by_mailbox ON staff_note (mailbox_id, written_at, id);
