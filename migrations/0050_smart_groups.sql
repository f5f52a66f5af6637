-- A part of the people that colleagues look at often: a question that is kept, no list. Who is in it changes by itself.

CREATE TABLE smart_group (
    id            UUID PRIMARY KEY,              -- made when the form is drawn
    gemeente_id   UUID NOT NULL REFERENCES gemeente (id),
    owner_id      UUID NOT NULL REFERENCES staff (id),
    name          TEXT NOT NULL CHECK (name <> ''),
    shared_with   TEXT NOT NULL CHECK (shared_with IN ('niemand', 'team', 'gemeente')),
    whose         TEXT NOT NULL CHECK (whose IN ('mij', 'team', 'allen')), -- of whoever looks
    group_kind    TEXT CHECK (group_kind IN ('asiel', 'gezin', 'overig')),
    course_id     UUID REFERENCES course (id),
    language      TEXT,
    why           TEXT,                          -- why somebody is silent: board::Why
    snoozed       BOOLEAN NOT NULL,
    field_id      UUID REFERENCES own_field (id),
    test          TEXT CHECK (test IN ('is', 'leeg', 'voor', 'na')), -- what must hold of that field
    wanted        TEXT,                          -- as own_field_value.value
    wanted_sealed BYTEA,                         -- of free text: the words
    created_at    TIMESTAMPTZ NOT NULL,          -- machine
    CHECK ((field_id IS NULL) = (test IS NULL)),
    CHECK ((wanted IS NULL) = (test IS NULL OR test = 'leeg')),
    CHECK (wanted_sealed IS NULL OR wanted IS NOT NULL)
);
-- "which are there for me?"
CREATE INDEX smart_group_of_gemeente ON smart_group (gemeente_id, name);
-- "which ask after this field?", when it is removed
CREATE INDEX smart_group_by_field ON smart_group (field_id) WHERE field_id IS NOT NULL;

-- Who may see which group: the own ones, those of the own team, those of everybody. A coach sees none that asks
-- after a field that coaches do not see.
CREATE VIEW sees_smart_group AS
    SELECT me.id AS staff_id, g.id AS group_id
    FROM smart_group g
    JOIN staff o ON o.id = g.owner_id
    JOIN staff me ON me.gemeente_id = g.gemeente_id
    LEFT JOIN own_field f ON f.id = g.field_id
    WHERE (g.owner_id = me.id
           OR g.shared_with = 'gemeente'
           OR (g.shared_with = 'team' AND o.team_id = me.team_id))
      AND (me.role NOT IN ('coach', 'trainer') OR g.field_id IS NULL OR f.for_coaches);

-- Of whom the condition of a group holds.
CREATE VIEW fits_smart_group AS
    SELECT g.id AS group_id, p.id AS person_id
    FROM smart_group g
    JOIN person p ON p.gemeente_id = g.gemeente_id
    LEFT JOIN own_field_value v ON v.person_id = p.id AND v.field_id = g.field_id
    WHERE g.field_id IS NULL
       OR (g.test = 'leeg' AND v.value IS NULL)
       OR (g.test = 'is' AND v.value = g.wanted)
       OR (g.test = 'voor' AND v.value < g.wanted)
       OR (g.test = 'na' AND v.value > g.wanted);
