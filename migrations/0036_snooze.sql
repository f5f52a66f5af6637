-- What a colleague puts off: somebody who is silent is not shown among the others until then.

CREATE TABLE snooze (
    person_id UUID PRIMARY KEY REFERENCES person (id),
    until     TIMESTAMPTZ NOT NULL,              -- civil
    put_by    UUID NOT NULL REFERENCES staff (id),
    put_at    TIMESTAMPTZ NOT NULL,              -- civil; a silence that began later is shown at once
    CHECK (until > put_at)
);
