-- What a municipality wants to know beside what everybody has: fields of its own on the page of a person, typed.

CREATE TABLE own_field (
    id          UUID PRIMARY KEY,                -- made when the form is drawn
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    name        TEXT NOT NULL CHECK (name <> ''),
    folded      TEXT NOT NULL CHECK (folded <> ''), -- how a column of a file is matched with it
    english     TEXT CHECK (english <> ''),      -- its name on an English page, where there is one
    kind        TEXT NOT NULL CHECK (kind IN ('tekst', 'getal', 'datum', 'ja-nee', 'keuze')),
    choices     TEXT,                            -- of a list: one a line
    for_coaches BOOLEAN NOT NULL,                -- coaches see it too
    purpose     TEXT NOT NULL CHECK (purpose <> ''), -- why it is held, for the register of the AVG
    created_at  TIMESTAMPTZ NOT NULL,            -- machine
    CHECK ((kind = 'keuze') = (choices IS NOT NULL)),
    UNIQUE (gemeente_id, folded)
);

CREATE TABLE own_field_value (
    person_id UUID NOT NULL REFERENCES person (id),
    field_id  UUID NOT NULL REFERENCES own_field (id),
    value     TEXT NOT NULL CHECK (value <> ''), -- 12, 2026-11-24, ja, the choice; of free text its keyed hash
    sealed    BYTEA,                             -- of free text, without a BSN
    noted_by  UUID REFERENCES staff (id),        -- NULL: a file that was imported by command
    noted_at  TIMESTAMPTZ NOT NULL,              -- civil
    PRIMARY KEY (person_id, field_id)
);
-- "of how many people is it known?", and "who has this value?"
CREATE INDEX own_field_value_sought ON own_field_value (field_id, value);
