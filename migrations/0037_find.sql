-- Finding somebody, however many people there are.

-- The words of names and klantnummers, folded (text::sought): bytes, so that both databases order them alike.
CREATE TABLE person_word (
    person_id   UUID NOT NULL REFERENCES person (id),
    word        BYTEA NOT NULL,
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    PRIMARY KEY (person_id, word)
);
-- "whose name begins like this?"
CREATE INDEX person_word_sought ON person_word (gemeente_id, word, person_id);

-- "everybody, by name"
CREATE INDEX person_by_name ON person (gemeente_id, name, id);
-- "who is nobody's, by name?"
CREATE INDEX person_of_nobody ON person (gemeente_id, name, id) WHERE klantmanager_id IS NULL;
