-- What people are invited to, and the reminders planned for it.

CREATE TABLE course (
    id          UUID PRIMARY KEY,
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    name        TEXT NOT NULL,                   -- import column "cursus"
    group_name  TEXT NOT NULL,                   -- import column "groep"
    capacity    BIGINT CHECK (capacity > 0),     -- places; NULL: as many as come; import column "plaatsen"
    language    TEXT,                            -- what is spoken in it; NULL: any; import column "taalgroep"
    created_at  TIMESTAMPTZ NOT NULL,
    UNIQUE (gemeente_id, name, group_name)
);

CREATE TABLE session (
    id           UUID PRIMARY KEY,
    gemeente_id  UUID NOT NULL REFERENCES gemeente (id),
    course_id    UUID NOT NULL REFERENCES course (id),
    number       BIGINT NOT NULL,                -- 1 is the first dagdeel
    kind         TEXT NOT NULL CHECK (kind IN ('pvt', 'pvt-excursie', 'pvt-ondertekening', 'map',
                         'brede-intake', 'voortgangsgesprek', 'eindgesprek', 'checklist', 'taalcafe', 'examen')),
    starts_at    TIMESTAMPTZ NOT NULL,
    ends_at      TIMESTAMPTZ NOT NULL,
    place        TEXT NOT NULL,
    street       TEXT NOT NULL,                  -- where to go; import column "adres"
    online_url   TEXT,
    bring        TEXT,
    interpreter  TEXT,                           -- an interpreter of this language comes; import column "tolk"
    interpreter_days BIGINT CHECK (interpreter_days BETWEEN 1 AND 60), -- so many days before it is confirmed or cancelled
    interpreter_asked_at TIMESTAMPTZ,            -- the task to confirm or cancel the interpreter was opened
    childcare    BOOLEAN NOT NULL DEFAULT FALSE, -- children can come along; import column "kinderopvang"
    travel_hint  TEXT,                           -- such as "bus 5, halte Markt"; import column "reistip"
    calendar_uid TEXT,                           -- UID in the calendar that it was imported from
    version      BIGINT NOT NULL DEFAULT 1,      -- raised when it moves; reminders are planned per version
    cancelled_at TIMESTAMPTZ,
    CHECK (ends_at > starts_at),
    UNIQUE (course_id, number)
);
-- "which interpreters must be confirmed or cancelled?"
CREATE INDEX session_interpreter ON session (starts_at)
    WHERE interpreter IS NOT NULL AND interpreter_asked_at IS NULL;
CREATE INDEX session_by_start ON session (gemeente_id, starts_at);

CREATE TABLE enrolment (
    id          UUID PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES person (id),
    course_id   UUID NOT NULL REFERENCES course (id),
    enrolled_at TIMESTAMPTZ NOT NULL,
    ended_at    TIMESTAMPTZ,
    UNIQUE (person_id, course_id)
);
CREATE INDEX enrolment_by_course ON enrolment (course_id);

-- What somebody said about coming to one session. No row: nothing said yet.
CREATE TABLE attendance (
    enrolment_id UUID NOT NULL REFERENCES enrolment (id),
    session_id   UUID NOT NULL REFERENCES session (id),
    intent       TEXT NOT NULL CHECK (intent IN ('komt', 'komt-niet')),
    reason       TEXT,                           -- a barrier code such as opvang; never health detail
    said_at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (enrolment_id, session_id)
);
CREATE INDEX attendance_by_session ON attendance (session_id);

CREATE TABLE reminder (
    id              UUID PRIMARY KEY,
    gemeente_id     UUID NOT NULL REFERENCES gemeente (id),
    enrolment_id    UUID NOT NULL REFERENCES enrolment (id),
    session_id      UUID NOT NULL REFERENCES session (id),
    session_version BIGINT NOT NULL,
    moment          TEXT NOT NULL,               -- 7d, 3d, 1d, 2h in dialogs/policies.yaml
    due_at          TIMESTAMPTZ NOT NULL,
    useful_until    TIMESTAMPTZ NOT NULL,
    late            BOOLEAN NOT NULL,            -- planned after its own moment had passed
    fired_at        TIMESTAMPTZ,
    dropped_at      TIMESTAMPTZ,                 -- never sent; dropped_why says by which rule
    dropped_why     TEXT,
    CHECK (fired_at IS NULL OR dropped_at IS NULL),
    CHECK ((dropped_at IS NULL) = (dropped_why IS NULL)),
    UNIQUE (enrolment_id, session_id, session_version, moment)
);
-- "which reminders fall due?"
CREATE INDEX reminder_due ON reminder (due_at) WHERE fired_at IS NULL AND dropped_at IS NULL;
CREATE INDEX reminder_by_session ON reminder (session_id);

CREATE TABLE recurring_job (
    name        TEXT PRIMARY KEY,
    cron        TEXT NOT NULL,
    next_at     TIMESTAMPTZ NOT NULL,
    last_run_at TIMESTAMPTZ,
    reached     UUID,                            -- a run under way: the last person looked at, by id
    asked       BIGINT NOT NULL DEFAULT 0,       -- conversations that this run has begun so far
    last_result TEXT
);
