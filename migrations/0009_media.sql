-- Photos and voice notes that people sent: fetched after the event was stored, because a platform
-- keeps them for days only and a download must not hold up an answer.

CREATE TABLE media (
    id             UUID PRIMARY KEY,
    event_id       UUID NOT NULL,                -- the event it came with, in inbox or history
    gemeente_id    UUID NOT NULL REFERENCES gemeente (id),
    channel        TEXT NOT NULL,                -- where to ask for it
    kind           TEXT NOT NULL,                -- photo, voice, audio, video, document, sticker
    file_sealed    BYTEA NOT NULL,               -- the platform's id of the file
    received_at    TIMESTAMPTZ NOT NULL,         -- civil; what is kept is deleted content.media_days later
    attempt        BIGINT NOT NULL DEFAULT 0,    -- the fence: only the newest attempt may finish
    next_at        TIMESTAMPTZ NOT NULL,         -- machine: a lease while it is fetched, else back-off
    fetched_at     TIMESTAMPTZ,                  -- civil
    gave_up_at     TIMESTAMPTZ,                  -- civil; a task tells the klantmanager
    gave_up_why    TEXT,                         -- the platform's code
    mime           TEXT,                         -- as the platform tells
    size           BIGINT,                       -- bytes, before sealing
    sha256         BYTEA,                        -- of the content, before sealing
    content_sealed BYTEA,
    CHECK (fetched_at IS NULL OR gave_up_at IS NULL),
    CHECK ((gave_up_at IS NULL) = (gave_up_why IS NULL)),
    CHECK ((fetched_at IS NULL) = (content_sealed IS NULL)),
    CHECK ((fetched_at IS NULL) = (size IS NULL)),
    CHECK ((fetched_at IS NULL) = (sha256 IS NULL))
);
-- "what must be fetched now?"
CREATE INDEX media_waiting ON media (next_at, id) WHERE fetched_at IS NULL AND gave_up_at IS NULL;
-- "what came with this event?"
CREATE INDEX media_by_event ON media (event_id);
-- "what is old enough to delete?"
CREATE INDEX media_by_age ON media (received_at, id);
