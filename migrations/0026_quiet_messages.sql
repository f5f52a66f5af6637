-- Quiet messages: what begins on a telephone shows only after a tap what it is about, because somebody else may
-- read along.

ALTER TABLE mailbox ADD COLUMN covered_since TIMESTAMPTZ; -- civil; since when its person wants that

-- What waits behind a neutral message until it is asked for. No key to conversation and question: it is written
-- before them, in the same transaction.
CREATE TABLE covered_message (
    id              UUID PRIMARY KEY,            -- the first of those that one neutral message covers: its button
    mailbox_id      UUID NOT NULL REFERENCES mailbox (id),
    conversation_id UUID,                        -- NULL: said outside any
    question_id     UUID,                        -- NULL: asks nothing
    revision        TEXT NOT NULL,               -- whose texts it uses
    language        TEXT NOT NULL,
    sealed          BYTEA NOT NULL,              -- JSON of message::Saying
    created_at      TIMESTAMPTZ NOT NULL,        -- civil
    expires_at      TIMESTAMPTZ NOT NULL,        -- civil; worthless after this
    opened_at       TIMESTAMPTZ                  -- civil; the last time that it was asked for, or said openly
);
-- "what was covered for this person?"
CREATE INDEX covered_message_by_mailbox ON covered_message (mailbox_id, created_at);
-- "does anything wait unread here?", with every event
CREATE INDEX covered_message_unread ON covered_message (mailbox_id) WHERE opened_at IS NULL;
