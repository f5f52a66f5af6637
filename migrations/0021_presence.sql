-- Who was at a session, as the trainer noted it; beside what people said about coming (attendance).

CREATE TABLE presence (
    enrolment_id UUID NOT NULL REFERENCES enrolment (id),
    session_id   UUID NOT NULL REFERENCES session (id),
    presence     TEXT NOT NULL CHECK (presence IN ('aanwezig', 'afwezig')),
    noted_by     UUID REFERENCES staff (id),
    noted_at     TIMESTAMPTZ NOT NULL,           -- civil
    PRIMARY KEY (enrolment_id, session_id)
);
-- "who was at this session?"
CREATE INDEX presence_by_session ON presence (session_id);

-- Who gives a course, and so may see who is in it.
CREATE TABLE course_trainer (
    course_id UUID PRIMARY KEY REFERENCES course (id),
    staff_id  UUID NOT NULL REFERENCES staff (id)
);
