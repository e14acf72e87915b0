-- Who was let in: 0 has registered and asks, 1 is admitted, 2 was refused. Of users it counts for those without
-- an account; an account's role says it for the others. Whoever was there before goes on.
ALTER TABLE users ADD COLUMN admission SMALLINT NOT NULL DEFAULT 0;

UPDATE users SET admission = 1;

CREATE INDEX users_by_admission ON users (admission, id);

ALTER TABLE nodes ADD COLUMN admission SMALLINT NOT NULL DEFAULT 0;

UPDATE nodes SET admission = 1;

CREATE INDEX nodes_by_admission ON nodes (admission, id);

-- Sign-ins that have not ended. "hash" is SHA-256 of the session's text, which nobody keeps; one whose
-- generation is not the account's any more has ended.
CREATE TABLE sessions (
  hash       TEXT   NOT NULL PRIMARY KEY,
  tid        BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  expires    BIGINT NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (tid, expires);
CREATE INDEX sessions_by_end ON sessions (expires);

-- Whether the person's key is known outside sign-ins, and so proves the person without one. Nobody knows it of
-- the keys there are, but that those of an identity provider's people were never shown to them.
ALTER TABLE accounts ADD COLUMN key_out INTEGER NOT NULL DEFAULT 0;

UPDATE accounts SET key_out = 1 WHERE password <> '';
