-- The explorer's records. Every table keeps the record itself in its wire form (JSON) in
-- "document"; the other columns only exist to find it. Written so that SQLite and PostgreSQL
-- both take it.

-- The last number given to each kind of record. A number is never given twice.
CREATE TABLE counters (
  kind TEXT   NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);

INSERT INTO counters (kind, last) VALUES
  ('user', 0), ('farm', 0), ('node', 0), ('workload', 0), ('capacity', 0),
  ('queue', 0), ('proof', 0);

CREATE TABLE users (
  id       BIGINT NOT NULL PRIMARY KEY,
  name     TEXT   NOT NULL UNIQUE,
  email    TEXT   NOT NULL UNIQUE,
  document TEXT   NOT NULL
);

CREATE TABLE farms (
  id          BIGINT NOT NULL PRIMARY KEY,
  name        TEXT   NOT NULL UNIQUE,
  threebot_id BIGINT NOT NULL,
  document    TEXT   NOT NULL
);

CREATE INDEX farms_by_owner ON farms (threebot_id, id);

CREATE TABLE nodes (
  id            BIGINT           NOT NULL PRIMARY KEY,
  node_id       TEXT             NOT NULL UNIQUE,
  farm_id       BIGINT           NOT NULL,
  country       TEXT             NOT NULL,
  city          TEXT             NOT NULL,
  cru           BIGINT           NOT NULL,
  mru           DOUBLE PRECISION NOT NULL,
  hru           DOUBLE PRECISION NOT NULL,
  sru           DOUBLE PRECISION NOT NULL,
  deleted       SMALLINT         NOT NULL,
  public_config TEXT             NOT NULL DEFAULT 'null',
  document      TEXT             NOT NULL
);

CREATE INDEX nodes_by_farm ON nodes (farm_id, id);

-- What a node showed of its hardware; numbered by the counter "proof".
CREATE TABLE node_proofs (
  id       BIGINT NOT NULL PRIMARY KEY,
  node_id  TEXT   NOT NULL,
  document TEXT   NOT NULL
);

CREATE INDEX node_proofs_by_node ON node_proofs (node_id, id);

-- Orders of capacity: the first one of a pool gives the pool its number, the others top it up.
CREATE TABLE pool_orders (
  id       BIGINT NOT NULL PRIMARY KEY,
  pool_id  BIGINT NOT NULL,
  document TEXT   NOT NULL
);

CREATE TABLE pools (
  id           BIGINT NOT NULL PRIMARY KEY,
  customer_tid BIGINT NOT NULL,
  empty_at     BIGINT NOT NULL,
  document     TEXT   NOT NULL
);

CREATE INDEX pools_by_owner ON pools (customer_tid, id);
CREATE INDEX pools_by_end ON pools (empty_at);

-- "cu" and "su" are what the workload takes from its pool every second; "answered" is 1 once the
-- node has reported a result.
CREATE TABLE workloads (
  id            BIGINT           NOT NULL PRIMARY KEY,
  node_id       TEXT             NOT NULL,
  pool_id       BIGINT           NOT NULL,
  customer_tid  BIGINT           NOT NULL,
  workload_type SMALLINT         NOT NULL,
  cu            DOUBLE PRECISION NOT NULL,
  su            DOUBLE PRECISION NOT NULL,
  next_action   SMALLINT         NOT NULL,
  answered      SMALLINT         NOT NULL,
  document      TEXT             NOT NULL
);

CREATE INDEX workloads_by_node ON workloads (node_id, id);
CREATE INDEX workloads_by_customer ON workloads (customer_tid, id);
CREATE INDEX workloads_by_pool ON workloads (pool_id, next_action, answered);
CREATE INDEX workloads_by_action ON workloads (next_action, id);

-- What a node has been asked for and has not answered yet, in the order it was asked.
CREATE TABLE node_queue (
  workload_id BIGINT NOT NULL PRIMARY KEY,
  node_id     TEXT   NOT NULL,
  position    BIGINT NOT NULL
);

CREATE INDEX node_queue_by_node ON node_queue (node_id, position);
