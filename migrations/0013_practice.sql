-- Hours of practice for the MAP, as people tell them; nobody adds them up here, a trainer does.

-- Source: Besluit inburgering 2021: the MAP asks at least 40 hours of practice.
CREATE TABLE practice_hours (
    id              UUID PRIMARY KEY,
    mailbox_id      UUID NOT NULL REFERENCES mailbox (id),
    conversation_id UUID NOT NULL,
    enrolment_id    UUID,                        -- the course, if the conversation was about one
    minutes         BIGINT NOT NULL CHECK (minutes > 0),
    on_day          DATE NOT NULL,               -- in Europe/Amsterdam
    said_at         TIMESTAMPTZ NOT NULL
);
-- what somebody told so far; joining two mailboxes moves them
CREATE INDEX practice_hours_by_mailbox ON practice_hours (mailbox_id, on_day);
