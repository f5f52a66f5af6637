-- Teams of colleagues. A team is whose people somebody may look at together, and who is told when a
-- colleague of it lets somebody wait; it takes no right away and gives none.

CREATE TABLE team (
    id          UUID PRIMARY KEY,                -- made when the form is drawn
    gemeente_id UUID NOT NULL REFERENCES gemeente (id),
    name        TEXT NOT NULL CHECK (name <> ''),
    lead_id     UUID REFERENCES staff (id),      -- NULL: the beheerders are told
    created_at  TIMESTAMPTZ NOT NULL,            -- machine
    UNIQUE (gemeente_id, name)
);

ALTER TABLE staff ADD COLUMN team_id UUID REFERENCES team (id);
-- "who is in this team?"
CREATE INDEX staff_of_team ON staff (team_id) WHERE team_id IS NOT NULL;

-- Who leads whom. Nobody leads themselves, and who is disabled leads nobody.
CREATE VIEW led_by AS
    SELECT member.id AS staff_id, chief.id AS lead_id
    FROM staff member
    JOIN team ON team.id = member.team_id
    JOIN staff chief ON chief.id = team.lead_id
    WHERE chief.id <> member.id AND chief.disabled_at IS NULL;
