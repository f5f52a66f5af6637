-- Colleagues: sessions that can be named and ended, the second step of logging in, last use.

-- Anew, with a name and a device per session: whoever was logged in logs in once more.
DROP TABLE staff_session;
CREATE TABLE staff_session (
    id_hash      BYTEA PRIMARY KEY,              -- keyed hash of the cookie's value
    id           UUID NOT NULL UNIQUE,           -- names it in a form; opens nothing
    staff_id     UUID NOT NULL REFERENCES staff (id),
    csrf         TEXT NOT NULL,                  -- form token, bound to this session
    way          TEXT NOT NULL CHECK (way IN ('password', 'oidc')),
    device       TEXT NOT NULL,                  -- browser and system from a fixed list, nothing more
    created_at   TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL            -- the absolute limit; idleness is counted from last_seen_at
);
-- "where is this colleague logged in?", and ending all of it
CREATE INDEX staff_session_by_staff ON staff_session (staff_id);

-- The last page they asked for, to the minute: for the quarterly review of rights.
ALTER TABLE staff ADD COLUMN last_used_at TIMESTAMPTZ;
-- A beheerder took the second step away; NULL again when the colleague has seen that.
ALTER TABLE staff ADD COLUMN factor_reset_at TIMESTAMPTZ;
-- "who works here?"
CREATE INDEX staff_by_gemeente ON staff (gemeente_id, name, id);

-- "how many people does this colleague care for?", as klantmanager and as coach
CREATE INDEX person_of_klantmanager ON person (klantmanager_id)
    WHERE klantmanager_id IS NOT NULL AND finished_on IS NULL;
CREATE INDEX person_of_coach ON person (coach_id) WHERE coach_id IS NOT NULL AND finished_on IS NULL;

-- One per colleague: what makes six digits every thirty seconds (RFC 6238).
CREATE TABLE second_factor (
    staff_id      UUID PRIMARY KEY REFERENCES staff (id),
    secret_sealed BYTEA NOT NULL,
    begun_at      TIMESTAMPTZ NOT NULL,          -- since then it is shown, until the first code was right
    on_since      TIMESTAMPTZ,                   -- NULL: the first code was not typed yet
    last_step     BIGINT NOT NULL DEFAULT 0      -- the newest thirty seconds of which a code was used: none works twice
);

-- For who lost the telephone: each works once.
CREATE TABLE recovery_code (
    code_hash BYTEA PRIMARY KEY,                 -- keyed hash; the code itself is shown once
    staff_id  UUID NOT NULL REFERENCES staff (id),
    made_at   TIMESTAMPTZ NOT NULL,
    used_at   TIMESTAMPTZ
);
-- "how many are left?", and making new ones
CREATE INDEX recovery_code_by_staff ON recovery_code (staff_id);

-- The password was right, the code is still to come: opens nothing but the page that asks for it.
CREATE TABLE sign_in_step (
    token_hash BYTEA PRIMARY KEY,                -- keyed hash of the cookie of this step
    staff_id   UUID NOT NULL REFERENCES staff (id),
    expires_at TIMESTAMPTZ NOT NULL
);
-- "which of them ran out?"
CREATE INDEX sign_in_step_by_end ON sign_in_step (expires_at);
