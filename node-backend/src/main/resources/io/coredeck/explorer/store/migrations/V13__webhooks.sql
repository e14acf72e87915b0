-- To whom the explorer tells what happens to workloads. "document" says where and of what, in wire
-- form; "secret" and "old_secret" are sealed with a key that is not in this database. Times are
-- seconds since 1970, 0 for never.
CREATE TABLE webhooks (
  id            BIGINT  NOT NULL PRIMARY KEY,
  tid           BIGINT  NOT NULL,
  enabled       INTEGER NOT NULL,
  everybody     INTEGER NOT NULL,
  document      TEXT    NOT NULL,
  secret        TEXT    NOT NULL,
  old_secret    TEXT    NOT NULL,
  old_until     BIGINT  NOT NULL,
  created       BIGINT  NOT NULL,
  blocked       INTEGER NOT NULL,
  reason        TEXT    NOT NULL,
  failures      BIGINT  NOT NULL,
  failing_since BIGINT  NOT NULL,
  next_at       BIGINT  NOT NULL,
  last_success  BIGINT  NOT NULL,
  dropped       BIGINT  NOT NULL
);

CREATE INDEX webhooks_by_owner ON webhooks (tid, id);

-- What was written together with the change it tells of, and waits (state 0) or has ended. "customer"
-- is whose workload it is, "queued" when it began to wait, "leased" until when one explorer has it in
-- hand, "tried" when it was tried last.
CREATE TABLE webhook_deliveries (
  id       BIGINT   NOT NULL PRIMARY KEY,
  hook     BIGINT   NOT NULL,
  event_id TEXT     NOT NULL,
  event    TEXT     NOT NULL,
  workload BIGINT   NOT NULL,
  customer BIGINT   NOT NULL,
  happened BIGINT   NOT NULL,
  body     TEXT     NOT NULL,
  state    SMALLINT NOT NULL,
  attempts BIGINT   NOT NULL,
  next_at  BIGINT   NOT NULL,
  queued   BIGINT   NOT NULL,
  leased   BIGINT   NOT NULL,
  tried    BIGINT   NOT NULL,
  status   SMALLINT NOT NULL,
  millis   BIGINT   NOT NULL,
  error    TEXT     NOT NULL,
  answer   TEXT     NOT NULL
);

CREATE INDEX webhook_deliveries_by_hook ON webhook_deliveries (hook, state, id);
CREATE INDEX webhook_deliveries_in_order ON webhook_deliveries (hook, workload, state, id);
CREATE INDEX webhook_deliveries_in_hand ON webhook_deliveries (hook, leased);

INSERT INTO counters (kind, last) VALUES ('webhook', 0);
INSERT INTO counters (kind, last) VALUES ('delivery', 0);
