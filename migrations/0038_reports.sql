-- What the pages of figures show: counts per day, and nobody's name. Counted at night, so that a page reads some
-- hundreds of rows however many messages there are.

CREATE TABLE report_count (
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    measure     TEXT NOT NULL,                   -- a word of trade::report::Measure
    day         DATE NOT NULL,                   -- in Europe/Amsterdam
    channel     TEXT NOT NULL,                   -- telegram, whatsapp; empty where it does not matter
    language    TEXT NOT NULL,
    group_kind  TEXT NOT NULL,
    course_id   UUID NOT NULL,                   -- all zeros: of no course
    code        TEXT NOT NULL,                   -- a reason or a class; empty: none
    count       BIGINT NOT NULL CHECK (count > 0),
    -- "what was counted in this time?"
    PRIMARY KEY (gemeente_id, measure, day, channel, language, group_kind, course_id, code)
);

-- Which days were counted, and when last: answers come late, so the last days are counted every night.
CREATE TABLE report_day (
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    day         DATE NOT NULL,
    counted_at  TIMESTAMPTZ NOT NULL,            -- civil
    PRIMARY KEY (gemeente_id, day)
);

-- The work of each klantmanager, as it was last counted.
CREATE TABLE report_caseload (
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    staff_id    UUID NOT NULL,                   -- all zeros: people who are nobody's
    people      BIGINT NOT NULL,
    asked       BIGINT NOT NULL,                 -- people with an open question
    silent      BIGINT NOT NULL,                 -- of those, silent for more than five days
    oldest_at   TIMESTAMPTZ,                     -- since when the longest silence lasts, civil
    PRIMARY KEY (gemeente_id, staff_id)
);
