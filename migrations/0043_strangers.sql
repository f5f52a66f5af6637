-- Who writes from an address that is nobody's: which colleague finds out who it is.

CREATE TABLE stranger (
    mailbox_id  UUID PRIMARY KEY REFERENCES mailbox (id), -- that of the address
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    taken_by    UUID NOT NULL REFERENCES staff (id),
    taken_at    TIMESTAMPTZ NOT NULL,            -- civil
    closed_at   TIMESTAMPTZ,                     -- civil; does not belong here, until they write again
    CHECK (closed_at IS NULL OR closed_at >= taken_at)
);

-- "who writes from an address that is nobody's?", the newest first
CREATE INDEX address_of_nobody ON address (gemeente_id, last_inbound_at, id)
    WHERE person_id IS NULL AND joined_into IS NULL AND last_inbound_at IS NOT NULL;
