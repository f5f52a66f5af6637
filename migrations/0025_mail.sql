-- Mail to colleagues: something waits for them. It holds no names and nothing of what was said.

CREATE TABLE mail (
    id          UUID PRIMARY KEY,                -- also the mail's own id, the same at every try
    staff_id    UUID NOT NULL REFERENCES staff (id),
    tasks       BIGINT NOT NULL,                 -- how many new ones it tells of
    urgent      BIGINT NOT NULL,                 -- of these, words of danger
    waits       BIGINT NOT NULL DEFAULT 0,       -- behind so many tasks of other colleagues somebody waits
    created_at  TIMESTAMPTZ NOT NULL,            -- civil
    tells_until TIMESTAMPTZ NOT NULL,            -- civil: what opened later is for the next mail
    next_at     TIMESTAMPTZ NOT NULL,            -- machine: the lease of a try, or the next try
    attempt     BIGINT NOT NULL DEFAULT 0,
    sent_at     TIMESTAMPTZ,                     -- civil; the server took it
    gave_up_at  TIMESTAMPTZ,                     -- civil
    code        TEXT,                            -- the server's number, or a word of ours
    CHECK (tasks + waits > 0),
    CHECK (sent_at IS NULL OR gave_up_at IS NULL)
);
-- "which mail waits?"
CREATE INDEX mail_waiting ON mail (next_at, id) WHERE sent_at IS NULL AND gave_up_at IS NULL;
-- "when was this colleague last told?"
CREATE INDEX mail_by_staff ON mail (staff_id, created_at);
-- "what waits for this colleague?"
CREATE INDEX task_of_colleague ON task (assigned_to, opened_at) WHERE closed_at IS NULL;
