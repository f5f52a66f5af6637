-- Quick hide: a person makes what we sent disappear from their telephone. And when a quiet message was read first.

-- civil; the first time that it was asked for, or said openly: what the contact trail tells. `opened_at` is the last.
ALTER TABLE covered_message ADD COLUMN first_opened_at TIMESTAMPTZ;
UPDATE covered_message SET first_opened_at = opened_at WHERE opened_at IS NOT NULL;

-- A message that its person wanted gone from the telephone; here it stays. Whether it went there, the part tells that
-- takes it away: written in the same transaction, after this row, so no key.
CREATE TABLE hidden_message (
    part_id    UUID PRIMARY KEY REFERENCES outbox (id),   -- the message
    by_part_id UUID NOT NULL UNIQUE,                      -- the part that takes it away
    asked_at   TIMESTAMPTZ NOT NULL                       -- civil
);
