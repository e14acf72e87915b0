-- Who signs in through an identity provider: its number of the person, and the account that is for it.
-- Such accounts have an empty password.
CREATE TABLE account_links (
  issuer  TEXT NOT NULL,
  subject TEXT NOT NULL,
  name    TEXT NOT NULL UNIQUE,
  PRIMARY KEY (issuer, subject)
);
