-- Telephones that several people use: the address then belongs to a mailbox of kind 'phone' and to
-- no person, and stands here once for each who uses it.

CREATE TABLE address_share (
    address_id UUID NOT NULL REFERENCES address (id),
    mailbox_id UUID NOT NULL REFERENCES mailbox (id),  -- the person's own
    person_id  UUID NOT NULL REFERENCES person (id),
    since      TIMESTAMPTZ NOT NULL,
    wrote_at   TIMESTAMPTZ,                      -- this person wrote from here; consent is each one's own
    hushed_at  TIMESTAMPTZ,                      -- somebody said "stop" here, and who is not known yet
    PRIMARY KEY (address_id, mailbox_id)
);
-- "where can this person be reached?"
CREATE INDEX address_share_by_mailbox ON address_share (mailbox_id);
CREATE INDEX address_share_by_person ON address_share (person_id);
-- "whom do we not write to, because somebody there said stop?"
CREATE INDEX address_share_hushed ON address_share (address_id) WHERE hushed_at IS NOT NULL;

-- What came from a shared telephone and waits until somebody says for whom it is. The event itself
-- is in the history of the telephone.
CREATE TABLE held_event (
    event_id    UUID PRIMARY KEY,
    question_id UUID NOT NULL                    -- in question, whose row is written after this one
);
-- "what waits for this answer?"
CREATE INDEX held_event_by_question ON held_event (question_id);
