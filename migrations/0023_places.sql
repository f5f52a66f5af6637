-- Who waits for a place in a course that is full. Whoever waits has no enrolment, so nothing is planned
-- for them and nobody expects them.

CREATE TABLE course_wait (
    id          UUID PRIMARY KEY,
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    course_id   UUID NOT NULL REFERENCES course (id),
    person_id   UUID NOT NULL REFERENCES person (id),
    since       TIMESTAMPTZ NOT NULL,            -- civil; who came first is first
    left_at     TIMESTAMPTZ,                     -- got a place, or does not want one any more
    left_how    TEXT CHECK (left_how IN ('geplaatst', 'van-de-lijst')),
    CHECK ((left_at IS NULL) = (left_how IS NULL))
);
-- nobody stands twice on one list
CREATE UNIQUE INDEX course_wait_once ON course_wait (course_id, person_id) WHERE left_at IS NULL;
-- "who waits for this course, the first first?", and "which courses have a list?"
CREATE INDEX course_wait_open ON course_wait (gemeente_id, course_id, since, id) WHERE left_at IS NULL;
-- "for what does this person wait?"
CREATE INDEX course_wait_by_person ON course_wait (person_id);

-- A missed session that somebody catches up with another group of the same course: offered, chosen, or
-- given back. The place is that of their own group (enrolment_id), only this session is the other group's.
CREATE TABLE catch_up (
    enrolment_id UUID NOT NULL REFERENCES enrolment (id),
    missed_id    UUID NOT NULL REFERENCES session (id),
    session_id   UUID NOT NULL REFERENCES session (id), -- instead of it
    rank         BIGINT NOT NULL CHECK (rank > 0),      -- 1: the best of those that were offered
    offered_at   TIMESTAMPTZ NOT NULL,
    chosen_at    TIMESTAMPTZ,                    -- NULL: only offered
    ended_at     TIMESTAMPTZ,                    -- will not come after all, or the session went away
    CHECK (ended_at IS NULL OR chosen_at IS NOT NULL),
    PRIMARY KEY (enrolment_id, missed_id, session_id)
);
-- "who comes to this session from another group?"
CREATE INDEX catch_up_by_session ON catch_up (session_id) WHERE chosen_at IS NOT NULL;
