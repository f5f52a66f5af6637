-- What practice asks beside reminders: a case that is hard, who live together, what somebody waits for, and
-- what somebody means to do.

-- Decides about flags that say a case is hard; a task of theirs is on the desk "senior".
ALTER TABLE staff ADD COLUMN is_senior BOOLEAN NOT NULL DEFAULT FALSE;

-- "Schrijnend": a colleague says that the rules press too hard on somebody; a senior decides. A row per time.
-- No words about health: the reason is a code.
CREATE TABLE hardship (
    id              UUID PRIMARY KEY,
    person_id       UUID NOT NULL REFERENCES person (id),
    reason          TEXT NOT NULL,                -- a code of trade::hardship
    raised_by       UUID NOT NULL REFERENCES staff (id),
    raised_at       TIMESTAMPTZ NOT NULL,         -- civil
    outcome         TEXT,                         -- a code of trade::hardship; NULL: not decided yet
    decision_sealed BYTEA,                        -- words of the senior, without a BSN
    decided_by      UUID REFERENCES staff (id),
    decided_at      TIMESTAMPTZ,                  -- civil
    CHECK ((outcome IS NULL) = (decided_at IS NULL)),
    CHECK ((decision_sealed IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
-- one open flag per person; "is this case hard?"
CREATE UNIQUE INDEX hardship_open ON hardship (person_id) WHERE decided_at IS NULL;
-- "what was decided before about this person?"
CREATE INDEX hardship_by_person ON hardship (person_id, raised_at);

-- The municipality's own key of a household; import column "huishouden". People of one gemeente with the
-- same key live together. For colleagues only: no dialog and no message reads it.
ALTER TABLE person ADD COLUMN household TEXT;
-- "who has this key too?"
CREATE INDEX person_by_household ON person (gemeente_id, household) WHERE household IS NOT NULL;

-- Who is what of whom, as a colleague noted it; two rows per pair, one from each side.
CREATE TABLE kinship (
    person_id UUID NOT NULL REFERENCES person (id),
    other_id  UUID NOT NULL REFERENCES person (id),
    other_is  TEXT NOT NULL CHECK (other_is IN ('partner', 'ouder', 'kind')), -- what the other is of the person
    linked_by UUID NOT NULL REFERENCES staff (id),
    linked_at TIMESTAMPTZ NOT NULL,               -- civil
    PRIMARY KEY (person_id, other_id),
    CHECK (person_id <> other_id)
);
-- removing somebody finds the pairs from the other side
CREATE INDEX kinship_by_other ON kinship (other_id);

-- What somebody wants, waits for, or has: one row per kind, as it stands. What it was before is told by the
-- audit trail.
CREATE TABLE placement (
    person_id UUID NOT NULL REFERENCES person (id),
    kind      TEXT NOT NULL CHECK (kind IN ('werkplek', 'stage', 'vrijwilligerswerk', 'school')),
    state     TEXT NOT NULL CHECK (state IN ('gewenst', 'wachtlijst', 'geplaatst', 'gestopt')),
    since_on  DATE NOT NULL,                      -- it stands so since that day, in Europe/Amsterdam
    noted_by  UUID REFERENCES staff (id),         -- NULL: the person told the bot
    noted_at  TIMESTAMPTZ NOT NULL,               -- civil
    PRIMARY KEY (person_id, kind)
);

-- What somebody means to do, in few words of their own: a plan, and what comes in its place.
CREATE TABLE own_plan (
    person_id    UUID NOT NULL REFERENCES person (id),
    letter       TEXT NOT NULL CHECK (letter IN ('a', 'b', 'c')),
    words_sealed BYTEA NOT NULL,                  -- of the person, without a BSN
    is_current   BOOLEAN NOT NULL,                -- the plan of now
    noted_by     UUID REFERENCES staff (id),      -- NULL: the person told the bot
    noted_at     TIMESTAMPTZ NOT NULL,            -- civil
    PRIMARY KEY (person_id, letter)
);
-- one plan of now per person
CREATE UNIQUE INDEX own_plan_current ON own_plan (person_id) WHERE is_current;
