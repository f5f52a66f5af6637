-- WhatsApp's templates as Meta sees them: listed by command, told by webhook.

-- One template in one language, on one channel.
CREATE TABLE template (
    channel           TEXT NOT NULL,             -- id of the configured channel
    name              TEXT NOT NULL,             -- as registered
    language          TEXT NOT NULL,             -- Meta's code (nl, en_US)
    platform_id       TEXT,                      -- Meta's id of it
    state             TEXT NOT NULL,             -- Meta's word, capitals: APPROVED, PAUSED ...; new words are kept
    reason            TEXT,                      -- Meta's code of a rejection, if there is one
    category          TEXT,                      -- UTILITY, MARKETING, AUTHENTICATION
    previous_category TEXT,                      -- what it was before Meta moved it
    correct_category  TEXT,                      -- what Meta announced to make of it
    quality           TEXT,                      -- GREEN, YELLOW, RED, UNKNOWN
    body_hash         TEXT,                      -- SHA-256 of the plain body; NULL until it is listed
    parameters        BIGINT,                    -- variables of the body; NULL until it is listed
    told_at           TIMESTAMPTZ,               -- platform's clock: older news changes nothing
    seen_at           TIMESTAMPTZ NOT NULL,      -- civil: last listed or told
    changed_at        TIMESTAMPTZ NOT NULL,      -- civil: since when the state is what it is
    PRIMARY KEY (channel, name, language)
);

-- Channels whose templates were listed: there, what is not in `template` does not exist.
CREATE TABLE template_listing (
    channel   TEXT PRIMARY KEY,
    listed_at TIMESTAMPTZ NOT NULL               -- civil
);

-- Raised with every change of the two tables above: a process that holds an older number in its
-- memory reads them again.
CREATE TABLE template_version (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL
);

-- News about nobody (a template, the number, the account) goes to the operators' mailbox of a
-- municipality; there is one.
CREATE UNIQUE INDEX mailbox_of_operators ON mailbox (gemeente_id) WHERE kind = 'operator';
