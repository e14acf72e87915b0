-- People who sign in with a name and a password. "password" is a hash in PHC form; "sealed_key" the
-- person's signing key, encrypted with a key that is not in this database.
CREATE TABLE accounts (
  name       TEXT   NOT NULL PRIMARY KEY,
  tid        BIGINT NOT NULL UNIQUE,
  role       TEXT   NOT NULL,
  created    BIGINT NOT NULL,
  password   TEXT   NOT NULL,
  sealed_key TEXT   NOT NULL
);
