-- The contact budget, the facts that the trajectory clock counts from, and what a colleague notes of a
-- try to reach somebody.

-- Why a reminder came later than it was meant to.
ALTER TABLE reminder ADD COLUMN moved_from TIMESTAMPTZ; -- when it was meant to come
ALTER TABLE reminder ADD COLUMN moved_why TEXT;         -- by which rule it comes later: contactbudget

-- What the bot began, or will begin, by itself: the starts that the contact budget counts. A reminder
-- stands here once it went out; what a schedule begins from the moment that its turn came; what is said
-- after a lesson from the moment that it was noted who was there.
CREATE TABLE bot_start (
    id           UUID PRIMARY KEY,
    mailbox_id   UUID NOT NULL REFERENCES mailbox (id),
    reminder_id  UUID,                        -- which reminder went out
    schedule     TEXT,                        -- which schedule began it: a name in dialogs/policies.yaml
    session_id   UUID,                        -- after which lesson it is said
    enrolment_id UUID,                        -- whose place at that lesson
    dialog       TEXT,                        -- what a schedule begins
    due_at       TIMESTAMPTZ NOT NULL,        -- when it begins; later than meant where the budget says so
    meant_at     TIMESTAMPTZ NOT NULL,        -- when it was meant to begin
    useful_until TIMESTAMPTZ NOT NULL,        -- the last moment at which it may begin
    begun_at     TIMESTAMPTZ,
    dropped_at   TIMESTAMPTZ,                 -- never begun; dropped_why says by which rule
    dropped_why  TEXT,
    -- exactly one of the three
    CHECK ((CASE WHEN reminder_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN schedule IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN session_id IS NULL THEN 0 ELSE 1 END) = 1),
    CHECK ((session_id IS NULL) = (enrolment_id IS NULL)),
    CHECK (begun_at IS NULL OR dropped_at IS NULL),
    CHECK ((dropped_at IS NULL) = (dropped_why IS NULL))
);
-- "what began with these people in the last week, and what still wants to?"
CREATE INDEX bot_start_by_mailbox ON bot_start (mailbox_id, due_at);
-- "what falls due?"
CREATE INDEX bot_start_due ON bot_start (due_at) WHERE begun_at IS NULL AND dropped_at IS NULL;

-- Minute of the day, in Europe/Amsterdam, at which a message suits this person; import column
-- "voorkeurstijd".
ALTER TABLE person ADD COLUMN preferred_minute BIGINT;

-- What the trajectory clock counts from; all days in Europe/Amsterdam, all as told by an import.
ALTER TABLE person ADD COLUMN duo_notice_on DATE;         -- DUO told the municipality: the intake clock starts
ALTER TABLE person ADD COLUMN brp_on DATE;                -- registered in the municipality; the later start counts
ALTER TABLE person ADD COLUMN late_facts_on DATE;         -- what others had to send for the PIP came in
ALTER TABLE person ADD COLUMN course_started_on DATE;     -- first lesson of the language course
ALTER TABLE person ADD COLUMN dual_track_since DATE;      -- language and work, or volunteering, side by side
ALTER TABLE person ADD COLUMN medical_waiting_since DATE; -- waits for a medical assessment
ALTER TABLE person ADD COLUMN medical_waiting_until DATE; -- was assessed
ALTER TABLE person ADD COLUMN last_exam_on DATE;          -- the last exam is booked for that day
ALTER TABLE person ADD COLUMN finished_on DATE;           -- the duty is met, or lifted: nothing is counted any more

-- Extra time that DUO granted.
CREATE TABLE term_extension (
    id         UUID PRIMARY KEY,
    person_id  UUID NOT NULL REFERENCES person (id),
    weeks      BIGINT NOT NULL CHECK (weeks > 0),
    ground     TEXT NOT NULL,                 -- a code, such as alfabetisering; never a diagnosis
    granted_on DATE NOT NULL,
    noted_at   TIMESTAMPTZ NOT NULL,
    UNIQUE (person_id, ground, granted_on)
);

-- Alarms that were raised, each once per person and term.
CREATE TABLE term_alarm (
    person_id UUID NOT NULL REFERENCES person (id),
    about_on  DATE NOT NULL,                  -- the day that it counts to, or from: another one has alarms of its own
    alarm     TEXT NOT NULL,                  -- its code in trade::trajectory
    raised_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, about_on, alarm)
);

-- What came of a try that a colleague noted, such as a telephone call.
ALTER TABLE contact_attempt ADD COLUMN result TEXT;       -- gesproken, geen-gehoor, voicemail, verkeerd-nummer
ALTER TABLE contact_attempt ADD COLUMN note_sealed BYTEA; -- words of the colleague, without a BSN
ALTER TABLE contact_attempt ADD COLUMN noted_by UUID;     -- which colleague; NULL: the service itself

-- Whether work counts for the MAP: judged differently from town to town, so a colleague decides, with a
-- reason. The newest holds; none is ever changed or removed.
CREATE TABLE map_decision (
    id            UUID PRIMARY KEY,
    person_id     UUID NOT NULL REFERENCES person (id),
    counts        BOOLEAN NOT NULL,
    reason_sealed BYTEA NOT NULL,             -- words of the colleague, without a BSN
    decided_by    UUID NOT NULL REFERENCES staff (id),
    decided_at    TIMESTAMPTZ NOT NULL
);
-- "what was decided last about this person?"
CREATE INDEX map_decision_by_person ON map_decision (person_id, decided_at);
