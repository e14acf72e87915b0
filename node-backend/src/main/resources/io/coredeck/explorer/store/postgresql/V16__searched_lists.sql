-- What lists are searched and sorted by: docs/decisions/0064. All of it is made from the documents; the
-- explorer fills it in at its start, since a document's names and addresses cannot be read in SQL here.

-- A narrow row beside each workload, whose own row is wide. "changed" is that of the workload: a row with
-- another one is made again. "result" is -1 until the node has answered; "words" is in lower case.
CREATE TABLE workload_index (
  id            BIGINT   NOT NULL PRIMARY KEY,
  changed       BIGINT   NOT NULL,
  name          TEXT     NOT NULL,
  created       BIGINT   NOT NULL,
  node_id       TEXT     NOT NULL,
  pool_id       BIGINT   NOT NULL,
  customer_tid  BIGINT   NOT NULL,
  workload_type SMALLINT NOT NULL,
  state         SMALLINT NOT NULL,
  next_action   SMALLINT NOT NULL,
  result        SMALLINT NOT NULL,
  interactive   SMALLINT NOT NULL,
  words         TEXT     NOT NULL
);

CREATE INDEX workload_index_by_customer ON workload_index (customer_tid, id, next_action);
CREATE INDEX workload_index_by_action ON workload_index (next_action, id);
CREATE INDEX workload_index_by_node ON workload_index (node_id, id);

-- Lists are read from the narrow rows; nothing looks for wide ones by these any more.
DROP INDEX workloads_by_customer;
DROP INDEX workloads_by_action;

-- "words" is NULL until the row is written again. Keys of users are in lower case.
ALTER TABLE users ADD COLUMN pubkey TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN words TEXT;
CREATE INDEX users_by_key ON users (pubkey);

ALTER TABLE farms ADD COLUMN words TEXT;

ALTER TABLE nodes ADD COLUMN hostname TEXT NOT NULL DEFAULT '';
ALTER TABLE nodes ADD COLUMN created BIGINT NOT NULL DEFAULT 0;
ALTER TABLE nodes ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE nodes ADD COLUMN words TEXT;

ALTER TABLE pools ADD COLUMN words TEXT;
