-- "what is held at this place on these days?"
CREATE INDEX session_by_day ON session (gemeente_id, starts_at);
