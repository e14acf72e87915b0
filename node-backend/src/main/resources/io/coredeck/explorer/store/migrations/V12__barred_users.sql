-- Users of the grid whose account was deleted or moved to another user: with their keys nothing is done
-- any more, or deleting an account would give back what disabling it took.
CREATE TABLE barred_users (
  tid BIGINT NOT NULL PRIMARY KEY
);

-- Whether the identity provider gave the person no role when last asked.
ALTER TABLE accounts ADD COLUMN lapsed INTEGER NOT NULL DEFAULT 0;
