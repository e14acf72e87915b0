-- Who was let in: 0 has registered and asks, 1 is admitted, 2 was refused. Of users it counts for those without
-- an account; an account's role says it for the others. Whoever was there before goes on.
ALTER TABLE users ADD COLUMN admission SMALLINT NOT NULL DEFAULT 0;

UPDATE users SET admission = 1;

CREATE INDEX users_by_admission ON users (admission, id);

ALTER TABLE nodes ADD COLUMN admission SMALLINT NOT NULL DEFAULT 0;

UPDATE nodes SET admission = 1;

CREATE INDEX nodes_by_admission ON nodes (admission, id);
