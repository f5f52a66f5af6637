-- Who is in the municipality's care, who cares for them, and how they can be reached.
-- One text for SQLite and PostgreSQL: see ARCHITECTURE.md, "Database".

CREATE TABLE gemeente (
    id          UUID PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,            -- CBS code, such as GM0321
    name        TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL
);

CREATE TABLE staff (
    id            UUID PRIMARY KEY,
    gemeente_id   UUID NOT NULL REFERENCES gemeente (id),
    name          TEXT NOT NULL,
    email         TEXT NOT NULL UNIQUE,          -- lower case; the name to log in with
    role          TEXT NOT NULL CHECK (role IN ('beheerder', 'klantmanager', 'consulent', 'coach', 'trainer')),
    password_hash TEXT,                          -- argon2id; NULL until the first log-in link is used
    created_at    TIMESTAMPTZ NOT NULL,
    disabled_at   TIMESTAMPTZ
);

CREATE TABLE login_link (
    token_hash  BYTEA PRIMARY KEY,               -- keyed hash; the token itself is shown once
    staff_id    UUID NOT NULL REFERENCES staff (id),
    created_at  TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL,
    used_at     TIMESTAMPTZ
);

CREATE TABLE staff_session (
    id_hash      BYTEA PRIMARY KEY,              -- keyed hash of the cookie's value
    staff_id     UUID NOT NULL REFERENCES staff (id),
    csrf         TEXT NOT NULL,                  -- form token, bound to this session
    created_at   TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL            -- the absolute limit; idleness is counted from last_seen_at
);
CREATE INDEX staff_session_by_staff ON staff_session (staff_id);

-- Failed log-ins, to slow down guessing; the key is a keyed hash of account or origin.
CREATE TABLE login_failure (
    key_hash     BYTEA PRIMARY KEY,
    failures     BIGINT NOT NULL,
    last_at      TIMESTAMPTZ NOT NULL
);

CREATE TABLE audit_entry (
    id           UUID PRIMARY KEY,
    gemeente_id  UUID NOT NULL REFERENCES gemeente (id),
    staff_id     UUID REFERENCES staff (id),     -- NULL: the system itself, or the command line
    act          TEXT NOT NULL,                  -- such as import_people, login
    subject      TEXT,                           -- kind of the thing acted upon
    subject_id   UUID,
    at           TIMESTAMPTZ NOT NULL,
    detail       JSONB NOT NULL                  -- ids and counts only: survives erasure
);

-- The unit of order: every person, every unlinked address, every telephone that people share, the
-- operators.
CREATE TABLE mailbox (
    id            UUID PRIMARY KEY,
    gemeente_id   UUID NOT NULL REFERENCES gemeente (id),
    kind          TEXT NOT NULL CHECK (kind IN ('person', 'address', 'phone', 'operator')), -- phone: of several people
    last_seq      BIGINT NOT NULL DEFAULT 0,     -- seq of the newest event; raised under this row's lock
    language      TEXT NOT NULL,
    stopped_at    TIMESTAMPTZ,                   -- said "stop"
    taken_over_by UUID REFERENCES staff (id),
    taken_over_at TIMESTAMPTZ,
    merged_into   UUID REFERENCES mailbox (id),  -- an address that was linked to a person
    created_at    TIMESTAMPTZ NOT NULL
);
-- "who said stop?"
CREATE INDEX mailbox_stopped ON mailbox (gemeente_id) WHERE stopped_at IS NOT NULL;

CREATE TABLE person (
    id                  UUID PRIMARY KEY,
    gemeente_id         UUID NOT NULL REFERENCES gemeente (id),
    mailbox_id          UUID NOT NULL UNIQUE REFERENCES mailbox (id),
    klantnummer         TEXT NOT NULL,           -- the municipality's own key; never a BSN
    name                TEXT NOT NULL,
    group_kind          TEXT NOT NULL CHECK (group_kind IN ('asiel', 'gezin', 'overig')),
    leerroute           TEXT CHECK (leerroute IN ('b1', 'onderwijs', 'z')),
    pip_on              DATE,
    klantmanager_id     UUID REFERENCES staff (id),
    coach_id            UUID REFERENCES staff (id),
    phone_sealed        BYTEA,                   -- as imported, E.164
    email_sealed        BYTEA,
    postal_sealed       BYTEA,                   -- JSON of trade::person::PostalAddress
    whatsapp_consent_on DATE,                    -- without it nobody is messaged first on WhatsApp
    birth_year          BIGINT,                  -- NULL: not known; only to prove who somebody is
    address_since       TIMESTAMPTZ,             -- has, or had, an address since then; NULL: never one
    created_at          TIMESTAMPTZ NOT NULL,
    updated_at          TIMESTAMPTZ NOT NULL,
    UNIQUE (gemeente_id, klantnummer)
);
CREATE INDEX person_by_klantmanager ON person (klantmanager_id);
CREATE INDEX person_by_coach ON person (coach_id);
-- "who has no address at all?"
CREATE INDEX person_without_address ON person (gemeente_id) WHERE address_since IS NULL;

-- A way to reach somebody on one channel. Its platform names are handles: a phone number may be
-- missing and may change.
CREATE TABLE address (
    id                  UUID PRIMARY KEY,
    gemeente_id         UUID NOT NULL REFERENCES gemeente (id),
    channel             TEXT NOT NULL,           -- id of the configured channel
    kind                TEXT NOT NULL CHECK (kind IN ('telegram', 'whatsapp')),
    mailbox_id          UUID NOT NULL REFERENCES mailbox (id),
    person_id           UUID REFERENCES person (id),
    created_at          TIMESTAMPTZ NOT NULL,
    last_inbound_at     TIMESTAMPTZ,             -- civil; opens WhatsApp's 24-hour window
    unreachable_at      TIMESTAMPTZ,             -- blocked, or no account; until the person writes again
    unreachable_code    TEXT,
    joined_into         UUID REFERENCES address (id), -- turned out to be that address: has no handles any more
    unproven_since      TIMESTAMPTZ,             -- linked with the code of a letter, and not proven yet who it is
    wrong_proofs        BIGINT NOT NULL DEFAULT 0, -- wrong answers since then; three are enough
    CHECK ((unreachable_at IS NULL) = (unreachable_code IS NULL))
);
CREATE INDEX address_by_mailbox ON address (mailbox_id);
CREATE INDEX address_by_person ON address (person_id);
-- "whom can no message reach any more?"
CREATE INDEX address_shut ON address (gemeente_id) WHERE unreachable_at IS NOT NULL;

CREATE TABLE address_handle (
    channel     TEXT NOT NULL,
    handle_hash BYTEA NOT NULL,                  -- keyed hash of kind and value, for look-up
    kind        TEXT NOT NULL CHECK (kind IN ('telegram_chat', 'phone', 'bsuid')),
    sealed      BYTEA NOT NULL,                  -- the platform's own text
    address_id  UUID NOT NULL REFERENCES address (id),
    PRIMARY KEY (channel, handle_hash)
);
CREATE INDEX address_handle_by_address ON address_handle (address_id);

CREATE TABLE invitation (
    id          UUID PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES person (id),
    token_hash  BYTEA NOT NULL UNIQUE,           -- keyed hash; the token is only in the letter
    short_hash  BYTEA,                           -- keyed hash of the code that people type; NULL: none
    created_at  TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL,
    used_at     TIMESTAMPTZ,
    used_by     UUID REFERENCES address (id),
    CHECK ((used_at IS NULL) = (used_by IS NULL))
);
-- "whose code was typed?"
CREATE UNIQUE INDEX invitation_short ON invitation (short_hash) WHERE short_hash IS NOT NULL;
CREATE INDEX invitation_by_person ON invitation (person_id);
-- "what was used from an address that becomes part of another?"
CREATE INDEX invitation_by_address ON invitation (used_by) WHERE used_by IS NOT NULL;

CREATE TABLE consent (
    id           UUID PRIMARY KEY,
    person_id    UUID NOT NULL REFERENCES person (id),
    purpose      TEXT NOT NULL,                  -- berichten
    given        BOOLEAN NOT NULL,               -- false: refused or withdrawn
    at           TIMESTAMPTZ NOT NULL,
    address_id   UUID REFERENCES address (id),   -- where it was said
    text_id      TEXT NOT NULL,                  -- what was asked ...
    revision     TEXT NOT NULL                   -- ... in which content revision
);
CREATE INDEX consent_by_person ON consent (person_id, at);
