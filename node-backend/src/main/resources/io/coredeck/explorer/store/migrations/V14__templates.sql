-- Drafts to begin workloads with: their owners', and those that are shared with everybody. "document" is
-- the draft and its variables, as JSON.
CREATE TABLE templates (
  id          BIGINT  NOT NULL PRIMARY KEY,
  tid         BIGINT  NOT NULL,
  name        TEXT    NOT NULL,
  description TEXT    NOT NULL,
  shared      INTEGER NOT NULL,
  changed     BIGINT  NOT NULL,
  kind        TEXT    NOT NULL,
  image       TEXT    NOT NULL,
  document    TEXT    NOT NULL,
  UNIQUE (tid, name)
);

CREATE INDEX templates_by_sharing ON templates (shared);

INSERT INTO counters (kind, last) VALUES ('template', 0);
