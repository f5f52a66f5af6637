-- How fast and to how many we may write, shared by all processes; and what a platform said about
-- one address.

-- Until when nothing goes to this address, machine; the platform said so.
ALTER TABLE address ADD COLUMN paused_until TIMESTAMPTZ;
-- The person told the platform to stop announcements; answers and reminders may still go.
ALTER TABLE address ADD COLUMN no_bulk_since TIMESTAMPTZ;
-- "how many chats of this bot are told to wait?"
CREATE INDEX address_paused ON address (channel, paused_until) WHERE paused_until IS NOT NULL;

-- What has been used of our own limits: one instant says it all (see plan::rate). A row that is gone
-- is a bucket that is full.
CREATE TABLE rate_bucket (
    scope      TEXT PRIMARY KEY,                 -- "channel:<id>", "address:<id>" or "portfolio:<id>"
    used_until TIMESTAMPTZ NOT NULL              -- machine; of a portfolio: the last moment that was promised to a template which waits for another day
);
-- "which buckets are full, so that their rows may go?"
CREATE INDEX rate_bucket_by_age ON rate_bucket (used_until);

-- To whom we wrote first, by template, per business portfolio: WhatsApp counts people per rolling day.
-- No reference to the address: a row lives a day and a bit, and must not hold up who is erased.
CREATE TABLE reached (
    portfolio  TEXT NOT NULL,                    -- business_account_id, else the channel's id
    address_id UUID NOT NULL,
    at         TIMESTAMPTZ NOT NULL,             -- machine; the last time
    PRIMARY KEY (portfolio, address_id)
);
-- "how many in the last day, when is there room again, and who may be forgotten?"
CREATE INDEX reached_by_time ON reached (portfolio, at, address_id);
