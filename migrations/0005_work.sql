-- Work for people, and every try to reach somebody.

CREATE TABLE task (
    id              UUID PRIMARY KEY,
    gemeente_id     UUID NOT NULL,
    mailbox_id      UUID NOT NULL REFERENCES mailbox (id),
    conversation_id UUID,
    question_id     UUID,
    session_id      UUID,
    kind            TEXT NOT NULL CHECK (kind IN ('gevaar', 'coach', 'bellen', 'geen-adres', 'hulp', 'kan-niet', 'check-in', 'inhalen', 'gemist', 'geld', 'verandering', 'partner', 'spreekuur', 'niet-begrepen', 'onbekend', 'nummer', 'voor-wie', 'bestand', 'storing', 'brief', 'adres', 'bewijs', 'termijn', 'plaats-vrij', 'tolk', 'schrijnend', 'plek', 'bericht', 'genoemd', 'overdracht', 'vertaal')),
    desk            TEXT NOT NULL CHECK (desk IN ('coach', 'klantmanager', 'senior', 'beheer')),
    assigned_to     UUID REFERENCES staff (id),
    reason          TEXT,                        -- a code of the dialog, such as opvang
    opened_at       TIMESTAMPTZ NOT NULL,
    closed_at       TIMESTAMPTZ,
    closed_by       UUID REFERENCES staff (id),
    -- one open task per cause: a second cause of the same kind joins it
    cause           TEXT NOT NULL
);
CREATE UNIQUE INDEX task_open_per_cause ON task (mailbox_id, kind, cause) WHERE closed_at IS NULL;
-- "which work waits, the oldest first?"
CREATE INDEX task_open ON task (gemeente_id, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX task_by_mailbox ON task (mailbox_id, opened_at);

CREATE TABLE contact_attempt (
    id          UUID PRIMARY KEY,
    mailbox_id  UUID NOT NULL REFERENCES mailbox (id),
    question_id UUID,
    route       TEXT NOT NULL,                   -- telegram, whatsapp, coach, klantmanager, brief, telefoon
    rung        TEXT,                            -- which rung of the ladder, if one
    part_id     UUID,
    task_id     UUID,
    at          TIMESTAMPTZ NOT NULL,
    failed_at   TIMESTAMPTZ                      -- it reached nobody after all: the letter came back
);
CREATE INDEX contact_attempt_by_mailbox ON contact_attempt (mailbox_id, at);
CREATE INDEX contact_attempt_by_question ON contact_attempt (question_id, at) WHERE question_id IS NOT NULL;
