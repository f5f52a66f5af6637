-- What goes along with a message for who does not read easily: recordings and pictograms.

-- The bytes behind the recordings and pictograms of revisions, stored once, whatever revisions name them.
CREATE TABLE content_file (
    sha256       TEXT PRIMARY KEY,               -- of the content, hexadecimal: its address at /media/
    kind         TEXT NOT NULL CHECK (kind IN ('ogg', 'svg')),
    content      BYTEA NOT NULL,                 -- public once published: what is said to everybody
    kept_at      TIMESTAMPTZ NOT NULL,           -- civil
    published_at TIMESTAMPTZ                     -- civil; NULL: only a draft names it, and nobody else gets it
);

ALTER TABLE outbox ADD COLUMN aid TEXT;          -- what goes along (voice:NAME, picture:NAME, progress:DONE-OF); NULL: the words
ALTER TABLE mailbox ADD COLUMN voice_off_since TIMESTAMPTZ; -- civil; since when its person wants no recordings

-- "what went along with the messages to this person?"
CREATE INDEX outbox_aids ON outbox (mailbox_id, created_at) WHERE aid IS NOT NULL;
