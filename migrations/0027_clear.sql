-- Was a text clear? Asked at most once in four weeks, and counted per text and language.

CREATE TABLE clear_question (
    question_id UUID PRIMARY KEY,                -- the question that asks it; what was answered is an answer to it
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    mailbox_id  UUID NOT NULL REFERENCES mailbox (id),
    text_id     TEXT NOT NULL,                   -- the text that it is about
    language    TEXT NOT NULL,                   -- in which it was read
    asked_at    TIMESTAMPTZ NOT NULL             -- civil
);
-- "when was this person last asked?"
CREATE INDEX clear_question_by_mailbox ON clear_question (mailbox_id, asked_at);
-- "how clear were our texts, the newest first?"
CREATE INDEX clear_question_newest ON clear_question (gemeente_id, asked_at, question_id);
