-- What is being talked about, with whom, and what was answered.

-- Who is meant by a conversation, a question, an address or a municipality in the tables of every
-- message is known when the row is written: it was read or made in the same transaction, and no such
-- row is removed but with its person. Only the mailbox is checked again by the database: an answer would
-- cost some twenty more look-ups otherwise. `tests/it/references.rs` looks for rows that refer
-- to nothing.

-- A set of dialogs, policies and texts, by the hash of its bytes. Which one starts conversations stands
-- in `publication`.
CREATE TABLE content_revision (
    id         TEXT PRIMARY KEY,                 -- SHA-256, hex
    files      JSONB NOT NULL,                   -- path -> text
    created_at TIMESTAMPTZ NOT NULL,
    created_by UUID REFERENCES staff (id),       -- none: from the folders, or by command
    base       TEXT                              -- the revision that its author began with
);

CREATE TABLE conversation (
    id           UUID PRIMARY KEY,
    gemeente_id  UUID NOT NULL,
    mailbox_id   UUID NOT NULL REFERENCES mailbox (id),
    dialog       TEXT NOT NULL,
    revision     TEXT NOT NULL,
    step         TEXT NOT NULL,
    enrolment_id UUID,                           -- what it is about, if about a session
    session_id   UUID,
    sealed       BYTEA NOT NULL,                 -- JSON of dialog::conversation::Conversation
    started_at   TIMESTAMPTZ NOT NULL,
    ended_at     TIMESTAMPTZ,
    ended_how    TEXT,
    CHECK ((ended_at IS NULL) = (ended_how IS NULL))
);
CREATE INDEX conversation_live ON conversation (mailbox_id, started_at, id) WHERE ended_at IS NULL;
CREATE INDEX conversation_by_mailbox ON conversation (mailbox_id, started_at);

-- A question put to somebody; the dashboard's home reads the open ones.
CREATE TABLE question (
    id              UUID PRIMARY KEY,
    gemeente_id     UUID NOT NULL,
    mailbox_id      UUID NOT NULL REFERENCES mailbox (id),
    conversation_id UUID NOT NULL,
    dialog          TEXT NOT NULL,
    step            TEXT NOT NULL,
    text_id         TEXT NOT NULL,
    session_id      UUID,
    first_asked_at  TIMESTAMPTZ NOT NULL,        -- silence is counted from here
    last_asked_at   TIMESTAMPTZ NOT NULL,
    times_asked     BIGINT NOT NULL,
    rungs_done      BIGINT NOT NULL,
    next_rung       TEXT,                        -- nudge, other_channel, coach, klantmanager
    next_rung_at    TIMESTAMPTZ,
    undelivered_why TEXT,                        -- the last try did not arrive
    closed_at       TIMESTAMPTZ,
    closed_how      TEXT CHECK (closed_how IN ('answered', 'elsewhere', 'no_answer', 'undelivered', 'stopped', 'superseded')),
    CHECK ((closed_at IS NULL) = (closed_how IS NULL)),
    CHECK ((next_rung IS NULL) = (next_rung_at IS NULL))
);
-- "who has not answered?", longest silence first
CREATE INDEX question_open ON question (gemeente_id, first_asked_at) WHERE closed_at IS NULL;
CREATE INDEX question_by_mailbox ON question (mailbox_id);

CREATE TABLE wait (
    id              UUID PRIMARY KEY,
    mailbox_id      UUID NOT NULL REFERENCES mailbox (id),
    conversation_id UUID NOT NULL,
    due_at          TIMESTAMPTZ NOT NULL,
    fired_at        TIMESTAMPTZ,
    cancelled_at    TIMESTAMPTZ,
    CHECK (fired_at IS NULL OR cancelled_at IS NULL)
);
-- "which waits run out?"
CREATE INDEX wait_due ON wait (due_at) WHERE fired_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX wait_by_mailbox ON wait (mailbox_id);

CREATE TABLE answer (
    id              UUID PRIMARY KEY,
    mailbox_id      UUID NOT NULL REFERENCES mailbox (id),
    conversation_id UUID NOT NULL,
    question_id     UUID NOT NULL,
    key             TEXT NOT NULL,               -- the choice, or the fact that was set
    value           TEXT NOT NULL,               -- codes of the dialog, never typed words
    route           TEXT NOT NULL,               -- channel id, or "staff"
    correction      BOOLEAN NOT NULL,
    at              TIMESTAMPTZ NOT NULL
);
CREATE INDEX answer_by_mailbox ON answer (mailbox_id, at);
