-- What a colleague makes of a message that another one cannot read. The original stays as it is, beside it.

CREATE TABLE translation (
    event_id     UUID PRIMARY KEY,               -- the message, an event of the history
    mailbox_id   UUID NOT NULL REFERENCES mailbox (id),
    asked_by     UUID NOT NULL REFERENCES staff (id),
    asked_at     TIMESTAMPTZ NOT NULL,           -- civil
    sealed       BYTEA,                          -- the translation, in Dutch
    made_by      UUID REFERENCES staff (id),
    made_at      TIMESTAMPTZ,                    -- civil
    CHECK ((made_at IS NULL) = (sealed IS NULL)),
    CHECK ((made_at IS NULL) = (made_by IS NULL))
);
-- "which messages of this person were translated, or are to be?"
CREATE INDEX translation_by_mailbox ON translation (mailbox_id, asked_at);
