-- Quick hide: a person makes what we sent disappear from their telephone. And when a quiet message was read first.

-- civil; the first time that it was asked for, or said openly: what the contact trail tells. `opened_at` is the last.
ALTER TABLE covered_message ADD COLUMN first_opened_at TIMESTAMPTZ;
UPDATE covered_message SET first_opened_at = opened_at WHERE opened_at IS NOT NULL;

-- A message that its person wanted gone. Whether it went, the part that took it away tells.
CREATE TABLE hidden_message (
    part_id    UUID PRIMARY KEY REFERENCES outbox (id),        -- the message
    by_part_id UUID NOT NULL UNIQUE REFERENCES outbox (id),    -- takes it away; written in the same transaction
    mailbox_id UUID NOT NULL REFERENCES mailbox (id),          -- whose both are
    asked_at   TIMESTAMPTZ NOT NULL                            -- civil
);
-- "what was hidden of what we sent this person?"
CREATE INDEX hidden_message_by_mailbox ON hidden_message (mailbox_id);
