-- Letters on paper, and wrong codes. Codes are made when a letter is printed and exist on paper only:
-- of them the table `invitation` keeps keyed hashes. Printing again makes new ones.

CREATE TABLE letter (
    id            UUID PRIMARY KEY,
    gemeente_id   UUID NOT NULL REFERENCES gemeente (id),
    person_id     UUID NOT NULL REFERENCES person (id),
    mailbox_id    UUID NOT NULL REFERENCES mailbox (id),
    task_id       UUID,                          -- the task that asked for it, if one did
    follows       UUID REFERENCES letter (id),   -- the letter that led to nothing, of a second one
    kind          TEXT NOT NULL CHECK (kind IN ('uitnodiging', 'herinnering', 'stil')),
    language      TEXT NOT NULL,                 -- of the half that is not Dutch
    invitation_id UUID REFERENCES invitation (id), -- of the newest print
    attempt_id    UUID,                          -- the row of contact_attempt, once it is posted
    made_at       TIMESTAMPTZ NOT NULL,
    made_by       UUID REFERENCES staff (id),    -- here and below NULL: by command
    printed_at    TIMESTAMPTZ,                   -- the newest print
    printed_by    UUID REFERENCES staff (id),
    posted_at     TIMESTAMPTZ,
    posted_by     UUID REFERENCES staff (id),
    answered_at   TIMESTAMPTZ,                   -- its code was used
    returned_at   TIMESTAMPTZ,                   -- it came back
    returned_by   UUID REFERENCES staff (id),
    dropped_at    TIMESTAMPTZ,                   -- not needed after all
    dropped_by    UUID REFERENCES staff (id),
    CHECK ((printed_at IS NULL) = (invitation_id IS NULL)),
    CHECK (posted_at IS NULL OR printed_at IS NOT NULL),
    CHECK (returned_at IS NULL OR posted_at IS NOT NULL),
    CHECK (dropped_at IS NULL OR posted_at IS NULL)
);
-- "which letters must still be printed or posted?"
CREATE INDEX letter_open ON letter (gemeente_id, made_at, id) WHERE posted_at IS NULL AND dropped_at IS NULL;
-- "which first letters led to nothing?"
CREATE INDEX letter_silent ON letter (gemeente_id, posted_at, id)
    WHERE posted_at IS NOT NULL AND answered_at IS NULL AND returned_at IS NULL;
-- "which letters were there lately?"
CREATE INDEX letter_lately ON letter (gemeente_id, made_at, id);
-- "has this person a letter under way, or had one?"
CREATE INDEX letter_by_person ON letter (person_id, made_at);
-- "whose code was used?"
CREATE INDEX letter_by_invitation ON letter (invitation_id) WHERE invitation_id IS NOT NULL;
-- "did this letter get a second one?"
CREATE UNIQUE INDEX letter_second ON letter (follows) WHERE follows IS NOT NULL;

-- A wrong code that somebody typed, for an hour: five from one address, and so many on a channel as
-- a whole, are enough. No key to `address`: addresses may turn out to be one.
CREATE TABLE code_try (
    id         UUID PRIMARY KEY,
    address_id UUID NOT NULL,
    channel    TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL              -- civil
);
-- "how often from this address?"
CREATE INDEX code_try_by_address ON code_try (address_id, at);
-- "how often on this channel?"
CREATE INDEX code_try_by_channel ON code_try (channel, at);
-- "which can be forgotten?"
CREATE INDEX code_try_at ON code_try (at);

-- A second telephone used the code of a letter: the person is asked on the first one. Only a yes, of
-- the person or of a colleague, links it. No key to `address`, as above.
CREATE TABLE address_claim (
    id         UUID PRIMARY KEY,
    address_id UUID NOT NULL,                    -- the second telephone
    person_id  UUID NOT NULL REFERENCES person (id),
    asked_at   TIMESTAMPTZ NOT NULL,
    allowed_at TIMESTAMPTZ,
    allowed_by UUID REFERENCES staff (id),       -- NULL: the person said so
    refused_at TIMESTAMPTZ,
    used_at    TIMESTAMPTZ,                      -- linked by it
    CHECK (allowed_at IS NULL OR refused_at IS NULL),
    CHECK (allowed_by IS NULL OR allowed_at IS NOT NULL),
    CHECK (used_at IS NULL OR allowed_at IS NOT NULL)
);
-- "was this asked before?"
CREATE UNIQUE INDEX address_claim_once ON address_claim (address_id, person_id);
-- "which telephones is this person asked about?"
CREATE INDEX address_claim_open ON address_claim (person_id) WHERE allowed_at IS NULL AND refused_at IS NULL;
