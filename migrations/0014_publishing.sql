-- From what somebody writes to what starts conversations, and who said so.

-- Every time a revision was put in force; one that is put back is here twice.
CREATE TABLE publication (
    id           UUID PRIMARY KEY,
    revision     TEXT NOT NULL REFERENCES content_revision (id),
    replaces     TEXT,                           -- the revision in force before it
    note         TEXT,                           -- why, in the words of who published it
    published_at TIMESTAMPTZ NOT NULL,           -- civil
    published_by UUID REFERENCES staff (id),     -- none: at a start, or by command
    in_force     BOOLEAN NOT NULL,               -- new conversations follow it
    withdrawn_at TIMESTAMPTZ,                    -- when another took its place, civil
    withdrawn_by UUID REFERENCES staff (id),
    carries      BOOLEAN NOT NULL,               -- running conversations come along where they can
    carry_at     UUID,                           -- the last mailbox that was looked at for that
    carried      BIGINT NOT NULL DEFAULT 0,      -- how many came along
    stayed       BIGINT NOT NULL DEFAULT 0,      -- how many finish with what they began with
    ended        BIGINT NOT NULL DEFAULT 0,      -- how many had not begun to speak and never will
    carried_at   TIMESTAMPTZ,                    -- everybody was looked at, civil
    CHECK (in_force = (withdrawn_at IS NULL))
);
-- "which revision starts conversations?"; never two
CREATE UNIQUE INDEX publication_in_force ON publication (in_force) WHERE in_force;
-- "who published what?", newest first
CREATE INDEX publication_by_age ON publication (published_at DESC, id);
-- "is somebody still to be carried over?"
CREATE INDEX publication_carrying ON publication (published_at, id) WHERE carries AND carried_at IS NULL;

-- The one working copy that colleagues and the folders write to. One, because one revision serves every
-- municipality of the service. The row stays when the copy is gone, so that its version never repeats.
CREATE TABLE content_draft (
    id         BIGINT PRIMARY KEY CHECK (id = 1),
    files      JSONB,                            -- path -> text; none: there is no draft
    base       TEXT,                             -- what was in force when it was begun
    origin     TEXT CHECK (origin IN ('files', 'page', 'package')),
    version    BIGINT NOT NULL,                  -- who writes must have seen the newest one
    changed_at TIMESTAMPTZ NOT NULL,             -- civil
    changed_by UUID REFERENCES staff (id),       -- none: the folders, or a command
    CHECK ((files IS NULL) = (origin IS NULL))
);

-- What the folders of dialogs and texts held when they were last looked at.
CREATE TABLE content_folder (
    id      BIGINT PRIMARY KEY CHECK (id = 1),
    seen    TEXT,                                -- hash of their files
    waiting TEXT,                                -- the revision there, while a colleague's draft is open
    trouble TEXT,                                -- why they cannot be read
    seen_at TIMESTAMPTZ NOT NULL                 -- civil
);
