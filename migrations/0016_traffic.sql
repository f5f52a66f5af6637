-- How a dialog is walked: for the pages that show it.

-- "what was asked in this dialog, lately?"
CREATE INDEX question_by_dialog ON question (gemeente_id, dialog, first_asked_at);
-- "how many people are in each dialog now?"
CREATE INDEX conversation_by_dialog ON conversation (gemeente_id, dialog) WHERE ended_at IS NULL;
