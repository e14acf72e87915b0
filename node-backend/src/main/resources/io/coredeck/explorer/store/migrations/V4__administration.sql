-- What administration needs to know of an account. "generation" grows whenever sessions that began
-- before must end.
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN last_sign_in BIGINT NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN generation BIGINT NOT NULL DEFAULT 1;

-- Tokens that stand for a person in programs. "hash" is SHA-256 of the token's text, which nobody
-- keeps. "revoked" is 0, or when it was revoked.
CREATE TABLE tokens (
  id        BIGINT NOT NULL PRIMARY KEY,
  tid       BIGINT NOT NULL,
  name      TEXT   NOT NULL,
  scope     TEXT   NOT NULL,
  created   BIGINT NOT NULL,
  expires   BIGINT NOT NULL,
  last_used BIGINT NOT NULL,
  revoked   BIGINT NOT NULL,
  hash      TEXT   NOT NULL UNIQUE
);

CREATE INDEX tokens_by_owner ON tokens (tid);

-- Who did what. Rows are added, never changed, and removed only when they are too old or too many.
CREATE TABLE audit (
  id      BIGINT NOT NULL PRIMARY KEY,
  happened BIGINT NOT NULL,
  tid     BIGINT NOT NULL,
  actor   TEXT   NOT NULL,
  via     TEXT   NOT NULL,
  address TEXT   NOT NULL,
  action  TEXT   NOT NULL,
  object  TEXT   NOT NULL,
  result  TEXT   NOT NULL,
  detail  TEXT   NOT NULL
);

CREATE INDEX audit_by_time ON audit (happened);
CREATE INDEX audit_by_actor ON audit (tid);
CREATE INDEX audit_by_result ON audit (result);

INSERT INTO counters (kind, last) VALUES ('token', 0);
INSERT INTO counters (kind, last) VALUES ('audit', 0);
