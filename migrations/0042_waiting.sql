-- Who waits for a colleague that has not looked: since when, and who was told of it. It begins with a task behind which
-- somebody waits, and ends when a colleague looks, or closes the task.

ALTER TABLE task ADD COLUMN waits_since TIMESTAMPTZ;    -- civil; NULL: nobody waits, or somebody looked
ALTER TABLE task ADD COLUMN deputy_told_at TIMESTAMPTZ  -- civil; the first step was taken
    CHECK (deputy_told_at IS NULL OR waits_since IS NOT NULL);
ALTER TABLE task ADD COLUMN deputy_told UUID REFERENCES staff (id) -- NULL: there is no deputy
    CHECK (deputy_told IS NULL OR deputy_told_at IS NOT NULL);
ALTER TABLE task ADD COLUMN lead_told_at TIMESTAMPTZ    -- civil; the second step was taken
    CHECK (lead_told_at IS NULL OR deputy_told_at IS NOT NULL);
-- "of whom is somebody to be told now?"
CREATE INDEX task_waits ON task (waits_since, id)
    WHERE waits_since IS NOT NULL AND closed_at IS NULL AND lead_told_at IS NULL;
-- "of whom was somebody told?"
CREATE INDEX task_told ON task (gemeente_id, deputy_told_at) WHERE deputy_told_at IS NOT NULL AND closed_at IS NULL;
