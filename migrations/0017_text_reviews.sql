-- Who wrote a text in a language, and who read it since: somebody else, who speaks it.

-- A review is about words beside the Dutch that they translate: when either changes it is another row,
-- and nobody has read that one yet.
CREATE TABLE text_review (
    language    TEXT NOT NULL,
    text_id     TEXT NOT NULL,
    words_hash  TEXT NOT NULL,                   -- SHA-256 of the words and labels, hex
    dutch_hash  TEXT NOT NULL,                   -- of the Dutch beside it
    written_by  UUID REFERENCES staff (id),      -- none: it came in a file
    written_at  TIMESTAMPTZ,                     -- civil
    approved_by UUID REFERENCES staff (id),
    approved_at TIMESTAMPTZ,                     -- civil
    PRIMARY KEY (language, text_id, words_hash, dutch_hash),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);
