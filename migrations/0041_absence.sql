-- Who is away, and who stands in for them. Whose people are whose does not change by it, so that nothing has to be
-- given back.

CREATE TABLE absence (
    id          UUID PRIMARY KEY,                -- made when the form is drawn
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    staff_id    UUID NOT NULL REFERENCES staff (id),
    deputy_id   UUID REFERENCES staff (id),      -- NULL: the standing deputy, if there is one
    first_on    DATE NOT NULL,                   -- both days included, on the Dutch calendar
    last_on     DATE NOT NULL,
    noted_by    UUID NOT NULL REFERENCES staff (id),
    noted_at    TIMESTAMPTZ NOT NULL,            -- civil
    CHECK (last_on >= first_on),
    CHECK (deputy_id IS NULL OR deputy_id <> staff_id)
);
-- "who of this municipality is away?"
CREATE INDEX absence_of_gemeente ON absence (gemeente_id, last_on, id);

-- Who stands in whenever an absence names nobody, or somebody who cannot.
CREATE TABLE standing_deputy (
    staff_id  UUID PRIMARY KEY REFERENCES staff (id),
    deputy_id UUID NOT NULL REFERENCES staff (id),
    CHECK (deputy_id <> staff_id)
);

-- What follows from both, by the rule of plan::absence: written anew whenever one of them, or an account, changes.
CREATE TABLE stand_in (
    absent_id UUID NOT NULL REFERENCES staff (id),
    deputy_id UUID REFERENCES staff (id),        -- NULL: nobody stands in, and the beheerders look after these people
    first_on  DATE NOT NULL,
    last_on   DATE NOT NULL,
    PRIMARY KEY (absent_id, first_on),
    CHECK (last_on >= first_on),
    CHECK (deputy_id IS NULL OR deputy_id <> absent_id)
);
-- "for whom does this colleague stand in today?"
CREATE INDEX stand_in_by_deputy ON stand_in (deputy_id, last_on);

-- Whose people somebody looks after, and from which day to which: their own, those for whom they stand in, and, for
-- a beheerder, those for whom nobody does.
CREATE VIEW in_hands AS
    SELECT given.deputy_id AS staff_id, given.absent_id AS of_id, given.first_on, given.last_on
    FROM stand_in given
    WHERE given.deputy_id IS NOT NULL
    UNION ALL
    SELECT chief.id, given.absent_id, given.first_on, given.last_on
    FROM staff chief
    JOIN staff gone ON gone.gemeente_id = chief.gemeente_id
    JOIN stand_in given ON given.absent_id = gone.id AND given.deputy_id IS NULL
    WHERE chief.role = 'beheerder' AND chief.disabled_at IS NULL AND gone.id <> chief.id
    UNION ALL
    SELECT mine.id, mine.id, '0001-01-01', '9999-12-31'
    FROM staff mine;
