-- Who does what only one process may do, and whether the clockwork still runs.

-- One process at a time: asking a bot for its updates. A holder that dies loses it when it runs out.
CREATE TABLE lease (
    name       TEXT PRIMARY KEY,                 -- "poll:<channel>"
    holder     UUID NOT NULL,                    -- made anew by every process
    held_until TIMESTAMPTZ NOT NULL              -- machine
);

-- When a loop last finished its round, in whichever process: written once a minute at most.
CREATE TABLE heartbeat (
    loop_name TEXT PRIMARY KEY,                  -- "due"
    beat_at   TIMESTAMPTZ NOT NULL               -- machine
);
