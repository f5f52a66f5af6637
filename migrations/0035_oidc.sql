-- Which colleague the account of another organisation belongs to.
CREATE TABLE oidc_account (
    account_hash BYTEA PRIMARY KEY,              -- keyed hash of issuer and subject together; never of an e-mail address
    staff_id     UUID NOT NULL UNIQUE REFERENCES staff (id),
    linked_at    TIMESTAMPTZ NOT NULL
);
