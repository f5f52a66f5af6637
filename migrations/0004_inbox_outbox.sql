-- What came in and waits, what must leave, and what is known of its fate.

CREATE TABLE inbox (
    id          UUID PRIMARY KEY,
    mailbox_id  UUID NOT NULL REFERENCES mailbox (id),
    seq         BIGINT NOT NULL,                 -- order within the mailbox
    address_id  UUID,                            -- where it came in, if from outside
    kind        TEXT NOT NULL,
    sealed      BYTEA NOT NULL,                  -- JSON of dialog::event::Event
    received_at TIMESTAMPTZ NOT NULL,            -- civil
    tries       BIGINT NOT NULL DEFAULT 0,
    parked_at   TIMESTAMPTZ,                     -- failed too often; staff see it, the mailbox goes on
    parked_why  TEXT,
    UNIQUE (mailbox_id, seq)
);
-- "which mailboxes have work?", from the oldest event on
CREATE INDEX inbox_by_age ON inbox (received_at, id) WHERE parked_at IS NULL;
-- "what was set aside?", newest first
CREATE INDEX inbox_parked ON inbox (parked_at DESC, id) WHERE parked_at IS NOT NULL;

-- Keys of everything that may be delivered twice; swept after nine days (platforms repeat for seven).
-- Keyed hashes: the keys themselves hold chat ids and numbers.
CREATE TABLE seen_key (
    key_hash BYTEA PRIMARY KEY,
    seen_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX seen_key_by_age ON seen_key (seen_at);

CREATE TABLE unreadable (
    id          UUID PRIMARY KEY,
    channel     TEXT NOT NULL,
    body_hash   BYTEA NOT NULL UNIQUE,           -- SHA-256: the same body again is the same row
    sealed      BYTEA NOT NULL,                  -- the body as it came
    why         TEXT NOT NULL,                   -- where understanding stopped; no content
    received_at TIMESTAMPTZ NOT NULL,
    replayed_at TIMESTAMPTZ
);

-- Events that were handled: the past of a mailbox.
CREATE TABLE history (
    id          UUID PRIMARY KEY,
    mailbox_id  UUID NOT NULL REFERENCES mailbox (id),
    seq         BIGINT NOT NULL,
    address_id  UUID,
    kind        TEXT NOT NULL,
    sealed      BYTEA NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    handled_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX history_by_mailbox ON history (mailbox_id, received_at);

-- A row before every send. `lane` and `seq` give the order per address.
CREATE TABLE outbox (
    id              UUID PRIMARY KEY,
    gemeente_id     UUID NOT NULL,
    mailbox_id      UUID NOT NULL REFERENCES mailbox (id),
    address_id      UUID NOT NULL,
    channel         TEXT NOT NULL,               -- the address's, so that a claim needs no look-up
    conversation_id UUID,
    question_id     UUID,
    lane            BIGINT NOT NULL CHECK (lane IN (0, 1, 2)),   -- reply, reminder, bulk
    seq             BIGINT NOT NULL,             -- given under the mailbox's lock, like inbox.seq
    revision        TEXT NOT NULL,
    language        TEXT NOT NULL,
    text_id         TEXT NOT NULL,
    sealed          BYTEA NOT NULL,              -- JSON of message::Saying: keys until delivery
    part_no         BIGINT NOT NULL,             -- which part of the rendered message this row sends
    created_at      TIMESTAMPTZ NOT NULL,        -- civil
    not_before      TIMESTAMPTZ NOT NULL,        -- machine: back-off and pauses
    expires_at      TIMESTAMPTZ NOT NULL,        -- civil: worthless after this
    attempt         BIGINT NOT NULL DEFAULT 0,   -- the fence: only the newest attempt may finish
    leased_until    TIMESTAMPTZ,                 -- machine; while a worker sends it, or while we wait for news of it
    doubtful        BOOLEAN NOT NULL DEFAULT FALSE, -- an earlier attempt may have arrived: say "nogmaals"
    failures        BIGINT NOT NULL DEFAULT 0,   -- attempts that the platform itself spoiled: it is not asked for ever
    template_only   BOOLEAN NOT NULL DEFAULT FALSE, -- only its template may go: the platform called the window closed, or it went as its template before
    words_sealed    BYTEA,                       -- the words as sent
    state           TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'in_doubt', 'accepted', 'refused', 'unknown', 'expired', 'cancelled')),
    platform_hash   BYTEA,                       -- WhatsApp: keyed hash of its id, to match statuses by
    platform_sealed BYTEA,                       -- the platform's id; WhatsApp's holds the number
    finished_at     TIMESTAMPTZ,                 -- civil
    code            TEXT,                        -- the platform's word for a refusal
    CHECK ((state IN ('queued', 'sending', 'in_doubt')) = (finished_at IS NULL)),
    CHECK ((state IN ('sending', 'in_doubt')) = (leased_until IS NOT NULL))
);
-- "which part of this address and lane has the turn?"
CREATE INDEX outbox_waiting ON outbox (address_id, lane, seq) WHERE finished_at IS NULL;
-- "what may leave now on this channel, and goes first?"
CREATE INDEX outbox_next ON outbox (channel, lane, not_before, id) WHERE state = 'queued';
-- "whose worker died, and which doubt has lasted long enough?"
CREATE INDEX outbox_leased ON outbox (leased_until, id) WHERE state IN ('sending', 'in_doubt');
CREATE INDEX outbox_by_mailbox ON outbox (mailbox_id, created_at);
CREATE INDEX outbox_by_question ON outbox (question_id) WHERE question_id IS NOT NULL;
-- "what was refused, and where are we in doubt?"
CREATE INDEX outbox_troubled ON outbox (gemeente_id, finished_at) WHERE state IN ('unknown', 'refused');
CREATE INDEX outbox_by_platform ON outbox (platform_hash) WHERE platform_hash IS NOT NULL;

-- What the platform told about a message (WhatsApp only); a lattice, never backwards.
CREATE TABLE delivery (
    part_id      UUID PRIMARY KEY REFERENCES outbox (id),
    attempt      BIGINT NOT NULL DEFAULT 0,      -- of which attempt it tells: news of an earlier one changes nothing
    sent_at      TIMESTAMPTZ,
    delivered_at TIMESTAMPTZ,
    read_at      TIMESTAMPTZ,
    failed_at    TIMESTAMPTZ,
    failed_code  BIGINT
);

-- A status that came before its send returned; matched within 24 hours.
CREATE TABLE early_status (
    key_hash      BYTEA PRIMARY KEY,
    platform_hash BYTEA NOT NULL,
    sealed        BYTEA NOT NULL,                -- JSON of message::StatusReport
    received_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX early_status_by_platform ON early_status (platform_hash);
-- "which may be forgotten?"
CREATE INDEX early_status_by_age ON early_status (received_at);

-- What must wait, because a platform said so: a channel, or one template in one language. That an
-- address must wait stands with the address.
CREATE TABLE pause (
    scope      TEXT PRIMARY KEY,                 -- "channel:<id>" or "template:<channel>:<name>:<language>"
    until      TIMESTAMPTZ NOT NULL,             -- machine
    code       TEXT NOT NULL
);
