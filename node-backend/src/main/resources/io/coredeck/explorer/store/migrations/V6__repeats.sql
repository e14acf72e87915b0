-- Answers to creations that carry an Idempotency-Key, so that a call made again does nothing again.
-- "place" is the method and path of the call, "fingerprint" SHA-256 of its body.
CREATE TABLE repeats (
  id          BIGINT   NOT NULL PRIMARY KEY,
  tid         BIGINT   NOT NULL,
  place       TEXT     NOT NULL,
  name        TEXT     NOT NULL,
  fingerprint TEXT     NOT NULL,
  status      SMALLINT NOT NULL,
  answer      TEXT     NOT NULL,
  kept        BIGINT   NOT NULL,
  UNIQUE (tid, place, name)
);

CREATE INDEX repeats_by_time ON repeats (kept);

INSERT INTO counters (kind, last) VALUES ('repeat', 0);

-- What a pool's workloads take is read from the index alone.
DROP INDEX workloads_by_pool;

CREATE INDEX workloads_by_pool ON workloads (pool_id, next_action, answered, cu, su);
