-- How fast and to how many we may write, shared by all processes; and what a platform said about
-- one address.

-- Until when nothing goes to this address, machine; the platform said so.
ALTER TABLE address ADD COLUMN paused_until TIMESTAMPTZ;
-- The person told the platform to stop announcements; answers and reminders may still go.
ALTER TABLE address ADD COLUMN no_bulk_since TIMESTAMPTZ;
-- "how many chats of this bot are told to wait?"
CREATE INDEX address_paused ON address (channel, paused_until) WHERE paused_until IS NOT NULL;

-- How much of a rate has been used: one instant says it all (see plan::rate).
CREATE TABLE rate_bucket (
    scope      TEXT PRIMARY KEY,                 -- "channel:<id>" or "address:<id>"
    used_until TIMESTAMPTZ NOT NULL              -- machine; in the past: the bucket is full
);
-- "which buckets are full, so that their rows may go?"
CREATE INDEX rate_bucket_by_age ON rate_bucket (used_until);

-- Whom we wrote to by template, per business portfolio: WhatsApp counts people per rolling day.
CREATE TABLE reached (
    portfolio  TEXT NOT NULL,                    -- business_account_id, else the channel's id
    address_id UUID NOT NULL REFERENCES address (id),
    at         TIMESTAMPTZ NOT NULL,             -- machine; the last time
    PRIMARY KEY (portfolio, address_id)
);
-- "how many in the last day, and when is there room again?"
CREATE INDEX reached_by_time ON reached (portfolio, at, address_id);
